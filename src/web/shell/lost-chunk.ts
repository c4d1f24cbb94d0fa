/** After a new build an open page may ask for a chunk that is gone: one reload fetches the new names. */

const MARK = 'jw.reloaded'

export function reloadOnLostChunk(): void {
  addEventListener('vite:preloadError', (event) => {
    // A second failure within a minute is not the build's: it is shown, not reloaded again and again.
    const last = Number(sessionStorage.getItem(MARK) ?? 0)
    if (Date.now() - last < 60_000) return
    sessionStorage.setItem(MARK, String(Date.now()))
    event.preventDefault()
    location.reload()
  })
}
