import type { files as english } from '../en/files.ts'
import type { Translated } from '../translated.ts'

export const files: Translated<typeof english> = {
  rationale: 'Негіздеме',
  indicator: 'Көрсеткіш',
  voted: 'Дауыс беру',
  adopted: '{{time}} қабылданды, төрағалық етуші {{name}}.',
  hash: 'Қабылданған мәтіннің SHA-256 қолтаңбасы',
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
    checked: 'салыстырылған',
    certified: 'куәландырылған',
    source: 'түпнұсқа',
  },
}
