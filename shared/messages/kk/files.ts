import type { files as english } from '../en/files.ts'
import type { Translated } from '../translated.ts'

export const files: Translated<typeof english> = {
  rationale: 'Негіздеме',
  indicator: 'Көрсеткіш',
  to: 'Кімге',
  deadline: 'Мерзімі',
  voted: 'Дауыс беру',
  adopted: 'Қабылданды: {{time}}, төрағалық етуші {{name}}.',
  hash: 'Қабылданған мәтіннің бақылау таңбасы, SHA-256',
  head: 'Қабылдау кезіндегі шешімдер кітабы',
  check: 'Жазба мына бұйрықпен тексеріледі: npm run kenes -- verify --head {{head}}',
  languages: 'Мәтін тілдерінің жай-күйі',
  language: {
    kk: 'қазақша',
    ru: 'орысша',
    en: 'ағылшынша',
  },
  state: {
    missing: 'жоқ',
    draft: 'жоба',
    stale: 'ескірген',
    checked: 'тексерілген',
    certified: 'куәландырылған',
    source: 'бастапқы',
  },
}
