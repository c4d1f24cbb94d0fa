/** The reader's self-test: a clean tree is clean, and one planted fault of each kind is found, and nothing else. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readShape } from './shape.ts'
import { RULE_NAMES, type RuleName, type Violation } from './violation.ts'

type Tree = Readonly<Record<string, string>>

/** Holds every allowed direction once, and near misses of the text rules. */
const CLEAN: Tree = {
  'src/base/time.ts':
    'import { z } from "zod"\nexport const DAY = z\nexport const at = (now: number) => new Date(now)\n',
  'src/database/tables.ts': 'export type Tables = {}\n',
  'src/database/migrations/202401010000-a.sql':
    '-- real time\ncreate table a (recorded_at timestamptz default now());\nselect now(); -- real time\n\n-- now() in words\n',
  'src/platform/db.ts':
    "import pg from 'pg'\nimport type { Tables } from '../database/tables.ts'\nexport { pg, type Tables }\nconst sql = 'select now()'\n",
  'src/solver/flow.ts': "import { DAY } from '../base/time.ts'\nexport const flow = DAY\n",
  'src/modules/places/model.ts': "import { DAY } from '../../base/time.ts'\nexport const place = DAY\n",
  'src/modules/places/store.ts': "import { pg } from '../../platform/db.ts'\nexport const save = pg\n",
  'src/modules/places/reads.ts':
    "import { pg } from '../../platform/db.ts'\nexport const read = pg // no now() here\n",
  'src/modules/places/actions/open.ts': "import { save } from '../store.ts'\nexport const open = save\n",
  'src/modules/places/routes.ts': "import { open } from './actions/open.ts'\nexport const routes = open\n",
  'src/modules/sites/rules.ts':
    "import { place } from '../places/model.ts'\nimport { flow } from '../../solver/flow.ts'\nexport const rule = { place, flow, performed: 1 } // Math.random, Date.now\n",
  'src/modules/sites/actions.ts':
    "import { open } from '../places/actions/open.ts'\nimport { read } from '../places/reads.ts'\nexport const act = (ctx: { now(): number }) => [ctx.now(), Date.now(), open, read]\n",
  'src/house.ts':
    "import { routes } from './modules/places/routes.ts'\nexport const HOUSE = ['places', 'sites'] as const\nexport const all = routes\n",
  'src/main.ts':
    "import { all } from './house.ts'\nimport { guazhou } from '../seed/guazhou.ts'\nexport const main = [all, guazhou]\n",
  'src/cli.ts': "import { main } from './main.ts'\nconsole.log(main)\n",
  'src/web/paths.ts': 'export const paths = {}\n',
  'src/web/kit/button.tsx': "export const Button = () => <p>don't</p> // console.log\n",
  'src/web/sites/board.tsx':
    "import { Button } from '../kit/button.tsx'\nimport { paths } from '../paths.ts'\nimport { rule } from '../../modules/sites/rules.ts'\nexport const Board = () => [Button, paths, rule]\n",
  'src/web/routes.tsx': "export const routes = () => import('./sites/board.tsx')\n",
  'seed/guazhou.ts': "import { DAY } from '../src/base/time.ts'\nexport const guazhou = DAY\n",
}

interface Plant {
  /** Beside the clean tree, or in place of a file of it. */
  readonly files: Tree
  readonly at: string
}

