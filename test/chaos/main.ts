/** `npm run chaos [-- --rounds N]`: the long form; the short one is test/stories/chaos.test.ts. Linux only. */
import { parseArgs } from 'node:util'
import { BLOWS, chaos } from './chaos.ts'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, clients: { type: 'string', default: '12' } },
})
if (process.platform !== 'linux') {
  console.error('chaos kills by /proc and runs on Linux only')
  process.exit(1)
}
const outcome = await chaos({
  blows: Array.from({ length: Number(values.rounds) }, () => BLOWS).flat(),
  clients: Number(values.clients),
  between: 200,
  tell: (line) => console.log(line),
})
console.log(`${outcome.acknowledged} acknowledged parties, ${outcome.faults.length} faults`)
for (const fault of outcome.faults.slice(0, 50)) console.error(`  ${fault}`)
process.exit(outcome.faults.length === 0 && outcome.verified === 0 ? 0 : 1)
