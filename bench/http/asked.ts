/** Asks with a load of its own process. */
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Told, Wish } from './load.ts'

/** Bundled beside this (bench/main.ts). */
const LOAD = fileURLToPath(new URL('./load.js', import.meta.url))

/** Runs one load and tells what became of it. @throws Error where the load itself breaks */
export async function asked(wish: Wish): Promise<Told> {
  const child = spawn(process.execPath, [LOAD, JSON.stringify(wish)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said, code] = await Promise.all([
    text(child.stdout),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ])
  if (code !== 0) throw new Error(`the load ended with ${code}`)
  return JSON.parse(said) as Told
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
