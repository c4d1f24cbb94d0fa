/** ARCHITECTURE.md shows the house as a tree; what it names exists, and what exists in src/ it names. */
import { describe, expect, test } from 'vitest'
import { exists, list, read } from './files.ts'

/** Lines of the first fenced block: two spaces of indentation a level, a name, then what it is for. */
function namedPaths(markdown: string): string[] {
  const block = markdown.match(/```\n([\s\S]*?)\n```/)?.[1] ?? ''
  const trail: string[] = []
  return block.split('\n').flatMap((line) => {
    const entry = line.match(/^( *)(\S+)/)
    if (!entry) return []
    const depth = entry[1]!.length / 2
    trail.splice(depth, trail.length, entry[2]!)
    return [trail.join('')]
  })
}

/** Files and folders of src/, two levels deep. */
function rooms(): string[] {
  const top = list('src').map((name) => `src/${name}`)
  const below = top
    .filter((path) => path.endsWith('/'))
    .flatMap((path) => list(path).map((name) => `${path}${name}`))
  return [...top, ...below].filter((path) => !/\.test\.tsx?$/.test(path))
}

describe('ARCHITECTURE.md', () => {
  const named = namedPaths(read('ARCHITECTURE.md'))

  test('has a tree', () => expect(named).toContain('src/base/'))

  test('names nothing that does not exist', () => {
    expect(named.filter((path) => !exists(path))).toEqual([])
  })

  test('names every room of src/', () => {
    expect(rooms().filter((path) => !named.includes(path))).toEqual([])
  })

  test('names every folder at the top', () => {
    const hidden = ['node_modules/', 'dist/', 'data/', 'coverage/']
    const top = list('.').filter(
      (name) => name.endsWith('/') && !name.startsWith('.') && !hidden.includes(name),
    )
    expect(top.filter((path) => !named.includes(path))).toEqual([])
  })

  test('names each thing once', () => {
    expect(named.filter((path, index) => named.indexOf(path) !== index)).toEqual([])
  })
})
