/** The form in which a site is declared: its state mirrors the form, and becomes the body when it is sent. */
import type { z } from 'zod'
import type { Feature, Pool, PriceClass, SiteDeclaration, SiteKind } from '../../modules/sites/model.ts'
import { readPosition } from '../kit/position.ts'

export interface SiteDraft {
  readonly name: string
  readonly nameEn: string
  readonly kind: SiteKind
  /** `95.7796, 40.5157` */
  readonly position: string
  readonly address: string
  readonly landmark: string
  readonly landmarkEn: string
  readonly contact: string
  readonly phone: string
  readonly priceClass: PriceClass
  readonly yuan: number
  readonly features: readonly Feature[]
  readonly parking: number
  readonly byAgreement: string
  /** `18:00`, or empty. */
  readonly opensFrom: string
  readonly wardens: number
  readonly personsPerWarden: number
  readonly pools: readonly Pool[]
}

/** Minutes of the day of `18:00`. */
export function minuteOf(clock: string): number | undefined {
  const [, hours, minutes] = /^(\d{2}):(\d{2})$/.exec(clock) ?? []
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes)
}

export function siteBodyOf(draft: SiteDraft): z.input<typeof SiteDeclaration> | undefined {
  const at = readPosition(draft.position)
  if (!at) return undefined
  const { position, yuan, opensFrom, contact, phone, features, pools, ...rest } = draft
  return {
    ...rest,
    ...at,
    features: [...features],
    pools: [...pools],
    contact: contact.trim() || undefined,
    phone: phone.trim() || undefined,
    priceFen: draft.priceClass === 'fixed' ? Math.round(yuan * 100) : undefined,
    opensFrom: minuteOf(opensFrom),
  }
}
