import type { circulation as english } from '../en/circulation.ts'
import type { Translated } from '../translated.ts'

export const circulation = {
  message: {
    sent: 'Проекты текстов к заседанию «{{session}}» ({{date}}) разосланы как {{revision}}.',
    noComments: 'Прочитать и напечатать их на трёх языках можно по адресу ниже.',
    comments: 'Прочитать и напечатать их можно по адресу ниже; там же до {{until}} принимаются письменные замечания.',
  },
} satisfies Translated<typeof english>
