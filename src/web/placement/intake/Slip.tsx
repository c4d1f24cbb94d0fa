/** What a party takes along on paper: its code, where to go, how to find it. Seen only in print. */
import type { PartyView } from '../../../modules/placement/model.ts'
import { siteName } from '../../kit/site-name.ts'
import { useLanguage, useT } from '../../kit/t.tsx'
import { WhereTo } from '../WhereTo.tsx'
import { intakeWords as words } from './words.ts'

export function Slip({ party }: { party: PartyView }) {
  const t = useT()
  const { language } = useLanguage()
  const site = party.placement?.site
  const landmark = site && (language === 'en' ? site.landmarkEn || site.landmark : site.landmark)
  return (
    <div className="slip" aria-hidden="true">
      <p className="slip-code">{party.code}</p>
      {site ? <p className="slip-site">{siteName(site, language)}</p> : null}
      {site?.address ? <p>{site.address}</p> : null}
      {landmark ? <p>{landmark}</p> : null}
      {site?.phone ? <p>{site.phone}</p> : null}
      <p>
        <WhereTo party={party} />
      </p>
      <p>{t(words.notice)}</p>
    </div>
  )
}
