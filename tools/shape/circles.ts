/** Files that import each other, however far round. */
import { isTest } from './room.ts'
import type { Source } from './source.ts'
import type { Violation } from './violation.ts'

/** Each circle is reported once, at the import that closes it. */
export function circles(sources: readonly Source[]): Violation[] {
  const byPath = new Map(sources.filter(({ path }) => !isTest(path)).map((source) => [source.path, source]))
  const done = new Set<string>()
  const trail: string[] = []
  const violations: Violation[] = []

  function visit(path: string): void {
    trail.push(path)
    for (const one of byPath.get(path)?.imports ?? []) {
      if (one.lazy || one.target === undefined || !byPath.has(one.target)) continue
      const start = trail.indexOf(one.target)
      if (start >= 0) {
        const round = [...trail.slice(start), one.target].join(' → ')
        violations.push({ rule: 'circle', path, line: one.line, message: round })
      } else if (!done.has(one.target)) visit(one.target)
    }
    trail.pop()
    done.add(path)
  }

  for (const path of byPath.keys()) if (!done.has(path)) visit(path)
  return violations
}
