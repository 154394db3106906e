import type { circulation as english } from '../en/circulation.ts'
import type { Translated } from '../translated.ts'

export const circulation = {
  intro:
    'Фиксирует все тексты в нынешнем виде под одним названием и рассылает участникам заседания. Работа над текстами продолжается.',
  none: 'Рассылок ещё не было.',
  circulate: 'Разослать {{revision}}',
  commentsDate: 'Письменные замечания до: день',
  commentsHint: 'Оставьте пустым, если замечания не нужны.',
  toObservers: 'Также наблюдателям, гостям и адресатам',
  confirmTitle: 'Разослать {{revision}}',
  confirmEffect:
    'Все тексты фиксируются как {{revision}}, и их могут читать все участники заседания. С первой рассылки номера больше не меняются.',
  at: '{{when}}',
  opened: 'Открыли {{opened}} из {{count}}',
  readers: 'Кто открыл',
  openedAt: 'открыто {{when}}',
  notOpened: 'ещё нет',
  messageFor: 'Сообщение, {{language}}',
  messageTitle: 'Сообщение со ссылкой',
  copy: 'Скопировать сообщение',
  draft: 'ПРОЕКТ',
  stamp: '{{draft}} · {{revision}} · {{when}} · читает {{name}}',
  cutAt: 'Тексты на {{when}}. Написанное позже сюда не входит.',
  contents: 'Тексты этой редакции',
  noText: 'Текста на этом языке пока нет.',
  print: 'Печать',
  liveText: 'Текст в нынешнем виде',
  nothingForYou: 'Ни один текст этой редакции вам не открыт.',
  message: {
    sent: 'Проекты текстов к заседанию «{{session}}» ({{date}}) разосланы как {{revision}}.',
    noComments: 'Прочитать и напечатать их на трёх языках можно по адресу ниже.',
    comments: 'Прочитать и напечатать их можно по адресу ниже; там же до {{until}} принимаются письменные замечания.',
  },
} satisfies Translated<typeof english>
