/** What a site is called on the desk. */
import type { PartyRow, SiteView } from '../../modules/placement/model.ts'

/** The name a reader of this language knows the site by. */
export function siteName(site: Pick<SiteView, 'name' | 'nameEn'>, language: string): string {
  return language === 'en' && site.nameEn ? site.nameEn : site.name
}

/** The same for a row that may have no site. */
export function siteNameIn(
  row: Pick<PartyRow, 'siteName' | 'siteNameEn'>,
  language: string,
): string | undefined {
  return row.siteName === null
    ? undefined
    : siteName({ name: row.siteName, nameEn: row.siteNameEn ?? '' }, language)
}
