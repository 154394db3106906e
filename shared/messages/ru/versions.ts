import type { versions as english } from '../en/versions.ts'
import type { Translated } from '../translated.ts'

export const versions: Translated<typeof english> = {
  title: 'Версии',
  version: 'Версия {{number}}',
  frozenBy: 'Фиксация: {{time}}, {{name}}',
  authors: 'Слова в тексте: {{names}}',
  noVersions: 'Версий пока нет',
  noVersionsText:
    'Версия появляется, когда председатель фиксирует текст: на всех языках, с номером и отпечатком. Голосуют именно за неё.',
  freeze: 'Зафиксировать текст',
  freezeNow: 'Зафиксировать сейчас',
  freezeIn10: 'Зафиксировать через 10 с',
  freezeEffect: 'Текст на всех языках закрепляется, получает номер и отпечаток. После этого можно открыть голосование.',
  freezeTitle: 'Зафиксировать: {{what}}',
  freezeConfirmNow: '«{{title}}» закрепляется сразу, на всех языках. Написанное позже в текст не войдёт.',
  freezeConfirmIn10: 'В каждом редакторе пойдёт отсчёт 10 секунд, затем «{{title}}» закрепляется на всех языках.',
  writingNow_one: 'Сейчас пишет: {{names}}.',
  writingNow_few: 'Сейчас пишут: {{names}}.',
  writingNow_many: 'Сейчас пишут: {{names}}.',
  writingNow_other: 'Сейчас пишут: {{names}}.',
  nobodyWrites: 'Сейчас никто не пишет.',
  when: 'Когда',
  freezing: 'Текст будет зафиксирован через {{seconds}} с.',
  stop: 'Остановить отсчёт',
  stopEffect: 'Текст останется черновиком.',
  takeBack: 'Снять фиксацию',
  takeBackEffect:
    'Текст снова станет черновиком, его можно будет менять. Версия {{number}} останется в списке. Возможно, пока по ней не открыто голосование.',
  takenBackNot: 'По этому тексту открывали голосование, фиксация остаётся.',
}
