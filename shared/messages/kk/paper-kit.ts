import type { paperKit as english } from '../en/paper-kit.ts'
import type { Translated } from '../translated.ts'

export const paperKit: Translated<typeof english> = {
  title: 'Қағаз жинақ',
  print: 'Жинақты басып шығару',
  intro_one: 'Мәтін, {{count}} орынға парақ, атап шақыру тізімі, санау нысаны.',
  intro_other: 'Мәтін, {{count}} орынға парақтар, атап шақыру тізімі, санау нысаны.',
  asBefore: 'Дауыс беру әлі ашылған жоқ: қазір тізімге кіретіндердің орындары көрсетілген.',
  version: '{{number}}-нұсқа, таңба',
  vote: '{{number}}-дауыс беру',
  sheet: 'Дауыс беру парағы',
  sheetHow: 'Бір шаршыны белгілеп, қол қойыңыз. Қолы жоқ парақ есептелмейді.',
  signature: 'Қолы',
  rollCall: 'Атап шақыру тізімі',
  number: '№',
  name: 'Аты-жөні',
  councils: 'Кеңес',
  tally: 'Санау нысаны',
  total: 'Барлығы',
  teller: 'Есепші, аты-жөні және қолы',
  time: 'Күні мен уақыты',
}
