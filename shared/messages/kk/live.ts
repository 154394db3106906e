import type { live as english } from '../en/live.ts'
import type { Translated } from '../translated.ts'

export const live: Translated<typeof english> = {}
