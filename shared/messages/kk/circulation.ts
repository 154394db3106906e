import type { circulation as english } from '../en/circulation.ts'
import type { Translated } from '../translated.ts'

export const circulation = {
  message: {
    sent: '«{{session}}» ({{date}}) отырысына арналған мәтін жобалары {{revision}} болып таратылды.',
    noComments: 'Оларды төмендегі мекенжайдан үш тілде оқып, басып шығаруға болады.',
    comments:
      'Оларды төмендегі мекенжайдан оқып, басып шығаруға болады; жазбаша ескертпелер сол жерде қабылданады. Соңғы мерзім: {{until}}.',
  },
} satisfies Translated<typeof english>
