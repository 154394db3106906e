import { create } from 'qrcode'
import { useMemo } from 'react'

/** Cameras want a white edge of four modules round the square. */
const EDGE = 4

/** A QR code as one path, always dark on white: cameras read no other. */
export function Qr({ words, label, size }: { words: string; label: string; size: number }) {
  const { path, width } = useMemo(() => {
    const { modules } = create(words, { errorCorrectionLevel: 'M' })
    const places = Array.from({ length: modules.size * modules.size }, (_, place) => place)
    const dark = places.filter((place) => modules.data[place])
    const path = dark
      .map((place) => `M${(place % modules.size) + EDGE} ${Math.floor(place / modules.size) + EDGE}h1v1h-1z`)
      .join('')
    return { path, width: modules.size + 2 * EDGE }
  }, [words])
  return (
    <svg role="img" aria-label={label} width={size} height={size} viewBox={`0 0 ${width} ${width}`}>
      <rect width={width} height={width} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}
