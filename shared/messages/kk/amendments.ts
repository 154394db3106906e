import type { amendments as english } from '../en/amendments.ts'
import type { Translated } from '../translated.ts'

export const amendments: Translated<typeof english> = {
  title: 'Түзетулер',
  name: '{{number}}-түзету',
  stages: {
    draft: 'Жоба',
    tabled: 'Енгізілді',
    put: 'Дауысқа қойылды',
    adopted: 'Қабылданды',
    accepted: 'Дауыссыз қабылданды',
    rejected: 'Қабылданбады',
    fallen: 'Күшін жойды',
    withdrawn: 'Қайтарып алынды',
  },
  kinds: {
    replace: 'Сөздерді ауыстыру',
    add: 'Сөз қосу',
    delete: 'Сөздерді алып тастау',
    move: 'Орнын ауыстыру',
    'new-recommendation': 'Жаңа ұсыным',
    'separate-vote': 'Бөлек дауыс беру',
    editorial: 'Редакциялық',
  },
  texts: { base: 'Бастапқы мәтін', present: 'Қазіргі мәтін', amended: 'Түзетумен' },
  nothingChanged: 'Әзірге ештеңе өзгертілген жоқ.',
  notThere: 'бұл мәтінде жоқ',
}
