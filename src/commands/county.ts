/** `./jingwei county add`: a county of one's own and its first administrator, for an installation without the demo. */
import { uuidv7 } from '../base/ids.ts'
import { LINES, say } from '../cli-words.ts'
import { addCounty, machineIn } from '../demo.ts'
import { addAccount } from '../modules/access/actions.ts'
import { ConfigError, readConfig, takeConfigFlags } from '../platform/config.ts'
import { deedScope } from '../platform/http/context.ts'
import { startProgram } from '../program.ts'

const FIELDS = ['code', 'slug', 'name', 'name-en', 'admin', 'phone'] as const
type Given = Readonly<Record<(typeof FIELDS)[number], string>>

const usage = () => new ConfigError('county', LINES.countyUsage)

/** Takes `--field value` pairs out of the arguments; all of them are needed. */
function givenOf(argv: readonly string[]): Given {
  const { rest } = takeConfigFlags(argv)
  const given: Partial<Record<(typeof FIELDS)[number], string>> = {}
  for (const field of FIELDS) {
    const at = rest.indexOf(`--${field}`)
    const value = at < 0 ? undefined : rest[at + 1]
    if (value === undefined || value.startsWith('--')) throw usage()
    given[field] = value
  }
  if (rest[0] !== 'add' || !/^[0-9]{2,12}$/.test(given.code!) || !/^[a-z][a-z0-9-]{1,30}$/.test(given.slug!))
    throw usage()
  return given as Given
}

export async function county(argv: readonly string[]): Promise<void> {
  const given = givenOf(argv)
  const own = new Set(['add', ...FIELDS.flatMap((field) => [`--${field}`, given[field]])])
  const config = {
    ...readConfig(
      argv.filter((one) => !own.has(one)),
      process.env,
    ),
    port: 0,
  }
  const program = await startProgram({ config })
  try {
    const name = { zh: given.name, en: given['name-en'] }
    await addCounty(program.environment, { code: given.code, slug: given.slug, name, demo: false })
    const ctx = await machineIn(program.shared, given.code)
    const posts = [{ role: 'sys_admin' as const, area: given.code }]
    const id = uuidv7(ctx.realNow, ctx.random(10))
    await ctx.db.tx(deedScope(ctx), (tx) =>
      addAccount(tx, ctx, given.code, { id, name: given.admin, phone: given.phone, posts }),
    )
    console.log(
      say(LINES.countyAdded, { name: name.zh, nameEn: name.en, slug: given.slug, phone: given.phone }),
    )
  } finally {
    await program.close()
  }
  process.exit(0)
}
