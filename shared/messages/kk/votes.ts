import type { votes as english } from '../en/votes.ts'
import type { Translated } from '../translated.ts'

export const votes: Translated<typeof english> = {}
