/** The load in a process of its own, so that asking and answering do not share a thread. Prints one line of JSON. */
import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'

export interface Wish {
  readonly url: string
  readonly method: 'POST' | 'GET'
  /** Paths asked one after another, over and over. */
  readonly paths: readonly string[]
  readonly token?: string
  /** Requests under way at once (closed loop), or at most (open loop). */
  readonly atOnce: number
  readonly seconds: number
  /** Requests a second, each at its own time whatever became of the others; absent: as fast as answers come. */
  readonly rate?: number
}

export interface Told {
  readonly done: number
  readonly failed: number
  readonly seconds: number
  /** Milliseconds from when a request was due to its whole answer. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

/** One to four people by car. */
function body(n: number): string {
  const id = randomBytes(16)
  id[6] = (id[6]! & 0x0f) | 0x70
  id[8] = (id[8]! & 0x3f) | 0x80
  const hex = id.toString('hex')
  const command = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  return JSON.stringify({
    command,
    adults: 1 + (n % 3),
    children: n % 4 === 0 ? 1 : 0,
    vehicle: 'car',
    // All over the town, as people are.
    lon: 95.76 + ((n * 7919) % 1000) / 25_000,
    lat: 40.5 + ((n * 104_729) % 1000) / 25_000,
    phone: `138${String(n).padStart(8, '0')}`,
    name: '张三',
  })
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

async function run(wish: Wish): Promise<Told> {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY })
  const took: number[] = []
  let [failed, n] = [0, 0]
  const ask = (due: number): Promise<void> =>
    new Promise((resolve) => {
      const at = n++
      const sent = request(
        wish.url + wish.paths[at % wish.paths.length]!,
        {
          agent,
          // A town asks from many addresses, and one address may ask only so often.
          localAddress: `127.0.0.${2 + (at % 200)}`,
          method: wish.method,
          headers: {
            ...(wish.method === 'POST' ? { 'content-type': 'application/json' } : {}),
            ...(wish.token === undefined ? {} : { authorization: `Bearer ${wish.token}` }),
          },
        },
        (answer) => {
          answer.resume()
          answer.once('end', () => {
            if (answer.statusCode! >= 300) failed++
            else took.push(performance.now() - due)
            resolve()
          })
        },
      )
      sent.once('error', () => {
        failed++
        resolve()
      })
      sent.end(wish.method === 'POST' ? body(at) : undefined)
    })
  const began = performance.now()
  const until = began + wish.seconds * 1000
  if (wish.rate === undefined) {
    const loop = async () => {
      while (performance.now() < until) await ask(performance.now())
    }
    await Promise.all(Array.from({ length: wish.atOnce }, loop))
  } else {
    const open: Promise<void>[] = []
    for (let k = 0; k < wish.rate * wish.seconds; k++) {
      const due = began + (k * 1000) / wish.rate
      const wait = due - performance.now()
      if (wait > 1) await new Promise((wake) => setTimeout(wake, wait))
      open.push(ask(due))
    }
    await Promise.all(open)
  }
  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  const sorted = took.sort((a, b) => a - b)
  return {
    done: took.length,
    failed,
    seconds,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
  }
}

console.log(JSON.stringify(await run(JSON.parse(process.argv[2]!) as Wish)))
