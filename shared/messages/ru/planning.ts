import type { planning as english } from '../en/planning.ts'
import type { Translated } from '../translated.ts'

export const planning: Translated<typeof english> = {
  newTitle: 'Запланировать заседание',
  intro: 'О чём заседание, кто участвует и что читают до него.',
  link: 'Ссылка для подключения',
  missingWords: 'Напишите хотя бы на одном языке',
  answers: {
    title: 'Вы примете участие?',
    hint: 'Это помогает предвидеть кворум. В день заседания отметьтесь отдельно.',
    hall: 'Буду в зале',
    remote: 'Буду онлайн',
    absent: 'Не смогу',
    short: {
      hall: 'в зале',
      remote: 'онлайн',
      absent: 'не будет',
      none: 'нет ответа',
    },
  },
  forecast: {
    title: 'Прогноз кворума',
    line: 'Намерены быть {{coming}} из {{base}} мест, нужно {{needed}}',
    rest: 'онлайн {{remote}}, не будет {{absent}}, без ответа {{unanswered}}',
    reached: 'был бы',
    missing: 'не был бы',
  },
  papers: {
    title: 'Материалы',
  },
  set: {
    title: 'Тексты',
    count_one: '{{count}} текст в своде',
    count_other: '{{count}} текста в своде',
    import: 'Загрузить список Word',
    add: 'Добавить текст',
    addTitle: 'Добавить текст в свод',
    addEffect: 'Он получит следующий номер и сразу открыт для работы.',
    textTitle: 'Название',
    kind: 'Вид',
    language: 'Язык, на котором написан',
    withdraw: 'Отозвать',
    withdrawNamed: 'Отозвать: {{what}}',
    withdrawTitle: 'Отозвать текст',
    withdrawEffect:
      '«{{title}}» можно читать, но писать в нём больше нельзя. Номер остаётся за ним и не передаётся другому.',
    order: 'Порядок рассмотрения',
    up: '{{what}}: раньше',
    down: '{{what}}: позже',
    saveOrder: 'Сохранить порядок',
    count_few: '{{count}} текста в своде',
    count_many: '{{count}} текстов в своде',
  },
  toPlan: 'Подготовка',
  toPlanHint: 'Повестка, участники, материалы, тексты, рассылка',
  circulated: {
    title: 'Рассылка',
    newest: 'Разосланные тексты',
    read: 'Читать {{revision}}',
    writtenComments: 'Письменные замечания',
  },
}
