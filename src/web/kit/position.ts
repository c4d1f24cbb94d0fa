/** A position as a person types or pastes it. */

/** Longitude and latitude as typed or pasted, in this order; undefined where they cannot be read as such. */
export function readPosition(text: string): { lon: number; lat: number } | undefined {
  const numbers = text
    .trim()
    .split(/[\s,，;；]+/)
    .map(Number)
  const [lon, lat] = numbers
  if (numbers.length !== 2 || lon === undefined || lat === undefined) return undefined
  if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return undefined
  return { lon, lat }
}
