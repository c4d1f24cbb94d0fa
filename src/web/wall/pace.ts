/** How often to read again: soon after news, never more than once in `least` milliseconds, one at a time. */

export interface Pacer {
  /** There is news: read now, or as soon as the last reading is `least` old. */
  ask(): void
  stop(): void
}

/**
 * @param read reads once; its failures are its own affair
 * @param least milliseconds between the starts of two readings
 * @param most milliseconds after which it reads without news
 */
export function pacer(read: () => Promise<void>, least: number, most: number): Pacer {
  let last = Number.NEGATIVE_INFINITY
  let busy = false
  let asked = false
  let stopped = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function plan(delay: number): void {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(go, delay)
  }
  function soon(): void {
    plan(Math.max(0, last + least - Date.now()))
  }
  async function go(): Promise<void> {
    if (busy || stopped) return
    busy = true
    asked = false
    last = Date.now()
    try {
      await read()
    } finally {
      busy = false
      if (asked) soon()
      else plan(most)
    }
  }
  plan(0)
  return {
    ask: () => {
      if (asked) return
      asked = true
      if (!busy) soon()
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
