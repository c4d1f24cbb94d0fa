/** What a site is called in the reader's language. */

/** The name a reader of this language knows the site by. @param site `nameEn` is empty where it has none */
export function siteName(site: { readonly name: string; readonly nameEn: string }, language: string): string {
  return language === 'en' && site.nameEn ? site.nameEn : site.name
}

/** The same for a row that may have no site. */
export function siteNameIn(
  row: { readonly siteName: string | null; readonly siteNameEn: string | null },
  language: string,
): string | undefined {
  return row.siteName === null
    ? undefined
    : siteName({ name: row.siteName, nameEn: row.siteNameEn ?? '' }, language)
}
