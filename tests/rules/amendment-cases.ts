import type { Language } from '../../shared/language.ts'
import { textSchema } from '../../shared/text/schema.ts'
import { find, type LiveText } from './amendment-world.ts'

/** What two sides did to one text since it was forked, and what a secretary would want of it. */
export type Case = {
  readonly name: string
  readonly base: readonly string[]
  readonly language?: Language
  readonly amendment: (text: LiveText) => void
  readonly present: (text: LiveText) => void
  readonly becomes: string | typeof CLASH
}
export const CLASH = Symbol('clash')

const ACCESS =
  'Министерству внутренних дел обеспечить доступ адвоката в течение 24 часов с момента задержания. Отказ в доступе оформляется письменно. Копия отказа вручается задержанному лицу.'
const JOURNAL = 'Администрациям учреждений вести журнал обращений на казахском и русском языках.'
const CHECKS = 'Прокуратуре проверять журнал ежемесячно.'
const REFUSAL = 'Отказ в доступе оформляется письменно.'

const text = (...paragraphs: string[]): string => paragraphs.join('¶')

/** The letters of a number typed one by one, as an editor sends them. */
const retype = (digit: string, at: number, other: string) => (live: LiveText) =>
  live.edit((transform) => {
    const from = find(transform.doc, digit).from + at
    transform.replaceWith(from, from + 1, textSchema.text(other))
  })

