import type { adoption as english } from '../en/adoption.ts'
import type { Translated } from '../translated.ts'

export const adoption: Translated<typeof english> = {}
