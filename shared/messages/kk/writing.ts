import type { writing as english } from '../en/writing.ts'
import type { Translated } from '../translated.ts'

export const writing = {
  title: 'Жазылғанға ескертпелер',
  pictures_one: '{{count}} сурет қойылмады: мәтінде тек сөз болады.',
  pictures_other: '{{count}} сурет қойылмады: мәтінде тек сөз болады.',
  letters: {
    latin: '«{{letter}}» — латын әрпі',
    greek: '«{{letter}}» — грек әрпі',
    cyrillic: '«{{letter}}» — кирилл әрпі',
    'other-cyrillic': '«{{letter}}» — басқа кирилл әліпбиінің әрпі',
  },
  putRight: 'Түзету',
  putRightOf: '«{{word}}» сөзін түзету',
  putAllRight: 'Бәрін түзету',
  more_one: 'бөтен әрпі бар тағы {{count}} сөз',
  more_other: 'бөтен әрпі бар тағы {{count}} сөз',
  unseen: 'көрінісі бірдей: {{pairs}}',
  unseenPair: '{{was}} → {{is}}',
  noSign: 'ештеңе',
  signs: {
    latin: 'латынша {{letter}}',
    greek: 'грекше {{letter}}',
    cyrillic: 'кирилше {{letter}}',
    'other-cyrillic': 'басқа кирилл әліпбиінің {{letter}} әрпі',
    space: 'бос орын',
    'firm-space': 'үзілмейтін бос орын',
    'soft-hyphen': 'көрінбейтін тасымал белгісі',
    hidden: 'көрінбейтін белгі',
  },
} satisfies Translated<typeof english>
