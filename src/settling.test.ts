/** When a world is planned anew, and a planning thread that dies, thinks too long or is not there. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { MINUTE, SECOND } from './base/time.ts'
import type { Plan } from './modules/placement/reads/plan.ts'
import { isDue, settlingThread } from './settling.ts'
import type { Expectation } from './solver/placement/settle.ts'

const TOLD = Date.UTC(2024, 1, 17, 12)
const REAL = Date.UTC(2026, 0, 1)

function plan(change: Partial<Plan> & { readonly age?: number } = {}): Plan {
  const { age, ...rest } = change
  const advice = age === undefined ? undefined : ({ at: TOLD - age } as Plan['advice'])
  return {
    advice,
    finished: undefined,
    outlook: [],
    failedAt: undefined,
    offered: 100,
    begunAt: REAL - MINUTE,
    ...rest,
  }
}

describe('a world is planned anew', () => {
  test.each([
    ['the first time', plan({ begunAt: undefined }), 100, true],
    ['while there is none', plan(), 100, true],
    ['not while the last is young', plan({ age: 9 * MINUTE }), 100, false],
    ['after ten told minutes', plan({ age: 10 * MINUTE }), 100, true],
    ['after its clock was set back', plan({ age: -30 * MINUTE }), 100, true],
    ['at once when places have gone', plan({ age: 0 }), 99, true],
    ['not because there are more', plan({ age: 0 }), 101, false],
    ['not within seconds of the last', plan({ age: MINUTE * 90, begunAt: REAL - 4 * SECOND }), 99, false],
    ['not at once after a failure', plan({ failedAt: REAL - 29 * SECOND }), 100, false],
    ['again half a minute after it', plan({ failedAt: REAL - 30 * SECOND }), 100, true],
  ] as const)('%s', (_, given, offered, wanted) => {
    expect(isDue(given, TOLD, REAL, offered)).toBe(wanted)
  })
})

describe('the thread', () => {
  const directory = mkdtempSync(join(tmpdir(), 'jingwei-thread-'))
  afterAll(() => rmSync(directory, { recursive: true, force: true }))

  /** Answers `until` after so many milliseconds; dies of a negative one; 9 ends the thread. */
  const file = join(directory, 'thread.mjs')
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads'
     parentPort.on('message', ({ until }) => {
       if (until < 0) throw new Error('broken')
       if (until === 9) process.exit(3)
       setTimeout(() => parentPort.postMessage({ expected: until }), until)
     })`,
  )
  const ask = (until: number) => ({ until }) as Expectation

  test('answers, and answers again after it has died, ended or been late', async () => {
    const thread = settlingThread(pathToFileURL(file), 2000)
    const answers = (n: number) => expect(thread.settle(ask(n))).resolves.toEqual({ expected: n })
    await answers(1)
    await expect(thread.settle(ask(-1))).rejects.toThrow('broken')
    await answers(2)
    await expect(thread.settle(ask(9))).rejects.toThrow('ended with 3')
    await answers(3)
    await expect(thread.settle(ask(60_000))).rejects.toThrow('late')
    await answers(4)
    await thread.stop()
  })

  test('a thread that cannot start is a failure told, not a crash', async () => {
    const thread = settlingThread(pathToFileURL(join(directory, 'none.mjs')))
    await expect(thread.settle(ask(1))).rejects.toThrow('none.mjs')
    await thread.stop()
  })
})