const PLANTS: Readonly<Record<RuleName, Plant>> = {
  no_house: { files: { 'src/house.ts': '' }, at: 'src/house.ts:1' },
  unlisted: {
    files: { 'src/modules/secret/model.ts': 'export const a = 1\n' },
    at: 'src/modules/secret/model.ts:1',
  },
  no_such_module: {
    files: { 'src/house.ts': "\nexport const HOUSE = ['places', 'sites', 'ghosts'] as const\n" },
    at: 'src/house.ts:2',
  },
  homeless: { files: { 'src/utils/left.ts': 'export const a = 1\n' }, at: 'src/utils/left.ts:1' },
  barrel: {
    files: { 'src/modules/places/index.ts': "// all of it\nexport * from './model.ts'\n" },
    at: 'src/modules/places/index.ts:1',
  },
  outside: {
    files: { 'src/platform/log.ts': "import { a } from '../../test/builders.ts'\nexport const b = a\n" },
    at: 'src/platform/log.ts:1',
  },
  imports_test: {
    files: { 'src/platform/log.ts': "import { a } from './db.test.ts'\nexport const b = a\n" },
    at: 'src/platform/log.ts:1',
  },
  base: {
    files: { 'src/base/area.ts': "export { pg } from '../platform/db.ts'\nexport const b = 1\n" },
    at: 'src/base/area.ts:1',
  },
  seed: {
    files: { 'seed/night.ts': "import {\n  pg,\n} from '../src/platform/db.ts'\nexport const b = pg\n" },
    at: 'seed/night.ts:3',
  },
  platform_knows_no_module: {
    files: {
      'src/platform/log.ts': "import type { save } from '../modules/places/model.ts'\nexport const b = 1\n",
    },
    at: 'src/platform/log.ts:1',
  },
  band: {
    files: { 'src/modules/places/jobs.ts': "const a = await import('../../main.ts')\nexport const b = a\n" },
    at: 'src/modules/places/jobs.ts:1',
  },
  order: {
    files: {
      'src/modules/places/rules.ts': "import { rule } from '../sites/rules.ts'\nexport const b = rule\n",
    },
    at: 'src/modules/places/rules.ts:1',
  },
  store: {
    files: {
      'src/modules/sites/store.ts': "import { save } from '../places/store.ts'\nexport const b = save\n",
    },
    at: 'src/modules/sites/store.ts:1',
  },
  private_role: {
    files: {
      'src/modules/sites/jobs.ts': "import { routes } from '../places/routes.ts'\nexport const b = routes\n",
    },
    at: 'src/modules/sites/jobs.ts:1',
  },
  web_pure: {
    files: {
      'src/web/sites/list.tsx':
        "import { read } from '../../modules/places/reads.ts'\nexport const b = read\n",
    },
    at: 'src/web/sites/list.tsx:1',
  },
  web_rooms: {
    files: {
      'src/web/wall/wall.tsx': "import { Board } from '../sites/board.tsx'\nexport const b = Board\n",
    },
    at: 'src/web/wall/wall.tsx:1',
  },
  pure: {
    files: {
      'src/modules/sites/policy.ts': "import { read } from '../places/reads.ts'\nexport const b = read\n",
    },
    at: 'src/modules/sites/policy.ts:1',
  },
  pure_package: {
    files: {
      'src/modules/sites/policy.ts': "import { readFile } from 'node:fs'\nexport const b = readFile\n",
    },
    at: 'src/modules/sites/policy.ts:1',
  },
  circle: {
    files: {
      'src/platform/a.ts': "import { b } from './b.ts'\nexport const a = b\n",
      'src/platform/b.ts': "export const c = 1\nimport { d } from './c.ts'\nexport const b = d\n",
      'src/platform/c.ts': "\n\nimport type { a } from './a.ts'\nexport const d = 1\n",
    },
    at: 'src/platform/c.ts:3',
  },
  clock_in_pure: {
    files: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a source text that has a template of its own.
      'src/modules/sites/divide.ts': "export const b = (s: string) => `${s} ${'`'} at ${new Date()}`\n",
    },
    at: 'src/modules/sites/divide.ts:1',
  },
  chance_in_pure: {
    files: { 'src/solver/dice.ts': '// chance\nexport const b = /[/"]/.test("x") && Math.random()\n' },
    at: 'src/solver/dice.ts:2',
  },
  sql_clock: {
    files: { 'src/modules/sites/reads.ts': 'export const b = `\n  select 1\n  where at < NOW()`\n' },
    at: 'src/modules/sites/reads.ts:3',
  },
  migration_clock: {
    files: { 'src/database/migrations/202401010001-b.sql': '-- told\nselect current_timestamp;\n' },
    at: 'src/database/migrations/202401010001-b.sql:2',
  },
  console: {
    files: { 'src/platform/log.ts': "export const b = 1\nconsole.log('here')\n" },
    at: 'src/platform/log.ts:2',
  },
}

const roots: string[] = []

function shapeOf(tree: Tree): Violation[] {
  const root = mkdtempSync(join(tmpdir(), 'jingwei-shape-'))
  roots.push(root)
  for (const [path, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return readShape(root)
}

afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true })
})

test('a tree that keeps the rules is clean', () => {
  expect(shapeOf(CLEAN)).toEqual([])
})

describe('a planted fault is found, and only it', () => {
  test.each(RULE_NAMES)('%s', (rule) => {
    const { files, at } = PLANTS[rule]
    const found = shapeOf({ ...CLEAN, ...files }).map((one) => `${one.rule} ${one.path}:${one.line}`)
    expect(found).toEqual([`${rule} ${at}`])
  })
})

/** The same fault written in another way. */
const VARIANTS: readonly (readonly [rule: RuleName, path: string, text: string])[] = [
  ['clock_in_pure', 'src/base/now.ts', 'export const b = Date.now()\n'],
  ['clock_in_pure', 'src/base/now.ts', 'export const b = performance.now()\n'],
  ['clock_in_pure', 'src/base/now.ts', 'export const b = new Date\n'],
  ['sql_clock', 'src/modules/sites/store.ts', "export const b = 'clock_timestamp()'\n"],
  ['sql_clock', 'src/modules/sites/store.ts', 'export const b = "current_timestamp"\n'],
  ['store', 'src/main.ts', "import { save } from './modules/places/store.ts'\nexport const b = save\n"],
  ['private_role', 'src/modules/sites/jobs.ts', "import '../places/routes.ts'\nexport const b = 1\n"],
  ['web_rooms', 'src/web/wall/a.tsx', "export const b = () => import('../sites/board.tsx')\n"],
  ['band', 'src/solver/a.ts', "export { pg } from '../platform/db.ts'\nexport const b = 1\n"],
  ['barrel', 'src/web/kit/all.ts', "export { Button } from './button.tsx'\n"],
]

test.each(VARIANTS)('%s, in %s: %j', (rule, path, text) => {
  const { 'src/cli.ts': _cli, ...rest } = CLEAN
  expect(shapeOf({ ...rest, [path]: text }).map((one) => `${one.rule} ${one.path}`)).toEqual([
    `${rule} ${path}`,
  ])
})
