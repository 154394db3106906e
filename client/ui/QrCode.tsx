import { create } from 'qrcode'
import { useMemo } from 'react'
import { qrPicture } from '../../shared/qr-picture.ts'

type Props = {
  readonly words: string
  readonly label: string
  /** Width in pixels; without it the page's styles decide. */
  readonly size?: number
  readonly className?: string
}

/** A QR code as one path; black on white in dark too, because cameras read no other. */
export function QrCode({ words, label, size, className }: Props) {
  const { path, width } = useMemo(() => qrPicture(create(words, { errorCorrectionLevel: 'M' }).modules), [words])
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
