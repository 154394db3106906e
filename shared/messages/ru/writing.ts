import type { writing as english } from '../en/writing.ts'
import type { Translated } from '../translated.ts'

export const writing = {
  title: 'Замечания к написанному',
  pictures_one: '{{count}} изображение не вставлено: в тексте бывают только слова.',
  pictures_few: '{{count}} изображения не вставлены: в тексте бывают только слова.',
  pictures_many: '{{count}} изображений не вставлено: в тексте бывают только слова.',
  pictures_other: '{{count}} изображения не вставлены: в тексте бывают только слова.',
  letters: {
    latin: '«{{letter}}» — латинская буква',
    greek: '«{{letter}}» — греческая буква',
    cyrillic: '«{{letter}}» — кириллическая буква',
    'other-cyrillic': '«{{letter}}» — буква другого кириллического алфавита',
  },
  putRight: 'Исправить',
  putRightOf: 'Исправить «{{word}}»',
  putAllRight: 'Исправить все',
  more_one: 'ещё {{count}} слово с чужой буквой',
  more_few: 'ещё {{count}} слова с чужими буквами',
  more_many: 'ещё {{count}} слов с чужими буквами',
  more_other: 'ещё {{count}} слова с чужими буквами',
  unseen: 'выглядит так же: {{pairs}}',
  unseenPair: '{{was}} → {{is}}',
  noSign: 'ничего',
  signs: {
    latin: 'латинская {{letter}}',
    greek: 'греческая {{letter}}',
    cyrillic: 'кириллическая {{letter}}',
    'other-cyrillic': '{{letter}} другого кириллического алфавита',
    space: 'пробел',
    'firm-space': 'неразрывный пробел',
    'soft-hyphen': 'невидимый перенос',
    hidden: 'невидимый знак',
  },
} satisfies Translated<typeof english>
