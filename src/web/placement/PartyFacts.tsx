/** Where a party is placed and why, how long the place is held, or what it waits for. */

import { MINUTE } from '../../base/time.ts'
import type { PartyView, PlacementView } from '../../modules/placement/model.ts'
import { NEED_WORDS, VEHICLE_WORDS } from '../../modules/placement/words.ts'
import { PLACE_KIND_WORDS, PRICE_WORDS, SITE_KIND_WORDS } from '../../modules/sites/words.ts'
import { useFormat } from '../kit/format.ts'
import { useNow } from '../kit/now.tsx'
import { siteName } from '../kit/site-name.ts'
import { useLanguage, useT } from '../kit/t.tsx'
import { usePlaces } from '../shell/places.ts'
import { tellWaiting } from './party-words.ts'
import { words } from './words.ts'

export function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export function WhoFacts({ party }: { party: PartyView }) {
  const t = useT()
  const entry = usePlaces().data?.entries.find((one) => one.id === party.entry)
  const counts = [
    [words.adults, party.adults],
    [words.eldersWord, party.elders],
    [words.childrenWord, party.children],
    [words.infantsWord, party.infants],
  ] as const
  return (
    <dl className="facts">
      {counts
        .filter(([, n]) => n > 0)
        .map(([word, n]) => (
          <Fact key={word.en} name={t(word)}>
            {t(words.count, { n })}
          </Fact>
        ))}
      <Fact name={t(words.needs)}>
        {party.needs.map((need) => t(NEED_WORDS[need])).join(' ') || t(words.noNeeds)}
      </Fact>
      <Fact name={t(words.vehicle)}>{t(VEHICLE_WORDS[party.vehicle])}</Fact>
      {entry ? <Fact name={t(words.entry)}>{t(entry.name)}</Fact> : null}
    </dl>
  )
}

/** How long a held place is still held; counts down. */
export function HoldCountdown({ placement }: { placement: PlacementView }) {
  const t = useT()
  const format = useFormat()
  const left = (placement.holdUntil ?? 0) - useNow()
  if (placement.state !== 'held' || placement.holdUntil === null) return null
  const clock = format.clock(placement.holdUntil)
  return left >= 0 ? (
    <p className="hold">{t(words.holdLeft, { duration: format.duration(left), clock })}</p>
  ) : (
    <p className="hold state-danger">{t(words.holdOver, { duration: format.duration(-left) })}</p>
  )
}

export function PlacementFacts({ placement }: { placement: PlacementView }) {
  const t = useT()
  const format = useFormat()
  const { language } = useLanguage()
  const { site, directions } = placement
  const kind = placement.kind && t(PLACE_KIND_WORDS[placement.kind])
  return (
    <dl className="facts">
      <Fact name={t(words.site)}>
        <strong>{siteName(site, language)}</strong> · {t(SITE_KIND_WORDS[site.kind])}
      </Fact>
      <Fact name={t(words.placeKind)}>
        {kind ? t(words.placesOf, { n: placement.places, kind }) : t(words.beyond)}
        {placement.roomSize > 0 ? ` · ${t(words.roomOf, { size: placement.roomSize })}` : null}
      </Fact>
      {placement.slot === null ? null : (
        <Fact name={t(words.slot)}>
          {format.clock(placement.slot)}–{format.clock(placement.slot + 30 * MINUTE)}
        </Fact>
      )}
      {directions ? (
        <Fact name={t(words.way)}>
          {t(words.wayText, { km: (directions.metres / 1000).toFixed(1), minutes: directions.minutes })} ·{' '}
          {t(directions.by === 'foot' ? words.byFoot : words.byCar)}
        </Fact>
      ) : null}
      <Fact name={t(words.price)}>
        {t(PRICE_WORDS[site.priceClass], { yuan: (site.priceFen ?? 0) / 100 })}
      </Fact>
      {site.address ? <Fact name={t(words.address)}>{site.address}</Fact> : null}
      {site.phone ? (
        <Fact name={t(words.call)}>
          <a href={`tel:${site.phone}`}>{site.phone}</a>
        </Fact>
      ) : null}
      <Fact name={t(words.state)}>
        {placement.arrivedAt !== null
          ? t(words.arrivedAt, { clock: format.clock(placement.arrivedAt) })
          : placement.acceptedAt !== null
            ? t(words.acceptedAt, { clock: format.clock(placement.acceptedAt) })
            : t(words.notAccepted)}
        {placement.askedAt === null ? null : (
          <> · {t(words.askedAt, { clock: format.clock(placement.askedAt) })}</>
        )}
      </Fact>
    </dl>
  )
}

export function WaitingFact({ waiting }: { waiting: NonNullable<PartyView['waiting']> }) {
  const t = useT()
  const format = useFormat()
  return (
    <p>
      <strong className="state-danger">{tellWaiting(t, waiting.reason, waiting.need)}</strong>{' '}
      <span className="muted">{t(words.waitingSince, { clock: format.clock(waiting.since) })}</span>
    </p>
  )
}
