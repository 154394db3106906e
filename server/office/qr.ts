import { Buffer } from 'node:buffer'
import { crc32, deflateSync } from 'node:zlib'
import { create } from 'qrcode'
import { QR_BORDER, type QrModules, qrPicture } from '../../shared/qr-picture.ts'
import { escaped } from './xml.ts'

/** As the pages draw it: a seventh of it may be dirty. */
const modulesOf = (words: string): QrModules => create(words, { errorCorrectionLevel: 'M' }).modules

/** A QR code as a picture of lines; `label`: what it says to who does not see it. */
export function qrSvg(words: string, label: string): string {
  const { path, width } = qrPicture(modulesOf(words))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${width}" role="img" aria-label="${escaped(label)}" shape-rendering="crispEdges"><rect width="${width}" height="${width}" fill="#fff"/><path d="${path}" fill="#000"/></svg>`
}

/** So many dots of the PNG are one module: programs that make it larger keep its edges. */
const DOTS = 8

/** A QR code as a PNG in black and white, one bit a dot. Source: ISO/IEC 15948 (PNG). */
export function qrPng(words: string): Uint8Array {
  const { size, data } = modulesOf(words)
  const width = (size + 2 * QR_BORDER) * DOTS
  // A row begins with the way it is filtered: not at all. Set bits are white.
  const lineBytes = 1 + width / 8
  const dots = Buffer.alloc(lineBytes * width, 0xff)
  for (let line = 0; line < width; line += 1) {
    dots[line * lineBytes] = 0
    const row = Math.floor(line / DOTS) - QR_BORDER
    if (row < 0 || row >= size) continue
    for (let column = 0; column < size; column += 1)
      if (data[row * size + column]) dots[line * lineBytes + 1 + column + QR_BORDER] = 0
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(width, 4)
  // One bit, greyscale; compression, filter and interlace have one value each.
  head.set([1, 0, 0, 0, 0], 8)
  // Lines repeat at once, so a small window finds them; the usual one takes a quarter of a megabyte for each picture.
  const packed = deflateSync(dots, { windowBits: 9, memLevel: 1 })
  return Buffer.concat([PNG_SIGN, chunk('IHDR', head), chunk('IDAT', packed), chunk('IEND', Buffer.alloc(0))])
}

const PNG_SIGN = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
