/** Structured logs: one JSON object a line, an event's name and fields of the closed list, no free text. */
import { chmodSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino'
import type { Config } from '../config.ts'
import { onlyAllowed } from './allowed.ts'

export type Fields = Readonly<Record<string, unknown>>

export interface Log {
  /** @param event a name in the code, `http.request`; anything else is withheld */
  debug(event: string, fields?: Fields): void
  info(event: string, fields?: Fields): void
  warn(event: string, fields?: Fields): void
  /** Errors go in as `err`; only class, code and place are kept. */
  error(event: string, fields?: Fields): void
  /** The same log with fields on every line. */
  with(fields: Fields): Log
  /** For libraries that want a pino logger; it filters in the same way. */
  readonly pino: Logger
  /** Writes out what is still held. */
  flush(): Promise<void>
}

/** Names of events, and the few sentences that the HTTP server says of itself. */
const EVENT = /^[a-z]+([._][a-z]+)+$/
const SENTENCES: ReadonlySet<string> = new Set(['incoming request', 'request completed'])
const KEEP_BYTES = 64 * 1024 * 1024

/**
 * The log of this process: `<dataDir>/log/jingwei.log`, readable by its owner alone, set aside as `.1` when it is over
 * 64 MiB at the start; or standard output.
 * @param stream instead of both (tests)
 */
export function createLog(
  config: Pick<Config, 'dataDir' | 'log' | 'logLevel'>,
  stream?: DestinationStream,
): Log {
  const out = stream ?? (config.log === 'stdout' ? destination(1) : file(config.dataDir))
  const logger = pino(
    {
      level: config.logLevel,
      base: {},
      timestamp: stdTimeFunctions.isoTime,
      messageKey: 'event',
      formatters: {
        level: (level) => ({ level }),
        log: onlyAllowed,
      },
      hooks: { logMethod: withoutWords },
    },
    out,
  )
  filterChildren(logger)
  return wrap(logger)
}

function file(dataDir: string): DestinationStream {
  const path = join(dataDir, 'log', 'jingwei.log')
  mkdirSync(join(dataDir, 'log'), { recursive: true, mode: 0o700 })
  if (existsSync(path) && statSync(path).size > KEEP_BYTES) renameSync(path, `${path}.1`)
  const out = destination({ dest: path, append: true, sync: true, mode: 0o600 })
  chmodSync(path, 0o600)
  return out
}

/**
 * pino's arguments are `(fields, words, …)` or `(words, …)`, and words may quote anything (a library logs an error's own
 * message there): what is not the name of an event becomes `withheld`, and values for `%s` are dropped.
 */
function withoutWords(this: Logger, args: unknown[], method: (...args: [object, string]) => void): void {
  const [first, second] = args
  const fields = first instanceof Error ? { err: first } : typeof first === 'object' ? (first ?? {}) : {}
  const words = typeof first === 'string' ? first : second
  const safe = typeof words === 'string' && (EVENT.test(words) || SENTENCES.has(words))
  method.call(this, fields, safe ? words : 'withheld')
}

/**
 * pino does not pass a child's fields through `formatters`, and lets a child bring formatters and prefixes of its own;
 * children inherit this `child` (and `setBindings`) instead, which filters and takes nothing but a level.
 */
function filterChildren(logger: Logger): void {
  const { child, setBindings } = logger
  Object.defineProperties(logger, {
    child: {
      value(this: Logger, fields: Fields, options?: { level?: string }): unknown {
        return child.call(this, onlyAllowed(fields), options?.level ? { level: options.level } : {})
      },
    },
    setBindings: {
      value(this: Logger, fields: Fields): void {
        setBindings.call(this, onlyAllowed(fields))
      },
    },
  })
}

function wrap(logger: Logger): Log {
  return {
    debug: (event, fields = {}) => logger.debug(fields, event),
    info: (event, fields = {}) => logger.info(fields, event),
    warn: (event, fields = {}) => logger.warn(fields, event),
    error: (event, fields = {}) => logger.error(fields, event),
    with: (fields) => wrap(logger.child(fields)),
    pino: logger,
    flush: () => new Promise((resolve) => logger.flush(() => resolve())),
  }
}
