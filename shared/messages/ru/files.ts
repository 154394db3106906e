import type { files as english } from '../en/files.ts'
import type { Translated } from '../translated.ts'

export const files: Translated<typeof english> = {
  rationale: 'Обоснование',
  indicator: 'Показатель',
  to: 'Кому',
  deadline: 'Срок',
  voted: 'Голосование',
  adopted: 'Принято {{time}}, председательствует {{name}}.',
  hash: 'SHA-256 принятого текста',
  head: 'Книга решений при принятии',
  check: 'Запись проверяется командой: npm run kenes -- verify --head {{head}}',
  languages: 'Состояние языков текста',
  language: {
    kk: 'казахский',
    ru: 'русский',
    en: 'английский',
  },
  state: {
    missing: 'нет',
    draft: 'черновик',
    stale: 'устарел',
    checked: 'сверен',
    certified: 'заверен',
    source: 'источник',
  },
}
