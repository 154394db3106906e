import { expect, test } from 'vitest'
import { outlineDocx } from '../../server/exports/formats/docx.ts'
import type { ThreadFacts } from '../../shared/exports/model.ts'
import { outlineOf } from '../../shared/exports/outline.ts'
import type { ThreadId } from '../../shared/ids.ts'
import { eachLanguage } from '../../shared/language.ts'
import { adopted, amendmentOf, factsOf, inEach, partsOf, textOf } from './facts.ts'
import { docxParagraphs, partOf } from './reading.ts'

const TEXT = 'Examine each person within 24 hours.\nInform the prosecutor of what was found.'
const parts = partsOf(eachLanguage(() => TEXT))
const remark = (author: string, words: string) => ({ author: inEach(author), at: 0, words: inEach(words) })
const thread = (id: string, quote: string | null, changes: Partial<ThreadFacts> = {}): ThreadFacts => ({
  id: id as ThreadId,
  passage: quote === null ? null : { part: 'text', language: 'en', quote, before: '', after: '' },
  resolved: false,
  remarks: [remark('Asel', `About ${id}`)],
  ...changes,
})
const threads = [
  thread('hours', 'within 24 hours'),
  thread('both', 'hours.\nInform', { resolved: true, remarks: [remark('Asel', 'Why?'), remark('Bolat', 'Because')] }),
  thread('lost', 'a sentence that is gone'),
  thread('whole', null),
]
const commented = (language: 'en' | 'ru', amended = false) =>
  outlineDocx(
    outlineOf(
      factsOf({
        texts: [
          textOf(1, {
            parts,
            threads,
            amendments: amended
              ? [
                  amendmentOf(1, {
                    ...parts,
                    text: partsOf(eachLanguage(() => TEXT.replace('24', 'no more than 12'))).text,
                  }),
                ]
              : [],
          }),
        ],
      }),
      language,
    ),
  )

/** The words between the beginning and the end of a comment. */
function under(docx: Uint8Array, number: number): string {
  const body = partOf(docx, 'word/document.xml')
  const from = body.indexOf(`<w:commentRangeStart w:id="${number}"/>`)
  const to = body.indexOf(`<w:commentRangeEnd w:id="${number}"/>`)
  expect(from).toBeGreaterThan(0)
  expect(to).toBeGreaterThan(from)
  return [...body.slice(from, to).matchAll(/<w:(?:t|delText)[^>]*>([^<]*)<|<\/w:p>/g)]
    .map(([whole, words]) => (whole === '</w:p>' ? '\n' : words))
    .join('')
}

test('[EX14] in Word a thread stands on its words, also across paragraphs; its answers under it, done with when it is resolved', () => {
  const docx = commented('en')
  expect(under(docx, 1)).toBe('within 24 hours')
  expect(under(docx, 2)).toBe('hours.\nInform')
  expect(under(docx, 3)).toBe('hours.\nInform')
  const comments = partOf(docx, 'word/comments.xml')
  expect(comments).toContain('w:author="Bolat (en)" w:date="1970-01-01T00:00:00Z" w:initials="Be"')
  const extended = partOf(docx, 'word/commentsExtended.xml')
  expect(extended).toContain('<w15:commentEx w15:paraId="00002000" w15:done="1"/>')
  expect(extended).toContain('<w15:commentEx w15:paraId="00003000" w15:paraIdParent="00002000" w15:done="1"/>')
  expect(docxParagraphs(docx)).toContain('Examine each person within 24 hours.')
  expect(partOf(docx, '[Content_Types].xml')).toContain('/word/commentsExtended.xml')
})

test('[EX14] what is about the whole text, other words or another language stands on its title, and says about what', () => {
  const en = commented('en')
  expect(under(en, 4)).toBe('Title (en)')
  expect(under(en, 5)).toBe('Title (en)')
  expect(partOf(en, 'word/comments.xml')).toContain('On “a sentence that is gone” (Text):')
  const ru = commented('ru')
  expect(under(ru, 1)).toBe('Title (ru)')
  expect(partOf(ru, 'word/comments.xml')).toContain('К словам «within 24 hours» (Текст (английский)):')
})

test('[EX14] [EX7] beside tracked changes a comment keeps its place in the text as it is', () => {
  const docx = commented('en', true)
  expect(under(docx, 1).replaceAll('\n', '')).toContain('within')
  expect(docxParagraphs(docx, 'rejected')).toContain('Examine each person within 24 hours.')
  expect(docxParagraphs(docx, 'accepted')).toContain('Examine each person within no more than 12 hours.')
  expect(under(docx, 2)).toBe('hours.\nInform')
})

test('[EX14] an adopted text has no comments, and a file without any has no part for them', () => {
  const docx = outlineDocx(outlineOf(factsOf({ texts: [textOf(1, { ...adopted(1), parts, threads })] }), 'en'))
  expect(() => partOf(docx, 'word/comments.xml')).toThrow('there is no')
  expect(partOf(docx, 'word/document.xml')).not.toContain('commentRange')
})
