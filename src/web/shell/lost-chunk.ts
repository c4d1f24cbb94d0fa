/**
 * A part of the program that does not come: after a new build its name is gone, or the server is silent at this moment.
 * One reload fetches the new names, but only from a server that answers: a page reloaded into silence is gone, and with
 * it the figures it still showed.
 */

const MARK = 'jw.reloaded'
/** Reloads are never closer than this (ms): a part that is missing for good must not turn the page for ever. */
const APART = 60_000
/** Pause (ms) between two looks whether the server answers. */
const LOOK = 3_000

async function answers(): Promise<boolean> {
  const response = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined)
  return response?.ok === true
}

export function reloadOnLostChunk(): void {
  let waiting = false
  const tryAgain = async () => {
    const last = Number(sessionStorage.getItem(MARK) ?? 0)
    if (Date.now() - last >= APART && (await answers())) {
      sessionStorage.setItem(MARK, String(Date.now()))
      location.reload()
    } else {
      setTimeout(tryAgain, LOOK)
    }
  }
  addEventListener('vite:preloadError', () => {
    // The failure itself goes on to whoever asked for the part: it shows what it has instead until the reload.
    if (waiting) return
    waiting = true
    void tryAgain()
  })
}
