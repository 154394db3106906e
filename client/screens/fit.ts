/** Words of one column that can be shown whole or, where the room is too small, in part. */
export type Filling = {
  /** How much there is of what may be left out; it is shown whole when as much is kept. */
  readonly count: number
  fill(column: HTMLElement, kept: number): void
}

/** Pixels at 1920 by 1080. */
export type Sizes = { readonly most: number; readonly least: number }

const WIDTH = 1920
const HEIGHT = 1080

/** The largest whole number of a range of which something holds; the least one when it holds of none. */
function largest(least: number, most: number, holds: (number: number) => boolean): number {
  let [low, high] = [least, most]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (holds(middle)) low = middle
    else high = middle - 1
  }
  return low
}

/** Sets a size at which all columns fit into the room; of what does not fit at the least one as much is shown as does. */
export function fitInto(room: HTMLElement, fillings: readonly Filling[], { most, least }: Sizes): void {
  const unit = Math.min(innerWidth / WIDTH, innerHeight / HEIGHT)
  const shown = [...room.children].filter((child) => child instanceof HTMLElement)
  const holds = (column: HTMLElement) => column.scrollHeight <= room.clientHeight
  for (const [index, column] of shown.entries()) fillings[index]?.fill(column, fillings[index].count)
  const resize = (size: number) => room.style.setProperty('--fit', `${size * unit}px`)
  resize(
    largest(least, most, (size) => {
      resize(size)
      return shown.every(holds)
    }),
  )
  for (const [index, column] of shown.entries()) {
    const filling = fillings[index]
    if (!filling || holds(column)) continue
    const left = largest(1, filling.count, (kept) => {
      filling.fill(column, kept)
      return holds(column)
    })
    filling.fill(column, left)
  }
}
