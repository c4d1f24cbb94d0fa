/**
 * What may stand in a log line: a closed list of fields, each with the form its value must have. Everything else is
 * left out and only counted, because a name or telephone reaches a log by the field nobody thought of.
 */

type Check = (value: unknown) => boolean

const matches =
  (form: RegExp): Check =>
  (value) =>
    typeof value === 'string' && form.test(value)
const whole: Check = (value) => Number.isSafeInteger(value) && Math.abs(Number(value)) < 1e10
const finite: Check = (value) => typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e10
const uuid = matches(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
const oneOf = (...words: readonly string[]): Check => {
  const list: readonly unknown[] = words
  return (value) => list.includes(value)
}

/** An identifier of code or schema: lower case, no long digits, so no telephone and no token passes as one. */
const identifier = matches(/^(?!.*\d{5})[a-z][a-z0-9_]{0,40}([.:-][a-z0-9_]{1,40}){0,4}$/)
/** A refusal's code, an SQLSTATE, or an error code of Node. */
const code = matches(/^(?!.*\d{6})([a-z_]+(\.[a-z_]+)?|[0-9A-Z]{5}|[A-Z][A-Z_]{2,40})$/)

export const ALLOWED: Readonly<Record<string, Check>> = {
  request: (value) => uuid(value) || matches(/^req-[0-9a-z]{1,8}$/)(value),
  method: oneOf('GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'),
  /** The pattern of a route (`/api/parties/:id`), never the URL that was asked for: literal segments hold no digits. */
  route: matches(/^(\/(:[A-Za-z_]+|\*|[A-Za-z][A-Za-z._-]*)?)+$|^\(none\)$/),
  status: whole,
  ms: finite,
  bytes: whole,
  count: whole,
  tries: whole,
  port: whole,
  seq: whole,
  version: whole,
  actor: oneOf('public', 'party', 'staff', 'system'),
  county: matches(/^(\d{6}[a-z-]{0,20}|[a-z][a-z-]{0,20}\d{0,4})$/),
  world: whole,
  code,
  reason: identifier,
  component: identifier,
  job: identifier,
  /** Type of a ledger event. */
  type: identifier,
  table: identifier,
  channel: oneOf('mail', 'sms', 'webhook', 'push'),
  state: identifier,
  /** Id of the thing a line is about. */
  subject: uuid,
  pid: whole,
  node: matches(/^v\d{1,3}\.\d{1,3}\.\d{1,3}$/),
  constraint: identifier,
  signal: matches(/^SIG[A-Z0-9]{2,8}$/),
}

/**
 * The part of `fields` that may be logged; errors come out as told by `tellError`; `withheld` counts the rest.
 */
export function onlyAllowed(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  let withheld = 0
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue
    if (name === 'err' || name === 'error') kept.err = tellError(value)
    else if (Object.hasOwn(ALLOWED, name) && ALLOWED[name]!(value)) kept[name] = value
    else withheld++
  }
  return withheld > 0 ? { ...kept, withheld } : kept
}

/** Fields of an error that name code or schema, never a value. */
const ERROR_FIELDS = ['code', 'table', 'constraint', 'reason'] as const
const ERROR_NAME = /^[A-Za-z]{1,40}$/
/** A frame of our own files or of a package, by file and position; anything else in a stack may quote data. */
const FRAME =
  /^ {4}at (?:[^\n]*[ (/])?((?:src|test|seed|dist|node_modules)\/[\w@./+-]+:\d+:\d+|node:[\w/]+:\d+:\d+)\)?$/

/**
 * An error without its words: class, code and where it was thrown. Messages and details of the database quote the
 * values of a row (`Key (phone)=(139…) already exists`), so none of them is kept.
 */
export function tellError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const told: Record<string, unknown> = { name: ERROR_NAME.test(error.name) ? error.name : 'Error' }
  for (const field of ERROR_FIELDS) {
    const value: unknown = Reflect.get(error, field)
    if (ALLOWED[field]!(value)) told[field] = value
  }
  told.at = frames(error).slice(0, 8)
  if (error.cause instanceof Error && error.cause !== error) told.cause = tellError(error.cause)
  return told
}

function frames(error: Error): string[] {
  const stack = error.stack ?? ''
  // Behind the message, so that a message which imitates a frame is not read as one.
  const from = error.message === '' ? 0 : stack.indexOf(error.message) + error.message.length
  return stack
    .slice(from)
    .split('\n')
    .map((line) => FRAME.exec(line)?.[1])
    .filter((place) => place !== undefined)
}
