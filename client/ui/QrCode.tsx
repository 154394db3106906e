import { create } from 'qrcode'

/** White round the code, in modules; less and some phones do not find it. */
const QUIET = 3

/** A QR code of an address; black on white in dark too, because that is what phones read. */
export function QrCode({ address, label, className }: { address: string; label: string; className?: string }) {
  const { modules } = create(address, { errorCorrectionLevel: 'M' })
  const size = modules.size + 2 * QUIET
  const squares = Array.from(modules.data, (dark, at) =>
    dark ? `M${(at % modules.size) + QUIET} ${Math.floor(at / modules.size) + QUIET}h1v1h-1z` : '',
  ).join('')
  return (
    <svg
      className={className}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={squares} fill="#000" />
    </svg>
  )
}
