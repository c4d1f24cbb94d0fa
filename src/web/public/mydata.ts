/** 更正、删除: the party's own form, filled with what is kept (people.md, law 4; PIPL 46, 47). */
import { Correction, type PartyView } from '../../modules/placement/model.ts'
import { html, type Markup } from './html.ts'
import { contact, counts, type FormView, marks, summary, vehicles } from './register.ts'
import { told } from './told.ts'
import { COUNTS, FIELDS, type Field, MARKS, type Typed, typedFrom } from './typed.ts'
import { type Say, MINE_WORDS as W } from './words.ts'

export interface DataView {
  readonly say: Say
  readonly party: PartyView
  /** The party's own page, with the prefix. */
  readonly here: string
  readonly newId: () => string
  /** What was typed, where it could not be carried out. */
  readonly form: URLSearchParams | undefined
  readonly problems: ReadonlySet<Field>
  readonly message?: string | undefined
}

function isMark(need: string): boolean {
  return MARKS.some((mark) => mark === need)
}

const NO_ID = () => ''

/** @param more needs that only a desk sets: not on the page, they stay as they are */
function read(form: URLSearchParams, more: readonly string[]) {
  const typed = typedFrom(form, NO_ID)
  const numbers = Object.fromEntries(
    COUNTS.map((field) => {
      const text = typed.counts[field]
      return [field, text === '' ? 0 : /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN]
    }),
  )
  const { vehicle, phone, plate } = typed
  return Correction.safeParse({ ...numbers, needs: [...typed.marks, ...more], vehicle, phone, plate })
}

/** Fields that cannot be kept as typed. */
export function problemsOf(form: URLSearchParams): ReadonlySet<Field> {
  const typed = typedFrom(form, NO_ID)
  const problems = new Set<Field>()
  if (COUNTS.every((field) => !/[1-9]/.test(typed.counts[field]))) problems.add('adults')
  const parsed = read(form, [])
  for (const issue of parsed.error?.issues ?? []) {
    const field = FIELDS.find((name) => name === issue.path[0])
    if (field) problems.add(field)
  }
  return problems
}

/** What was typed, as a correction; `problemsOf` has found nothing wrong with it. */
export function correctionOf(form: URLSearchParams, party: PartyView): Correction {
  return Correction.parse(
    read(
      form,
      party.needs.filter((need) => !isMark(need)),
    ).data,
  )
}

/** The form as it is kept. */
function kept(party: PartyView, newId: () => string): Typed {
  const text = (n: number) => String(n)
  const { adults, children, infants, elders } = party
  return {
    id: '',
    command: newId(),
    e: '',
    t: '',
    entry: '',
    counts: { adults: text(adults), children: text(children), infants: text(infants), elders: text(elders) },
    marks: party.needs.filter(isMark),
    vehicle: party.vehicle,
    phone: party.phone ?? '',
    plate: party.plate ?? '',
  }
}

export function dataMain({ say, party, here, newId, form, problems, message }: DataView): Markup {
  const typed = form ? typedFrom(form, newId) : kept(party, newId)
  const view: FormView = { say, typed, problems }
  const open =
    party.state === 'registered' ||
    party.state === 'waiting' ||
    party.state === 'placed' ||
    party.state === 'arrived'
  const correct = html`<h1>${say(W.correctTitle)}</h1><p>${say(W.correctHint)}</p>${told(message, 'err')}${summary(view)}<form method="post" action="${here}/correct" novalidate><input type="hidden" name="command" value="${typed.command}">${counts(view)}${vehicles(view)}${contact(view)}${marks(view)}<button class="go">${say(W.save)}</button></form>`
  const erase = html`<details><summary>${say(W.eraseTitle)}</summary><div><p>${say(W.eraseHint, { code: party.code })}</p><form class="act" method="post" action="${here}/erase"><input type="hidden" name="command" value="${newId()}"><button>${say(W.eraseConfirm)}</button></form></div></details>`
  return html`${open ? correct : html`<h1>${say(W.eraseTitle)}</h1>`}<p><a class="b" href="${here}">${say(W.back)}</a></p>${erase}`
}
