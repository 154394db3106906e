import type { planning as english } from '../en/planning.ts'
import type { Translated } from '../translated.ts'

export const planning: Translated<typeof english> = {
  newTitle: 'Отырысты жоспарлау',
  intro: 'Отырыста не қаралады, кім қатысады және оған дейін не оқиды.',
  link: 'Қосылу сілтемесі',
  missingWords: 'Кемінде бір тілде жазыңыз',
  answers: {
    title: 'Қатысасыз ба?',
    hint: 'Бұл кворумды болжауға көмектеседі. Отырыс күні бөлек тіркелесіз.',
    hall: 'Залда боламын',
    remote: 'Онлайн боламын',
    absent: 'Қатыса алмаймын',
    short: {
      hall: 'залда',
      remote: 'онлайн',
      absent: 'болмайды',
      none: 'жауап жоқ',
    },
  },
  forecast: {
    title: 'Кворум болжамы',
    line: '{{base}} орыннан {{coming}} қатыспақ, {{needed}} қажет',
    rest: 'онлайн {{remote}}, болмайды {{absent}}, жауапсыз {{unanswered}}',
    reached: 'болар еді',
    missing: 'болмас еді',
  },
  papers: {
    title: 'Материалдар',
  },
  set: {
    title: 'Мәтіндер',
    count_one: 'Жинақта {{count}} мәтін',
    count_other: 'Жинақта {{count}} мәтін',
    import: 'Word тізімін жүктеу',
    add: 'Мәтін қосу',
    addTitle: 'Жинаққа мәтін қосу',
    addEffect: 'Ол келесі нөмірді алып, бірден жазуға ашылады.',
    textTitle: 'Атауы',
    kind: 'Түрі',
    language: 'Жазылған тілі',
    withdraw: 'Қайтарып алу',
    withdrawNamed: 'Қайтарып алу: {{what}}',
    withdrawTitle: 'Мәтінді қайтарып алу',
    withdrawEffect:
      '«{{title}}» мәтінін оқуға болады, бірақ оған енді жазылмайды. Нөмірі өзінде қалады, басқа мәтінге берілмейді.',
    order: 'Қаралу тәртібі',
    up: '{{what}}: ертерек',
    down: '{{what}}: кейінірек',
    saveOrder: 'Тәртіпті сақтау',
  },
  toPlan: 'Дайындық',
  toPlanHint: 'Күн тәртібі, қатысушылар, материалдар, мәтіндер, тарату',
  circulated: {
    title: 'Тарату',
    newest: 'Таратылған мәтіндер',
    read: '{{revision}} оқу',
    writtenComments: 'Жазбаша ескертпелер',
  },
}
