import { z } from 'zod'
import { ID_PATTERN } from './ids.ts'
import { LANGUAGES, type Language } from './language.ts'
import { isDay } from './time.ts'

/** One thing that may be asked over HTTP: its schemas make the check at the edge, the typed client and the OpenAPI page. */
export type Endpoint<Method extends 'GET' | 'POST', Input extends z.ZodType, Output extends z.ZodType> = {
  readonly method: Method
  readonly input: Input
  readonly output: Output
  readonly summary: string
  /** Whether it answers somebody who is not signed in. */
  readonly open: boolean
  /** Whether it answers somebody who has yet to set up the second factor their account must have. Source: RULES.md AC20. */
  readonly enrolling: boolean
  /** Whether it carries such weight that who asks must have shown lately who they are. Source: RULES.md AC54. */
  readonly stepUp: boolean
}

type Options = { readonly open?: boolean; readonly enrolling?: boolean; readonly stepUp?: boolean }

/** What binds the councils or lets people in: who asks shows anew who they are when that is long ago. Source: RULES.md AC54. */
export const HEAVY = { stepUp: true } as const

const endpoint = <Method extends 'GET' | 'POST', Input extends z.ZodType, Output extends z.ZodType>(
  method: Method,
  summary: string,
  input: Input,
  output: Output,
  { open = false, enrolling = false, stepUp = false }: Options,
): Endpoint<Method, Input, Output> => ({ method, input, output, summary, open, enrolling, stepUp })

/** A command: `POST /api/<domain>/<name>` with a JSON body. */
export const command = <Input extends z.ZodType, Output extends z.ZodType>(
  summary: string,
  input: Input,
  output: Output,
  options: Options = {},
) => endpoint('POST', summary, input, output, options)

/** A query: `GET /api/<domain>/<name>?…`; it never writes. */
export const query = <Input extends z.ZodType, Output extends z.ZodType>(
  summary: string,
  input: Input,
  output: Output,
  options: Options = {},
) => endpoint('GET', summary, input, output, options)

const text = z.string()

/** An id of a given brand; the brand exists for the compiler only. */
export const id = <Id extends string>() => text.regex(ID_PATTERN) as unknown as z.ZodType<Id, string>

export const localised = z.object({ kk: text, ru: text, en: text })
export const language = z.enum(LANGUAGES) as z.ZodType<Language, Language>
export const instant = z.number().int()
export const localDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isDay)
export const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** Chosen by the caller; the same id again gets the stored answer, so that a retry never acts twice. Source: RULES.md RB6. */
export const requestId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/)
  .optional()
