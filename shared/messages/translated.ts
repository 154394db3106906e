/**
 * The shape of an area's words in another language: every key of the English area, so that a missing message is a compile error.
 * Kazakh and Russian may add the plural forms English lacks (`_few`, `_many`).
 */
export type Translated<Area> = {
  readonly [Key in keyof Area]: Area[Key] extends string ? string : Translated<Area[Key]>
} & { readonly [Key in `${string}_few` | `${string}_many`]?: string }
