import { create } from 'qrcode'
import { useMemo } from 'react'

/** White round the code, in modules; less and some cameras do not find it. */
const QUIET = 4

type Props = {
  readonly words: string
  readonly label: string
  /** Width in pixels; without it the page's styles decide. */
  readonly size?: number
  readonly className?: string
}

/** A QR code as one path; black on white in dark too, because cameras read no other. */
export function QrCode({ words, label, size, className }: Props) {
  const { path, width } = useMemo(() => {
    const { modules } = create(words, { errorCorrectionLevel: 'M' })
    const squares = Array.from(modules.data, (dark, at) =>
      dark ? `M${(at % modules.size) + QUIET} ${Math.floor(at / modules.size) + QUIET}h1v1h-1z` : '',
    )
    return { path: squares.join(''), width: modules.size + 2 * QUIET }
  }, [words])
  return (
    <svg
      className={className}
      viewBox={`0 0 ${width} ${width}`}
      width={size}
      height={size}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={width} height={width} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
