import type { outcome as english } from '../en/outcome.ts'
import type { Translated } from '../translated.ts'

export const outcome: Translated<typeof english> = {}
