/** One short number for a large value, to hold two runs and two machines equal. */

/** FNV-1a, 32 bits, over the JSON of the value. */
export function digest(value: unknown): string {
  const text = JSON.stringify(value)
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return (h >>> 0).toString(16).padStart(8, '0')
}
