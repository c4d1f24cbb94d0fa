/** The map's pictures, drawn on a canvas: discs that fill up, and the hatch of communities without room. */
import type { SiteIcon } from './shapes.ts'

/** Map pixels of a disc of size 1; drawn at twice that. */
const DISC = 44
const RATIO = 2
const DARK = '#0d1519'
const LIGHT = '#f3efe6'
const SPENT = '#87949a'
const LATE = '#ff9d8c'

export const SITE_ICONS: readonly SiteIcon[] = ['ring', 'half', 'most', 'full', 'stopped']
/** What is full steps back, so that the eye finds the sites with room. */
const STROKES: Readonly<Record<SiteIcon, string>> = {
  ring: LIGHT,
  half: LIGHT,
  most: LIGHT,
  full: SPENT,
  stopped: LATE,
}
const FILLED: Readonly<Record<SiteIcon, number>> = { ring: 0, half: 0.5, most: 0.75, full: 1, stopped: 0 }

function disc(pen: CanvasRenderingContext2D, side: number, icon: SiteIcon): void {
  const middle = side / 2
  const radius = middle - side * 0.12
  const circle = (r: number) => {
    pen.beginPath()
    pen.arc(middle, middle, r, 0, Math.PI * 2)
  }
  pen.fillStyle = DARK
  circle(middle - 1)
  pen.fill()
  pen.save()
  circle(radius)
  pen.clip()
  pen.fillStyle = icon === 'full' ? SPENT : LIGHT
  const rise = FILLED[icon] * 2 * radius
  pen.fillRect(0, middle + radius - rise, side, rise)
  pen.restore()
  pen.strokeStyle = STROKES[icon]
  pen.lineWidth = side * 0.085
  circle(radius - pen.lineWidth / 2)
  pen.stroke()
  if (icon === 'full') bar(pen, side)
  if (icon === 'stopped') cross(pen, side)
}

/** A full disc carries a bar, so that it is not mistaken for a lighter one in grey. */
function bar(pen: CanvasRenderingContext2D, side: number): void {
  pen.fillStyle = DARK
  pen.fillRect(side * 0.28, side * 0.44, side * 0.44, side * 0.12)
}

function cross(pen: CanvasRenderingContext2D, side: number): void {
  pen.lineWidth = side * 0.09
  pen.beginPath()
  pen.moveTo(side * 0.34, side * 0.34)
  pen.lineTo(side * 0.66, side * 0.66)
  pen.moveTo(side * 0.66, side * 0.34)
  pen.lineTo(side * 0.34, side * 0.66)
  pen.stroke()
}

function drawn(side: number, draw: (pen: CanvasRenderingContext2D, side: number) => void): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('no 2d canvas')
  draw(pen, side)
  return pen.getImageData(0, 0, side, side)
}

export function siteImage(icon: SiteIcon): ImageData {
  return drawn(DISC * RATIO, (pen, side) => disc(pen, side, icon))
}

/** Diagonal lines, repeating without a seam. */
export function hatchImage(): ImageData {
  return drawn(24, (pen, side) => {
    pen.strokeStyle = DARK
    pen.lineWidth = 3.5
    pen.beginPath()
    for (const shift of [-side, 0, side]) {
      pen.moveTo(shift - 4, side + 4)
      pen.lineTo(shift + side + 4, -4)
    }
    pen.stroke()
  })
}

export const IMAGE_RATIO = RATIO
