import type { circulation as english } from '../en/circulation.ts'
import type { Translated } from '../translated.ts'

export const circulation = {
  intro:
    'Барлық мәтіннің қазіргі күйін бір атаумен тіркеп, отырысқа қатысушыларға таратады. Мәтіндермен жұмыс жалғаса береді.',
  none: 'Әзірге ештеңе таратылған жоқ.',
  circulate: '{{revision}} тарату',
  commentsDate: 'Жазбаша ескертпелер мерзімі: күні',
  commentsHint: 'Ескертпе керек болмаса, бос қалдырыңыз.',
  toObservers: 'Бақылаушыларға, қонақтар мен адресаттарға да',
  confirmTitle: '{{revision}} тарату',
  confirmEffect:
    'Барлық мәтін {{revision}} болып тіркеледі және оны отырысқа қатысушылардың бәрі оқи алады. Бірінші таратудан бастап нөмірлер өзгермейді.',
  at: '{{when}}',
  opened: '{{count}} адамнан {{opened}} ашты',
  readers: 'Кім ашты',
  openedAt: '{{when}} ашылды',
  notOpened: 'әлі ашпаған',
  messageFor: 'Хабарлама, {{language}}',
  messageTitle: 'Сілтемесі бар хабарлама',
  copy: 'Хабарламаны көшіру',
  draft: 'ЖОБА',
  stamp: '{{draft}} · {{revision}} · {{when}} · оқитын: {{name}}',
  cutAt: 'Мәтіннің {{when}} күйі. Кейін жазылғаны бұған кірмейді.',
  contents: 'Осы редакцияның мәтіндері',
  noText: 'Бұл тілде мәтін әлі жоқ.',
  print: 'Басып шығару',
  liveText: 'Мәтіннің қазіргі күйі',
  nothingForYou: 'Бұл редакцияның бірде-бір мәтіні сізге ашық емес.',
  message: {
    sent: '«{{session}}» ({{date}}) отырысына арналған мәтін жобалары {{revision}} болып таратылды.',
    noComments: 'Оларды төмендегі мекенжайдан үш тілде оқып, басып шығаруға болады.',
    comments:
      'Оларды төмендегі мекенжайдан оқып, басып шығаруға болады; жазбаша ескертпелер сол жерде қабылданады. Соңғы мерзім: {{until}}.',
  },
} satisfies Translated<typeof english>
