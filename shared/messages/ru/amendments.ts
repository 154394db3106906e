import type { amendments as english } from '../en/amendments.ts'
import type { Translated } from '../translated.ts'

export const amendments: Translated<typeof english> = {
  title: 'Поправки',
  name: 'Поправка {{number}}',
  stages: {
    draft: 'Черновик',
    tabled: 'Внесена',
    put: 'Голосуется',
    adopted: 'Принята',
    accepted: 'Принята без голосования',
    rejected: 'Отклонена',
    fallen: 'Отпала',
    withdrawn: 'Отозвана',
  },
  kinds: {
    replace: 'Заменить слова',
    add: 'Добавить слова',
    delete: 'Исключить слова',
    move: 'Переместить',
    'new-recommendation': 'Новая рекомендация',
    'separate-vote': 'Раздельное голосование',
    editorial: 'Редакционная',
  },
  texts: { base: 'Исходный текст', present: 'Действующий текст', amended: 'С поправкой' },
  nothingChanged: 'Пока ничего не изменено.',
  notThere: 'в этом тексте нет',
}