export const cases: readonly Case[] = [
  {
    name: '1 the same words replaced by others',
    base: [ACCESS],
    amendment: (live) => live.replace('24 часов', '12 часов'),
    present: (live) => live.replace('24 часов', 'трёх рабочих дней'),
    becomes: CLASH,
  },
  {
    name: '1b a number changed in two ways, whose letters do not overlap',
    base: [ACCESS],
    amendment: (live) => live.replace('24', '25'),
    present: (live) => live.replace('24', '14'),
    becomes: CLASH,
  },
  {
    name: '1b the same, typed letter by letter',
    base: [ACCESS],
    amendment: retype('24', 1, '5'),
    present: retype('24', 0, '1'),
    becomes: CLASH,
  },
  {
    name: '1c both make the same change',
    base: [ACCESS],
    amendment: (live) => live.replace('24 часов', '12 часов'),
    present: (live) => live.replace('24 часов', '12 часов'),
    becomes: ACCESS.replace('24', '12'),
  },
  {
    name: '1d words beside each other',
    base: [ACCESS],
    amendment: (live) => live.replace('в течение', 'не позднее'),
    present: (live) => live.replace('24', '12'),
    becomes: CLASH,
  },
  {
    name: '2 different words of one sentence',
    base: [ACCESS],
    amendment: (live) => live.replace('адвоката', 'адвоката и врача'),
    present: (live) => live.replace('24 часов', '12 часов'),
    becomes: ACCESS.replace('адвоката', 'адвоката и врача').replace('24', '12'),
  },
  {
    name: '2b three words each, in turns',
    base: [ACCESS],
    amendment: (live) =>
      live.replace('обеспечить', 'гарантировать').replace('письменно', 'актом').replace('лицу', 'лицу немедленно'),
    present: (live) => live.replace('24', '12').replace('Отказ', 'Любой отказ').replace('Копия', 'Заверенная копия'),
    becomes: ACCESS.replace('обеспечить', 'гарантировать')
      .replace('письменно', 'актом')
      .replace('лицу', 'лицу немедленно')
      .replace('24', '12')
      .replace('Отказ', 'Любой отказ')
      .replace('Копия', 'Заверенная копия'),
  },
  {
    name: '3 a sentence deleted in which the other edits',
    base: [ACCESS],
    amendment: (live) => live.remove(` ${REFUSAL}`),
    present: (live) => live.replace('письменно', 'письменно с указанием причин'),
    becomes: CLASH,
  },
  {
    name: '3b a paragraph deleted in which the other edits',
    base: [ACCESS, JOURNAL],
    amendment: (live) => live.removeParagraph(1),
    present: (live) => live.replace('русском', 'русском и английском'),
    becomes: CLASH,
  },
  {
    name: '3c a paragraph edited which the text no longer has',
    base: [ACCESS, JOURNAL],
    amendment: (live) => live.replace('русском', 'русском и английском'),
    present: (live) => live.removeParagraph(1),
    becomes: CLASH,
  },
  {
    name: '3d a sentence deleted, the next one edited',
    base: [ACCESS],
    amendment: (live) => live.remove(` ${REFUSAL}`),
    present: (live) => live.replace('вручается', 'немедленно вручается'),
    becomes: ACCESS.replace(` ${REFUSAL}`, '').replace('вручается', 'немедленно вручается'),
  },
  {
    name: '4 both put words at the same point',
    base: [ACCESS],
    amendment: (live) => live.addAfter('адвоката', ' и врача'),
    present: (live) => live.addAfter('адвоката', ' и переводчика'),
    becomes: CLASH,
  },
  {
    name: '4b both put a paragraph at the same place',
    base: [ACCESS],
    amendment: (live) => live.addParagraph(1, JOURNAL),
    present: (live) => live.addParagraph(1, CHECKS),
    becomes: CLASH,
  },
  {
    name: '4c words at the end of a paragraph, a new paragraph behind it',
    base: [ACCESS, JOURNAL],
    amendment: (live) => live.addParagraph(1, CHECKS),
    present: (live) => live.addAfter('лицу', ' под роспись'),
    becomes: text(ACCESS.replace('лицу', 'лицу под роспись'), CHECKS, JOURNAL),
  },
  {
    name: '4d the last word of a paragraph changed, a new paragraph behind it',
    base: [ACCESS, JOURNAL],
    amendment: (live) => live.replace('лицу.', 'гражданину'),
    present: (live) => live.addParagraph(1, CHECKS),
    becomes: text(ACCESS.replace('лицу.', 'гражданину'), CHECKS, JOURNAL),
  },
  {
    name: '4e a paragraph deleted, the last word of the one before it changed',
    base: [ACCESS, JOURNAL, CHECKS],
    amendment: (live) => live.removeParagraph(1),
    present: (live) => live.replace('лицу.', 'гражданину'),
    becomes: text(ACCESS.replace('лицу.', 'гражданину'), CHECKS),
  },
  {
    name: '5 the amendment splits, the text changed in the second half',
    base: [ACCESS],
    amendment: (live) => live.splitAfter('задержания.'),
    present: (live) => live.replace('вручается', 'немедленно вручается'),
    becomes: ACCESS.replace('задержания.', 'задержания.¶').replace('вручается', 'немедленно вручается'),
  },
  {
    name: '5b the text was split, the amendment edits in the second half',
    base: [ACCESS],
    amendment: (live) => live.replace('вручается', 'немедленно вручается'),
    present: (live) => live.splitAfter('задержания.'),
    becomes: ACCESS.replace('задержания.', 'задержания.¶').replace('вручается', 'немедленно вручается'),
  },
  {
    name: '5c the amendment joins, the text changed in what is joined',
    base: [JOURNAL, CHECKS],
    amendment: (live) => live.joinNext(0),
    present: (live) => live.replace('ежемесячно', 'ежеквартально'),
    becomes: JOURNAL + CHECKS.replace('ежемесячно', 'ежеквартально'),
  },
  {
    name: '5d the text was joined, the amendment edits in what is joined',
    base: [JOURNAL, CHECKS],
    amendment: (live) => live.replace('ежемесячно', 'ежеквартально'),
    present: (live) => live.joinNext(0),
    becomes: JOURNAL + CHECKS.replace('ежемесячно', 'ежеквартально'),
  },
  {
    name: '5e two paragraphs joined between which the other puts one',
    base: [JOURNAL, CHECKS],
    amendment: (live) => live.joinNext(0),
    present: (live) => live.addParagraph(1, ACCESS),
    becomes: CLASH,
  },
  {
    name: '5f both split at the same place',
    base: [ACCESS],
    amendment: (live) => live.splitAfter('задержания.'),
    present: (live) => live.splitAfter('задержания.'),
    becomes: ACCESS.replace('задержания.', 'задержания.¶'),
  },
  {
    name: '6 a paragraph moved in which the other edits',
    base: [ACCESS, JOURNAL, CHECKS],
    amendment: (live) => live.move(0, 2),
    present: (live) => live.replace('24', '12'),
    becomes: CLASH,
  },
  {
    name: '6b a paragraph moved, another one edited',
    base: [ACCESS, JOURNAL, CHECKS],
    amendment: (live) => live.move(0, 2),
    present: (live) => live.replace('ежемесячно', 'ежеквартально'),
    becomes: text(JOURNAL, CHECKS.replace('ежемесячно', 'ежеквартально'), ACCESS),
  },
  {
    name: '6c both move the same paragraph, to different places',
    base: [ACCESS, JOURNAL, CHECKS],
    amendment: (live) => live.move(1, 0),
    present: (live) => live.move(1, 2),
    becomes: CLASH,
  },
  {
    name: '6d both move the same paragraph to the same place',
    base: [ACCESS, JOURNAL, CHECKS],
    amendment: (live) => live.move(0, 2),
    present: (live) => live.move(0, 2),
    becomes: text(JOURNAL, CHECKS, ACCESS),
  },
  {
    name: '6e the amendment moves a paragraph and changes a word, the text no longer has it',
    base: [ACCESS, JOURNAL, CHECKS],
    amendment: (live) => live.move(0, 2).replace('24', '12'),
    present: (live) => live.removeParagraph(0),
    becomes: CLASH,
  },
  {
    name: '6f the text moved a paragraph and changed a word, the amendment deletes it',
    base: [ACCESS, JOURNAL, CHECKS],
    amendment: (live) => live.removeParagraph(0),
    present: (live) => live.move(0, 2).replace('24', '12'),
    becomes: CLASH,
  },
  {
    name: '7 words made bold, others changed far away',
    base: [ACCESS],
    amendment: (live) => live.mark('24 часов', 'bold'),
    present: (live) => live.replace('письменно', 'актом'),
    becomes: ACCESS.replace('24 часов', '*24 часов*').replace('письменно', 'актом'),
  },
  {
    name: '7b the same words made bold and italic',
    base: [ACCESS],
    amendment: (live) => live.mark('24 часов', 'bold'),
    present: (live) => live.mark('24 часов', 'italic'),
    becomes: ACCESS.replace('24 часов', '*_24 часов_*'),
  },
  {
    name: '7c a sentence made bold in which the amendment changes a word',
    base: [ACCESS],
    amendment: (live) => live.replace('доступе', 'допуске'),
    present: (live) => live.mark(REFUSAL, 'bold'),
    becomes: ACCESS.replace(REFUSAL, '*Отказ в *допуске* оформляется письменно.*'),
  },
  {
    name: '7d two different links on the same words',
    base: [ACCESS],
    amendment: (live) => live.mark('24 часов', 'link', { href: 'https://a.example' }),
    present: (live) => live.mark('24 часов', 'link', { href: 'https://b.example' }),
    becomes: CLASH,
  },
  {
    name: '7e a level set on a paragraph, words changed in it',
    base: [ACCESS, JOURNAL],
    amendment: (live) => live.setLevel(1, 2),
    present: (live) => live.replace('русском', 'английском'),
    becomes: text(ACCESS, `2>${JOURNAL.replace('русском', 'английском')}`),
  },
  {
    name: '7f two different levels',
    base: [ACCESS, JOURNAL],
    amendment: (live) => live.setLevel(1, 2),
    present: (live) => live.setLevel(1, 1),
    becomes: CLASH,
  },
  {
    name: '8 the same number of hours in Kazakh',
    base: ['Ішкі істер министрлігі адвокатқа 24 сағат ішінде қол жеткізуді қамтамасыз етсін.'],
    language: 'kk',
    amendment: (live) => live.replace('24 сағат', '12 сағат'),
    present: (live) => live.replace('24 сағат', 'үш жұмыс күні'),
    becomes: CLASH,
  },
  {
    name: '9 a sentence written anew in which the other changes a word',
    base: [ACCESS],
    amendment: (live) =>
      live.replace(REFUSAL, 'В случае отказа составляется мотивированный акт, который подписывает дежурный.'),
    present: (live) => live.replace('письменно', 'актом'),
    becomes: CLASH,
  },
  {
    name: '9b both write the sentence anew',
    base: [ACCESS],
    amendment: (live) => live.replace(REFUSAL, 'Отказ следователя в таком доступе немедленно обжалуется в суд.'),
    present: (live) => live.replace(REFUSAL, 'Письменный отказ оформляется в двух экземплярах.'),
    becomes: CLASH,
  },
  {
    name: '9c everything pasted anew with one word changed',
    base: [ACCESS, JOURNAL],
    amendment: (live) => live.pasteAll([ACCESS.replace('24', '48'), JOURNAL]),
    present: (live) => live.replace('русском', 'английском'),
    becomes: text(ACCESS.replace('24', '48'), JOURNAL.replace('русском', 'английском')),
  },
  {
    name: '9d both add the same new sentence in different places',
    base: [ACCESS, JOURNAL, CHECKS],
    amendment: (live) => live.addAfter('лицу.', ' Запись разговора адвоката запрещается.'),
    present: (live) => live.addAfter('ежемесячно.', ' Запись разговора адвоката запрещается.'),
    becomes: CLASH,
  },
  {
    name: '9e one of several equal words deleted',
    base: ['да, да, нет, да'],
    amendment: (live) => live.edit((transform) => transform.delete(1, 5)),
    present: (live) => live.replace('нет', 'возможно'),
    becomes: 'да, возможно, да',
  },
]
