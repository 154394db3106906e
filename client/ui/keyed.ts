/** Gives the members of a list that never changes their places as keys: what was cut, counted or computed once. */
export const keyed = <T>(fixed: readonly T[]): readonly { readonly key: string; readonly value: T }[] =>
  fixed.map((value, place) => ({ key: String(place), value }))
