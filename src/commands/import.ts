/** `./jingwei import sites FILE` (buildings: buildings.ts): a real list into a county of its own, its faults told row by row, and parties tried on it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { uuidv7 } from '../base/ids.ts'
import { Refusal } from '../base/refusal.ts'
import { LINES, say, sayShort } from '../cli-words.ts'
import { addCounty, machineIn } from '../demo.ts'
import { say as sayRefusal } from '../house.ts'
import { register } from '../modules/placement/actions/register.ts'
import { openSites } from '../modules/placement/actions/sites.ts'
import { beginWorld } from '../modules/placement/actions/world.ts'
import { importSites } from '../modules/registry/actions/import.ts'
import { ALIKE_ACTS, type AlikeAct, CRS, TableReading } from '../modules/registry/model.ts'
import { planOfFile, readSiteFile } from '../modules/registry/reads.ts'
import { SITE_KINDS } from '../modules/sites/model.ts'
import type { RowFault } from '../modules/sites/rows.ts'
import { ConfigError, readConfig, takeConfigFlags } from '../platform/config.ts'
import { type Context, deedScope } from '../platform/http/context.ts'
import { writeCsv } from '../platform/tabular/csv.ts'
import { startProgram } from '../program.ts'
import { importBuildings } from './buildings.ts'

/** Parties tried after an import, each beside one of the sites. */
const TRIED = 200
/** Faults printed on the terminal; all of them are in the file. */
const SHOWN = 12

interface Wish {
  readonly what: 'sites' | 'buildings'
  readonly file: string
  readonly county: string
  readonly reading: TableReading
  readonly alike: AlikeAct
  readonly update: boolean
  readonly allOrNothing: boolean
  readonly flags: string[]
}

const usage = () => new ConfigError('import', LINES.importUsage)

/** The value of `--name`, one of those allowed; absent: undefined. */
function optionOf<K extends string>(
  args: readonly string[],
  name: string,
  allowed: readonly K[],
): K | undefined {
  const at = args.indexOf(name)
  if (at < 0) return undefined
  const value = allowed.find((one) => one === args[at + 1])
  if (value === undefined) throw usage()
  return value
}

