/** A thousand walls and desks listen: how long after a registration the last of them has heard of it. */

import { randomUUID } from 'node:crypto'
import { Agent, get } from 'node:http'
import { register } from '../../src/modules/placement/actions/register.ts'
import { Registration } from '../../src/modules/placement/model.ts'
import type { BenchHouse } from './house.ts'

const EVENTS = 20

export interface Heard {
  readonly listeners: number
  readonly events: number
  /** Milliseconds from the registration's answer to the last listener, over the events. */
  readonly p50: number
  readonly p95: number
  readonly worst: number
}

/** Opens so many streams and tells when each has heard of an id. */
async function listenAll(
  house: BenchHouse,
  listeners: number,
  heard: (id: string) => void,
): Promise<() => void> {
  const token = house.tokenOf('duty_officer')
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
  const requests = await Promise.all(
    Array.from(
      { length: listeners },
      () =>
        new Promise<ReturnType<typeof get>>((resolve, reject) => {
          const request = get(
            `${house.program.url}/api/live`,
            { agent, headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' } },
            (answer) => {
              let rest = ''
              answer.setEncoding('utf8')
              answer.on('data', (chunk: string) => {
                const messages = (rest + chunk).split('\n\n')
                rest = messages.pop() ?? ''
                for (const message of messages) {
                  const subject = /"type":"party\.registered".*?"subject":"([0-9a-f-]{36})"/.exec(
                    message,
                  )?.[1]
                  if (subject !== undefined) heard(subject)
                }
              })
              answer.on('error', () => {})
              resolve(request)
            },
          )
          request.on('error', reject)
        }),
    ),
  )
  return () => {
    for (const request of requests) {
      request.on('error', () => {})
      request.destroy()
    }
  }
}

export async function measureStreams(house: BenchHouse, listeners = 1000): Promise<Heard> {
  const waiting = new Map<string, { left: number; done: () => void }>()
  const early = new Map<string, number>()
  const heard = (id: string) => {
    const one = waiting.get(id)
    if (one === undefined) early.set(id, (early.get(id) ?? 0) + 1)
    else if (--one.left === 0) one.done()
  }
  const close = await listenAll(house, listeners, heard)
  const took: number[] = []
  for (let n = 0; n < EVENTS; n++) {
    const ctx = await house.anybody()
    const input = Registration.parse({
      command: randomUUID(),
      adults: 2,
      entry: 'g30-guazhou',
      vehicle: 'car',
    })
    const { id } = await register(ctx, input)
    const began = performance.now()
    await new Promise<void>((resolve) => {
      const left = listeners - (early.get(id) ?? 0)
      if (left === 0) resolve()
      else waiting.set(id, { left, done: resolve })
    })
    took.push(performance.now() - began)
    await new Promise((wake) => setTimeout(wake, 150))
  }
  close()
  const sorted = took.sort((a, b) => a - b)
  return {
    listeners,
    events: EVENTS,
    p50: sorted[Math.floor(EVENTS * 0.5)]!,
    p95: sorted[Math.floor(EVENTS * 0.95)]!,
    worst: sorted.at(-1)!,
  }
}
