/** The desk's form for a new party: its state mirrors the form, and becomes the body when it is sent. */
import type { z } from 'zod'
import type { Correction, Need, PartyView, Registration, Vehicle } from '../../modules/placement/model.ts'

export interface Draft {
  /** Party id and command in one: pressing twice is one party. */
  readonly command: string
  readonly entry: string
  readonly adults: number
  readonly elders: number
  readonly children: number
  readonly infants: number
  readonly needs: readonly Need[]
  readonly vehicle: Vehicle
  readonly name: string
  readonly phone: string
  readonly plate: string
}

export function emptyDraft(command: string, entry: string): Draft {
  return {
    command,
    entry,
    ...{ adults: 1, elders: 0, children: 0, infants: 0 },
    needs: [],
    vehicle: 'car',
    ...{ name: '', phone: '', plate: '' },
  }
}

export function personsOf(draft: Draft): number {
  return draft.adults + draft.elders + draft.children + draft.infants
}

export function withNeed(draft: Draft, need: Need, wanted: boolean): Draft {
  const others = draft.needs.filter((one) => one !== need)
  return { ...draft, needs: wanted ? [...others, need] : others }
}

/** What is left empty is not sent at all. */
export function bodyOf(draft: Draft): z.input<typeof Registration> {
  const { needs, name, phone, plate, ...counts } = draft
  return {
    ...counts,
    needs: [...needs],
    name: name.trim() || undefined,
    phone: phone.trim() || undefined,
    plate: plate.trim() || undefined,
  }
}

/** The form for correcting a party, filled with what this post sees of it. */
export function draftOf(party: PartyView, command: string): Draft {
  const { entry, adults, elders, children, infants, needs, vehicle } = party
  const contact = { name: party.name ?? '', phone: party.phone ?? '', plate: party.plate ?? '' }
  return { command, entry: entry ?? '', adults, elders, children, infants, needs, vehicle, ...contact }
}

/** Contact is sent only where it was changed: what this post does not see stays as it is. */
export function correctionOf(draft: Draft, party: PartyView): Correction & { command: string } {
  const { command, adults, elders, children, infants, needs, vehicle } = draft
  const changed = (['name', 'phone', 'plate'] as const)
    .filter((field) => draft[field].trim() !== (party[field] ?? ''))
    .map((field) => [field, draft[field].trim()] as const)
  return {
    command,
    adults,
    elders,
    children,
    infants,
    needs: [...needs],
    vehicle,
    ...Object.fromEntries(changed),
  }
}
