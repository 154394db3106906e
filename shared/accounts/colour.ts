/** Colours of people for carets and avatars, the same as --p-1 … --p-6: white letters read on each, and none is a state's. */
export const PERSON_COLOURS = ['#7a3e6d', '#3f4fa0', '#5a6a18', '#9a4a1c', '#24635a', '#5d5047'] as const

/** Which of the six colours a person has, 1–6; the same on every page, because it comes from the id alone. */
export const personColourNumber = (account: string): number =>
  ([...account].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973, 7) % PERSON_COLOURS.length) +
  1

export const personColour = (account: string): (typeof PERSON_COLOURS)[number] =>
  PERSON_COLOURS[personColourNumber(account) - 1] ?? PERSON_COLOURS[0]
