import type { record as english } from '../en/record.ts'
import type { Translated } from '../translated.ts'

export const record: Translated<typeof english> = { title: 'Книга решений' }
