/** One tab of a browser leads. Web Locks where the page is secure; on plain http a lease in local storage. */

const LEASE = 4000

interface Lease {
  readonly holder: string
  readonly until: number
}

function readLease(key: string): Lease | undefined {
  const [holder, until] = (localStorage.getItem(key) ?? '').split(' ')
  return holder && until ? { holder, until: Number(until) } : undefined
}

/** Renews or takes the lease three times within its life; a tab that dies loses it by itself. */
function leadByLease(name: string, onLead: () => void): () => void {
  const key = `lease:${name}`
  const holder = `${Date.now()}-${crypto.getRandomValues(new Uint32Array(1))[0]}`
  let leading = false
  const release = () => {
    if (readLease(key)?.holder === holder) localStorage.removeItem(key)
  }
  const turn = () => {
    const lease = readLease(key)
    if (lease && lease.holder !== holder && lease.until > Date.now()) return
    localStorage.setItem(key, `${holder} ${Date.now() + LEASE}`)
    // Two tabs may have written at once: the one that still reads itself in the next turn leads.
    if (!leading && lease?.holder === holder) {
      leading = true
      onLead()
    }
  }
  const timer = setInterval(turn, LEASE / 4)
  turn()
  addEventListener('pagehide', release)
  return () => {
    clearInterval(timer)
    removeEventListener('pagehide', release)
    release()
  }
}

function leadByLock(name: string, onLead: () => void): () => void {
  const leaving = new AbortController()
  let release = () => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  navigator.locks
    .request(name, { signal: leaving.signal }, () => {
      if (leaving.signal.aborted) return
      onLead()
      return held
    })
    // Rejected only by our own leaving.
    .catch(() => {})
  return () => {
    leaving.abort()
    release()
  }
}

/**
 * Calls `onLead` once, when this tab has become the leader of `name`; it stays so until it leaves.
 * @returns leaves, or stops waiting
 */
export function lead(name: string, onLead: () => void): () => void {
  if (navigator.locks) return leadByLock(name, onLead)
  return leadByLease(name, onLead)
}