function countyOf(file: string, args: readonly string[]): string {
  const at = args.indexOf('--county')
  const slug = basename(file)
    .replace(/\.\w+$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
  const county = at >= 0 ? args[at + 1] : slug.slice(0, 20).replace(/-+$/, '')
  if (county === undefined || !/^[a-z][a-z0-9-]{1,19}$/.test(county)) throw usage()
  return county
}

function wishOf(argv: readonly string[]): Wish {
  const { rest } = takeConfigFlags(argv)
  const [what, file, ...more] = rest
  if ((what !== 'sites' && what !== 'buildings') || file === undefined) throw usage()
  const own = new Set([what, file, ...more])
  const crs = optionOf(more, '--crs', CRS)
  const kind = optionOf(more, '--kind', SITE_KINDS)
  return {
    what,
    file,
    county: countyOf(file, more),
    reading: TableReading.parse({ ...(crs ? { crs } : {}), ...(kind ? { kind } : {}) }),
    alike: optionOf(more, '--alike', ALIKE_ACTS) ?? 'another',
    update: more.includes('--update'),
    allOrNothing: more.includes('--all-or-nothing'),
    flags: argv.filter((one) => !own.has(one)),
  }
}

function faultLine(fault: RowFault): string {
  return `  ${String(fault.line).padStart(6)}  ${fault.out ? '✗' : '!'}  ${fault.name.slice(0, 40)}  ${sayRefusal(fault.code, 'zh', fault.details ?? {})} ${sayRefusal(fault.code, 'en', fault.details ?? {})}`
}

function tellFaults(faults: readonly RowFault[], path: string): void {
  if (faults.length === 0) return
  const counts = new Map<string, number>()
  for (const fault of faults) counts.set(fault.code, (counts.get(fault.code) ?? 0) + 1)
  for (const [code, count] of counts) console.log(`  ${String(count).padStart(6)} × ${code}`)
  for (const fault of faults.slice(0, SHOWN)) console.log(faultLine(fault))
  if (faults.length > SHOWN) console.log(`  … ${faults.length - SHOWN}`)
  const rows = faults.map((fault) => [
    fault.line,
    fault.name,
    fault.code,
    fault.out ? 'out' : 'used',
    sayRefusal(fault.code, 'zh', fault.details ?? {}),
    sayRefusal(fault.code, 'en', fault.details ?? {}),
  ])
  writeFileSync(path, writeCsv(['line', 'name', 'code', 'row', 'zh', 'en'], rows))
  console.log(`${sayShort(LINES.importFaults, { path })}`)
}

/** Registers parties beside the imported sites, in a drill world: the county itself is fed no invented people. */
async function tryParties(ctx: Context): Promise<{ parties: number; placed: number }> {
  const world = await beginWorld(ctx, {
    command: uuidv7(ctx.realNow, ctx.random(10)),
    kind: 'drill',
    name: 'import',
    startsAt: ctx.realNow,
    rate: 1,
  })
  const there: Context = { ...ctx, actor: { ...ctx.actor, world }, scope: { ...ctx.scope, world } }
  await openSites(there, { command: uuidv7(ctx.realNow, ctx.random(10)) })
  const positions = await ctx.db.read(there.scope, (tx) =>
    tx.query<{ lon: number; lat: number }>(
      'select lon, lat from site where county = $1 and world = $2 and located order by id limit $3',
      [ctx.actor.county, world, TRIED],
    ),
  )
  let placed = 0
  for (const [n, { lon, lat }] of positions.entries()) {
    const command = uuidv7(ctx.realNow, ctx.random(10))
    const party = await register(there, {
      command,
      adults: 1 + (n % 3),
      children: n % 2,
      infants: 0,
      elders: 0,
      needs: n % 10 === 0 ? ['pets'] : [],
      vehicle: 'car',
      lon,
      lat,
    })
    if (party.placement !== null) placed++
  }
  return { parties: positions.length, placed }
}

export async function importCommand(argv: readonly string[]): Promise<void> {
  const wish = wishOf(argv)
  const config = { ...readConfig(wish.flags, process.env), port: 0 }
  const bytes = readFileSync(wish.file)
  const program = await startProgram({ config })
  try {
    const known = (await program.shared.clock.counties()).find(
      ({ code, slug }) => code === wish.county || slug === wish.county,
    )
    if (known === undefined) {
      const name = { zh: wish.county, en: wish.county }
      await addCounty(program.environment, { code: wish.county, slug: wish.county, name, demo: false })
    }
    const ctx = await machineIn(program.shared, known?.code ?? wish.county)
    if (wish.what === 'buildings') await importBuildings(ctx, wish.file, bytes)
    else await apply(ctx, wish, bytes, join(config.dataDir, `import-${wish.county}-faults.csv`))
  } finally {
    await program.close()
  }
  process.exit(process.exitCode ?? 0)
}

async function apply(ctx: Context, wish: Wish, bytes: Buffer, path: string): Promise<void> {
  const file = await readSiteFile(bytes, wish.reading)
  const { planned } = await ctx.db.read(deedScope(ctx), (tx) => planOfFile(ctx, tx, file, wish.reading))
  const faults = planned.flatMap(({ row }) => row.faults)
  tellFaults(faults, path)
  let done: Awaited<ReturnType<typeof importSites>>
  try {
    done = await importSites(ctx, {
      command: uuidv7(ctx.realNow, ctx.random(10)),
      file: bytes.toString('base64'),
      reading: wish.reading,
      alike: [],
      otherwise: wish.alike,
      known: wish.update ? 'update' : 'keep',
      incomplete: 'keep',
      faulty: wish.allOrNothing ? 'refuse' : 'leave',
    })
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'sites.file_refused') throw error
    console.log(say(LINES.importNothing))
    process.exitCode = 1
    return
  }
  const { imported, places, incomplete, leftOut: out, changed, repeated } = done
  console.log(say(LINES.importDone, { imported, places, incomplete, faults: faults.length, out }))
  if (repeated > 0) console.log(sayShort(LINES.importRepeated, { count: repeated }))
  if (changed > 0) console.log(sayShort(LINES.importChanged, { count: changed }))
  const { parties, placed } = await tryParties(ctx)
  console.log(say(LINES.importPlaced, { parties, placed, waiting: parties - placed }))
}
