/** Plain bars as SVG: a label, a bar, its figure; readable without colour. */

export interface Bar {
  readonly label: string
  readonly value: number
  readonly figure: string
}

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!)

/** @param bars at least one, values from 0 */
export function barChart(title: string, bars: readonly Bar[]): string {
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE)
  const [row, left, width] = [30, 250, 420]
  const height = 46 + bars.length * row
  const rows = bars.map(({ label, value, figure }, n) => {
    const y = 40 + n * row
    const length = Math.max(1, (value / most) * width)
    return `<text x="${left - 10}" y="${y + 15}" text-anchor="end">${escaped(label)}</text><rect x="${left}" y="${y}" width="${length.toFixed(1)}" height="20" fill="#17567f"/><text x="${left + length + 8}" y="${y + 15}">${escaped(figure)}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 ${height}" font-family="sans-serif" font-size="14" fill="#1c2b30" role="img" aria-label="${escaped(title)}"><rect width="820" height="${height}" fill="#fffdf8"/><text x="14" y="24" font-size="16" font-weight="700">${escaped(title)}</text>${rows.join('')}</svg>\n`
}
