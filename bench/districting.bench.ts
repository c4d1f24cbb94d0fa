/** Towns into grids and mended after change, and households linked to members: what came of each, and how long it took. */
import { openChance } from '../src/solver/chance.ts'
import type { Instance } from '../src/solver/districting/instance.ts'
import { judge } from '../src/solver/districting/judge.fixture.ts'
import { rebalance } from '../src/solver/districting/rebalance.ts'
import { solveDistricting } from '../src/solver/districting/solve.ts'
import { makeTown, type Town } from '../src/solver/districting/town.fixture.ts'
import { HOUSEHOLDS, link } from '../src/solver/linking/link.ts'

/** Milliseconds allowed (solver.md, B): one town, and ten times as many buildings. */
const SIZES: readonly (Omit<Town, 'seed'> & { readonly name: string; readonly within: number })[] = [
  { name: '1x', within: 3_000, rows: 62, columns: 64, regions: 8, river: 30 },
  { name: '10x', within: 18_000, rows: 196, columns: 204, regions: 24, river: 90 },
]
const SEEDS = [1, 2, 3]
/** Part of the buildings whose households change before mending. */
const CHANGED = 0.04

const now = () => performance.now()

function grown(town: Instance, seed: number): Instance {
  const chance = openChance(seed)
  const units = town.units.map((unit) =>
    chance() < CHANGED ? { ...unit, hh: unit.hh + Math.round(chance() * 30) } : unit,
  )
  return { ...town, units }
}

console.log(
  '| town | buildings | grids | broken rules | outside the bounds | declared | Polsby-Popper | ms |',
)
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |')
const mended: string[] = []
for (const { name, within, ...size } of SIZES)
  for (const seed of SEEDS) {
    const town = makeTown({ seed, ...size })
    const begun = now()
    const { solution, exceptions, figures } = solveDistricting(town, { now, within })
    const took = Math.round(now() - begun)
    const { faults, outside } = judge(town, solution)
    console.log(
      `| ${name}, seed ${seed} | ${town.units.length} | ${figures.grids} | ${faults.length} | ${outside.length} | ${exceptions.length} | ${figures.roundness.toFixed(3)} | ${took} |`,
    )
    const after = grown(town, seed)
    const from = now()
    const again = rebalance(after, solution.grid, { now, within })
    const mending = Math.round(now() - from)
    const verdict = judge(after, again.solution)
    const ratio = again.least.excess > 0 ? (again.moved / again.least.excess).toFixed(2) : ''
    mended.push(
      `| ${name}, seed ${seed} | ${again.bad} | ${verdict.faults.length + verdict.outside.length} | ${again.moved} | ${again.least.excess} | ${again.least.inBuildings} | ${ratio} | ${mending} |`,
    )
  }
console.log(
  '\n| mended | grids outside | left broken or outside | households moved | at least | in whole buildings | ratio | ms |',
)
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |')
for (const line of mended) console.log(line)

/** The county's members (rules.md): 2,064 for some 45,000 households. */
const MEMBERS = 2_064

console.log(
  '\n| linked | households | members | outside the norm | metres a household | ms | again, one member gone: moved | ms |',
)
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |')
for (const seed of SEEDS) {
  const { units } = makeTown({ seed, ...SIZES[0]! })
  const places = units.map(({ x, y, hh }) => ({ x, y, grid: 0, count: hh }))
  const chance = openChance(seed)
  const receivers = Array.from({ length: MEMBERS }, () => {
    const { x, y } = units[Math.floor(chance() * units.length)]!
    return { x: x + chance() * 20, y: y + chance() * 20, grid: 0 }
  })
  const begun = now()
  const first = link({ places, receivers, norm: HOUSEHOLDS })
  const took = Math.round(now() - begun)
  const households = places.reduce((sum, { count }) => sum + count, 0)
  const kept = first.links
    .filter(({ receiver }) => receiver !== 0)
    .map(({ place, receiver }) => [place, receiver] as const)
  const from = now()
  const again = link({
    places,
    receivers: receivers.map((one, n) => (n === 0 ? { ...one, x: 1e6, y: 1e6 } : one)),
    norm: HOUSEHOLDS,
    kept,
  })
  console.log(
    `| seed ${seed} | ${households} | ${MEMBERS} | ${first.outside.length} | ${(first.metres / households).toFixed(1)} | ${took} | ${again.moved} | ${Math.round(now() - from)} |`,
  )
}
