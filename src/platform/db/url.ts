/** Connection strings, changed in one part. */

/** The same server and database for another login. The password is plain, as it is typed. */
export function withLogin(url: string, user: string, password: string): string {
  const changed = new URL(url)
  changed.username = encodeURIComponent(user)
  changed.password = encodeURIComponent(password)
  return changed.href
}

/** The same server and login for another database. */
export function onDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${encodeURIComponent(database)}`
  return changed.href
}

/** Who logs in. */
export function loginOf(url: string): { readonly user: string; readonly password: string } {
  const { username, password } = new URL(url)
  return { user: decodeURIComponent(username), password: decodeURIComponent(password) }
}

/** Whether both lead to the same address; a socket's directory stands in the query. */
export function isSameAddress(one: string, other: string): boolean {
  const addressOf = (url: string) => {
    const { hostname, port, searchParams } = new URL(url)
    return [searchParams.get('host') ?? hostname, searchParams.get('port') ?? (port || '5432')].join(' ')
  }
  return addressOf(one) === addressOf(other)
}
