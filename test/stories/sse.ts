/** A reader of server-sent events that sees every byte, and can be cut off in the middle. */
import { get, type IncomingMessage } from 'node:http'
import { z } from 'zod'
import { LedgerEvent } from '../../src/modules/reports/api.ts'

export const Hello = z.object({ seq: z.int(), now: z.number(), rate: z.number() })

export interface Stream {
  readonly hello: z.infer<typeof Hello> | undefined
  /** Ledger events in the order they came. */
  readonly events: readonly LedgerEvent[]
  /** Ids as they stood beside the events. */
  readonly ids: readonly string[]
  readonly contentType: string
  /** Set once the stream has ended, from either side. */
  readonly ended: boolean
  /** Cuts the connection without a word. */
  cut(): void
}

/** Opens `/api/live` and resolves with the answer's head. @throws Error with the status where it is refused */
export function listen(
  base: string,
  token: string,
  options: { readonly lastEventId?: string; readonly query?: string } = {},
): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const request = get(
      `${base}/api/live${options.query ?? ''}`,
      {
        agent: false,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'text/event-stream',
          ...(options.lastEventId === undefined ? {} : { 'last-event-id': options.lastEventId }),
        },
      },
      (response) => {
        if (response.statusCode !== 200) {
          response.resume()
          reject(new Error(`live: ${response.statusCode}`))
        } else resolve(read(response, () => request.destroy()))
      },
    )
    request.on('error', reject)
  })
}

function read(response: IncomingMessage, destroy: () => void): Stream {
  const events: LedgerEvent[] = []
  const ids: string[] = []
  let hello: z.infer<typeof Hello> | undefined
  let ended = false
  let rest = ''
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\n\n')
    rest = messages.pop() ?? ''
    for (const message of messages) take(message)
  })
  const end = (): void => {
    ended = true
  }
  for (const name of ['end', 'close', 'error']) response.on(name, end)

  function take(message: string): void {
    const fields = new Map(
      message.split('\n').map((line): [string, string] => {
        const at = line.indexOf(': ')
        return [line.slice(0, at), line.slice(at + 2)]
      }),
    )
    const data: unknown = JSON.parse(fields.get('data') ?? 'null')
    if (fields.get('event') === 'hello') hello = Hello.parse(data)
    if (fields.get('event') !== 'ledger') return
    ids.push(fields.get('id') ?? '')
    events.push(LedgerEvent.parse(data))
  }

  return {
    events,
    ids,
    contentType: String(response.headers['content-type']),
    get hello() {
      return hello
    },
    get ended() {
      return ended
    },
    cut: destroy,
  }
}
