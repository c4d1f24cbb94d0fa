/** A QR code as a picture with a name. */
import { qrOf } from './qr.ts'

export function QrCode({ text, label, className }: { text: string; label: string; className?: string }) {
  const { size, path } = qrOf(text)
  return (
    <svg
      className={className}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path stroke="#000" d={path} />
    </svg>
  )
}
