import type { AddresseeId, SessionId } from '../ids.ts'
import type { Language } from '../language.ts'

/** What a session is written into; the archive holds all the others. */
export const FORMATS = ['pdf', 'docx', 'akn', 'html', 'csv', 'impact', 'xlsx', 'json', 'zip'] as const
export type Format = (typeof FORMATS)[number]

/** Of these there is a file in each language; of the others one that holds all. */
const IN_EACH_LANGUAGE = ['pdf', 'docx', 'akn', 'html', 'csv', 'impact'] as const satisfies Format[]
export const isInEachLanguage = (format: Format): boolean => IN_EACH_LANGUAGE.some((one) => one === format)

/** What is signed and sent is made to be printed, and to be worked on. */
export const PAPER_FORMATS = ['pdf', 'docx'] as const satisfies Format[]

/** What a file is of: the session with its texts and votes, what one body is sent, or the minutes. */
export const PAPERS = ['session', 'letter', 'minutes'] as const
export type Paper = (typeof PAPERS)[number]

/** A file that is asked for; `language` is null for what holds all languages. */
export type Wanted =
  | { readonly paper: 'session'; readonly format: Format; readonly language: Language | null }
  | {
      readonly paper: 'letter'
      readonly addressee: AddresseeId
      readonly format: (typeof PAPER_FORMATS)[number]
      readonly language: Language
    }
  | { readonly paper: 'minutes'; readonly format: (typeof PAPER_FORMATS)[number]; readonly language: Language }

/** Every file of a session but the archive of them; `addressees`: to whom letters go. */
export const filesOf = (
  languages: readonly Language[],
  { addressees, minutes }: { readonly addressees: readonly AddresseeId[]; readonly minutes: boolean },
): readonly Wanted[] => [
  ...FORMATS.filter((format) => format !== 'zip').flatMap((format): Wanted[] =>
    isInEachLanguage(format)
      ? languages.map((language) => ({ paper: 'session', format, language }))
      : [{ paper: 'session', format, language: null }],
  ),
  ...(minutes ? languages : []).flatMap((language) =>
    PAPER_FORMATS.map((format): Wanted => ({ paper: 'minutes', format, language })),
  ),
  ...addressees.flatMap((addressee) =>
    languages.flatMap((language) =>
      PAPER_FORMATS.map((format): Wanted => ({ paper: 'letter', addressee, format, language })),
    ),
  ),
]

export const ARCHIVE: Wanted = { paper: 'session', format: 'zip', language: null }

/** How a file's name ends where that is not its format. */
const ENDINGS: Readonly<Partial<Record<Format, string>>> = { akn: 'akn.xml', impact: 'impact.csv' }

/** `2025-04-joint.ru.pdf`, `2025-04-joint.en.akn.xml`, `2025-04-joint.json`, `2025-04-joint.kk.letter-ministry.docx`, `2025-04-joint.ru.minutes.pdf`. */
export const fileNameOf = (session: SessionId, wanted: Wanted): string =>
  [
    session,
    ...(wanted.language === null ? [] : [wanted.language]),
    ...(wanted.paper === 'minutes' ? ['minutes'] : []),
    ...(wanted.paper === 'letter' ? [`letter-${wanted.addressee}`] : []),
    ENDINGS[wanted.format] ?? wanted.format,
  ].join('.')
