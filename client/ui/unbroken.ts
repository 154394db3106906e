/** A sentence whose counts are not torn apart at the end of a line: «за — 16», "жақтап – 16". After an en dash the space alone would be. */
export const unbroken = (sentence: string): string => sentence.replace(/ ([—–]) (?=\d)/g, '\u00a0$1\u2060\u00a0')
