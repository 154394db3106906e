/** White round the code, in modules; less and some cameras do not find it. */
export const QR_BORDER = 4

/** The modules of a code row by row, as whoever computed it has them. */
export type QrModules = { readonly size: number; readonly data: ArrayLike<number> }

/** A QR code as one path of dark squares in a picture so many modules wide, each stretch of a row drawn at once. */
export function qrPicture({ size, data }: QrModules): { readonly path: string; readonly width: number } {
  let path = ''
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const begins = column
      while (column < size && data[row * size + column]) column += 1
      if (column > begins) {
        const long = column - begins
        path += `M${begins + QR_BORDER} ${row + QR_BORDER}h${long}v1h-${long}z`
      }
    }
  return { path, width: size + 2 * QR_BORDER }
}
