/** Things to do at told moments, earliest first (a binary heap). */
export interface Agenda<T> {
  add(at: number, item: T): void
  /** Takes the earliest item that is due. */
  due(now: number): T | undefined
  /** When the earliest item is due. */
  next(): number | undefined
  readonly size: number
}

export function openAgenda<T>(): Agenda<T> {
  const heap: { at: number; n: number; item: T }[] = []
  let count = 0
  const before = (a: number, b: number): boolean =>
    heap[a]!.at < heap[b]!.at || (heap[a]!.at === heap[b]!.at && heap[a]!.n < heap[b]!.n)
  const swap = (a: number, b: number): void => {
    const kept = heap[a]!
    heap[a] = heap[b]!
    heap[b] = kept
  }
  function sink(): void {
    for (let i = 0; ; ) {
      let least = i
      for (const child of [2 * i + 1, 2 * i + 2])
        if (child < heap.length && before(child, least)) least = child
      if (least === i) return
      swap(i, least)
      i = least
    }
  }
  return {
    add(at, item) {
      let i = heap.push({ at, n: count++, item }) - 1
      while (i > 0 && before(i, (i - 1) >> 1)) {
        swap(i, (i - 1) >> 1)
        i = (i - 1) >> 1
      }
    },
    due(now) {
      if (heap.length === 0 || heap[0]!.at > now) return undefined
      swap(0, heap.length - 1)
      const { item } = heap.pop()!
      sink()
      return item
    },
    next: () => heap[0]?.at,
    get size() {
      return heap.length
    },
  }
}
