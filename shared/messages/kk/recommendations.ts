import type { recommendations as english } from '../en/recommendations.ts'
import type { Translated } from '../translated.ts'

export const recommendations: Translated<typeof english> = {}
