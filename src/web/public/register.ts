/** The registration page: one form, asked before placing (people.md, Traveller). */
import type { Text } from '../../base/words.ts'
import { VEHICLES } from '../../modules/placement/model.ts'
import { NEED_WORDS, refusals as placementRefusals, VEHICLE_WORDS } from '../../modules/placement/words.ts'
import type { EntryView } from '../../modules/places/model.ts'
import { flag, html, type Markup } from './html.ts'
import { notice } from './notice.ts'
import { SOS_WORDS } from './sos-words.ts'
import { told } from './told.ts'
import { COUNTS, type CountField, type Field, MARKS, MOST, type Typed } from './typed.ts'
import { type Say, REGISTER_WORDS as W } from './words.ts'

/** A form with what was typed and what is wrong with it. */
export interface FormView {
  readonly say: Say
  readonly typed: Typed
  readonly problems: ReadonlySet<Field>
}

export interface RegisterView extends FormView {
  readonly prefix: string
  readonly entries: readonly EntryView[]
  /** A refusal that belongs to no field. */
  readonly message?: string
  /** Link to the party that this telephone has registered before. */
  readonly known?: string
  readonly helpline?: string
}

/**
 * Where the form is sent: not the page's own address, since a browser forgets a page once something is sent to it, and
 * its back button would show a new form with new ids, and make a second party.
 */
export const SEND = '/r/send'

/** The id that the language switch and the fields refer to. */
export const REGISTER_FORM = 'r'

const COUNT_WORDS: Readonly<Record<CountField, Text>> = {
  adults: W.adults,
  children: W.children,
  infants: W.infants,
  elders: W.elders,
}

function problemText({ say, typed }: FormView, field: Field): string {
  if (field === 'entry') return say(W.whereMissing)
  if (field === 'phone') return say(W.phoneBad)
  if (field === 'plate') return say(W.plateBad)
  const nobody = field === 'adults' && COUNTS.every((name) => !/[1-9]/.test(typed.counts[name]))
  return nobody
    ? say(placementRefusals['placement.empty_party'])
    : say(W.countBad, { what: say(COUNT_WORDS[field]), max: MOST[field] })
}

function problem(view: FormView, field: Field): Markup | undefined {
  if (!view.problems.has(field)) return undefined
  return html`<p class="err" id="${field}-e">${problemText(view, field)}</p>`
}

/** Attributes that tie a field to its problem. */
function tied(view: FormView, field: Field): Markup | undefined {
  return view.problems.has(field) ? html` aria-invalid="true" aria-describedby="${field}-e"` : undefined
}

function bad(view: FormView, field: Field): string {
  return view.problems.has(field) ? 'bad' : ''
}

export function summary(view: FormView): Markup | undefined {
  if (view.problems.size === 0) return undefined
  const items = [...view.problems].map(
    (field) => html`<li><a href="#${field}">${problemText(view, field)}</a></li>`,
  )
  return html`<div class="told err" role="alert"><p>${view.say(W.problems)}</p><ul>${items}</ul></div>`
}

function entryOption({ say, typed }: RegisterView, entry: EntryView, id?: string): Markup {
  return html`<label class="opt"><input type="radio" name="entry" value="${entry.id}"${id && html` id="${id}"`}${flag('checked', typed.entry === entry.id)}><span>${say(entry.name)}</span></label>`
}

/** The scanned place first and alone; the others one tap away. Without a scan the landmarks lie open. */
function where(view: RegisterView): Markup {
  const { say, entries, typed } = view
  const scanned = entries.find((entry) => entry.id === typed.e)
  const others = entries.filter((entry) => entry.landmark && entry !== scanned)
  const list = html`<div class="opts">${others.map((entry, i) => entryOption(view, entry, !scanned && i === 0 ? 'entry' : undefined))}</div>`
  const body = scanned
    ? html`<div class="opts">${entryOption(view, scanned, 'entry')}</div><details${flag('open', typed.entry !== scanned.id)}><summary>${say(W.elsewhere)}</summary>${list}</details>`
    : list
  return html`<fieldset class="${bad(view, 'entry')}"${tied(view, 'entry')}><legend>${say(W.where)}</legend>${problem(view, 'entry')}${entries.length > 0 ? body : told(say(W.noEntries))}</fieldset>`
}

function stepper(view: FormView, field: CountField): Markup {
  const { say, typed } = view
  const what = say(COUNT_WORDS[field])
  const button = (by: 1 | -1, name: Text, sign: string) =>
    html`<button type="button" data-d="${by}" aria-label="${say(name, { what })}">${sign}</button>`
  return html`<div class="n ${bad(view, field)}"><label for="${field}">${what}</label><div>${button(-1, W.less, '−')}<input type="number" inputmode="numeric" id="${field}" name="${field}" min="0" max="${MOST[field]}" value="${typed.counts[field]}"${tied(view, field)}>${button(1, W.more, '+')}</div>${problem(view, field)}</div>`
}

export function vehicles({ say, typed }: FormView): Markup {
  const options = VEHICLES.map(
    (vehicle) =>
      html`<label class="opt"><input type="radio" name="vehicle" value="${vehicle}"${flag('checked', typed.vehicle === vehicle)}><span>${say(VEHICLE_WORDS[vehicle])}</span></label>`,
  )
  return html`<fieldset><legend>${say(W.vehicle)}</legend><div class="opts">${options}</div></fieldset>`
}

export function marks({ say, typed }: FormView): Markup {
  const options = MARKS.map(
    (mark) =>
      html`<label class="opt"><input type="checkbox" name="need" value="${mark}"${flag('checked', typed.marks.includes(mark))}><span>${say(NEED_WORDS[mark])}</span></label>`,
  )
  return html`<details${flag('open', typed.marks.length > 0)}><summary>${say(W.marks)}</summary><div class="opts">${options}</div></details>`
}

export function contact(view: FormView): Markup {
  const { say, typed } = view
  return html`<div class="f ${bad(view, 'phone')}"><label for="phone">${say(W.phone)}</label>${problem(view, 'phone')}<input type="tel" id="phone" name="phone" autocomplete="tel" maxlength="40" dir="ltr" value="${typed.phone}"${tied(view, 'phone')}></div><div class="f ${bad(view, 'plate')}"><label for="plate">${say(W.plate)}</label>${problem(view, 'plate')}<input type="text" id="plate" name="plate" autocomplete="off" maxlength="40" value="${typed.plate}"${tied(view, 'plate')}></div>`
}

function hidden({ typed }: RegisterView): Markup {
  const values = { id: typed.id, command: typed.command, e: typed.e, t: typed.t }
  return html`${Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`
}

export function counts(view: FormView): Markup {
  return html`<fieldset><legend>${view.say(W.counts)}</legend>${COUNTS.map((field) => stepper(view, field))}</fieldset>`
}

/** The main part of the page. `novalidate`: our own words beside the field, the same with and without script. */
export function registerMain(view: RegisterView): Markup {
  const { say, known } = view
  const again = known && html`<p class="told">${say(W.known)} <a href="${known}">${say(W.knownLink)}</a></p>`
  return html`<h1>${say(W.title)}</h1><p>${say(W.lead)}</p><p><a href="${view.prefix}/sos">${say(SOS_WORDS.link)}</a></p>${again}${told(view.message, 'err')}${summary(view)}<form method="post" action="${view.prefix}${SEND}" id="${REGISTER_FORM}" novalidate>${hidden(view)}${where(view)}${counts(view)}${vehicles(view)}${contact(view)}${marks(view)}<button class="go">${say(W.send)}</button></form>${notice(say, view.helpline)}`
}
