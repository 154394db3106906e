import type { paperKit as english } from '../en/paper-kit.ts'
import type { Translated } from '../translated.ts'

export const paperKit: Translated<typeof english> = {
  title: 'Бумажный комплект',
  print: 'Распечатать комплект',
  intro_one: 'Текст, лист для {{count}} места, список для поимённого опроса, форма подсчёта.',
  intro_few: 'Текст, листы для {{count}} мест, список для поимённого опроса, форма подсчёта.',
  intro_many: 'Текст, листы для {{count}} мест, список для поимённого опроса, форма подсчёта.',
  intro_other: 'Текст, листы для {{count}} места, список для поимённого опроса, форма подсчёта.',
  asBefore: 'Голосование ещё не открыто: здесь места тех, кто был бы в списке сейчас.',
  version: 'Версия {{number}}, отпечаток',
  vote: 'Голосование {{number}}',
  sheet: 'Лист для голосования',
  sheetHow: 'Отметьте одну клетку и подпишите. Без подписи лист не считается.',
  signature: 'Подпись',
  rollCall: 'Список для поимённого опроса',
  number: '№',
  name: 'Имя',
  councils: 'Совет',
  tally: 'Форма подсчёта',
  total: 'Всего',
  teller: 'Счётчик, имя и подпись',
  time: 'Дата и время',
}
