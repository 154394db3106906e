import type { Language, Localised } from '../language.ts'
import { LANGUAGES } from '../language.ts'
import { formatDate, formatDateTime } from '../messages/format.ts'
import { say } from '../messages/translate.ts'
import { shortHash } from '../short-hash.ts'
import { type Block, type Part, plainText } from '../text/canonical.ts'
import { revisionName } from '../versions/circulation.ts'
import { amendmentOutline } from './amendments-outline.ts'
import { annexWords } from './annexes.ts'
import { earlierOutline, finalSentences, followUpOutline } from './became-outline.ts'
import { checkOutline } from './check-outline.ts'
import { commentsOutline } from './comments-outline.ts'
import { minutesOutline } from './minutes-outline.ts'
import {
  type OpinionFacts,
  OUTLINE_WORDS,
  type Outline,
  type OutlineOpinion,
  type OutlinePart,
  type OutlineText,
  type OutlineWords,
  type SessionFacts,
  type TextFacts,
  type TrackedParagraph,
} from './model.ts'
import { trackedText } from './tracked.ts'
import { voteOutline } from './votes-outline.ts'
import { printable, printableBlocks } from './words.ts'

/**
 * A session in one language: title matter, preamble, recommendations in their order, annexes. The only thing that any format is made
 * from, so that no two formats can say different things. Source: RULES.md EX1–EX6.
 */
export function outlineOf(facts: SessionFacts, language: Language): Outline {
  const { session, head } = facts
  const inMine = (value: Localised) => printable(value[language])
  const texts = facts.texts.map((text) => textOutline(facts, text, language))
  return {
    form: 1,
    language,
    session: {
      id: session.id,
      title: inMine(session.title),
      date: session.date,
      dated: [inMine(session.place), formatDate(language, session.date)].filter((word) => word !== '').join(', '),
    },
    letterhead: letterheadLanguages(language).map((each) => ({
      language: each,
      names: facts.councils.map(({ name }) => printable(name[each])),
    })),
    councils: facts.councils.map(({ id, name }) => ({ id, name: inMine(name) })),
    stamp: facts.texts.some(isDraft) ? stampOf(facts, language) : null,
    madeAt: facts.at,
    agenda: facts.agenda.map(({ number, title }) => ({ number, title: inMine(title) })),
    preamble: texts.find(({ kind }) => kind === 'preamble') ?? null,
    recommendations: texts.filter(({ kind }) => kind !== 'preamble'),
    newTexts: facts.newTexts.map((one) => amendmentOutline(one, null, language, session.timezone)),
    votes: facts.votes.map((vote) => voteOutline(vote, language, session.timezone)),
    opinions: facts.opinions.map((one) => opinionOutline(facts, one, language)),
    minutes: minutesOutline(facts, language),
    record: {
      ...head,
      words: say(language, 'files.recordHead', { number: head.number, hash: head.hash }),
      check: say(language, 'files.check', { head: `${head.number}:${head.hash}` }),
    },
    words: wordsIn(facts, language),
  }
}

/** What is neither adopted nor out of the set. */
const isDraft = ({ source, stage }: TextFacts): boolean => source.kind !== 'adopted' && !isOut(stage)

/** Withdrawn and rejected texts keep their number and show no words. Source: RULES.md EX4. */
const isOut = (stage: TextFacts['stage']): boolean => stage === 'withdrawn' || stage === 'rejected'

/** Kazakh first, beside it the language of the file, or Russian. */
const letterheadLanguages = (language: Language): readonly Language[] => ['kk', language === 'kk' ? 'ru' : language]

function stampOf({ revision, at, reader, session }: SessionFacts, language: Language): string {
  return say(language, 'circulation.stamp', {
    draft: say(language, 'circulation.draft'),
    revision: revision === null ? say(language, 'files.notCirculated') : revisionName(revision),
    when: formatDateTime(language, at, session.timezone),
    name: reader ? printable(reader[language]) : say(language, 'files.operator'),
  })
}

function textOutline(facts: SessionFacts, text: TextFacts, language: Language): OutlineText {
  const { id, kind, number, stage, source, fields } = text
  const title = plainText(text.parts.title[language]).trim()
  const parts = isOut(stage) ? [] : partsOf(text, language)
  const find = <One extends { readonly id: string }>(all: readonly One[], ids: readonly string[]): One[] =>
    ids.flatMap((wanted) => all.find((one) => one.id === wanted) ?? [])
  return {
    id,
    kind,
    number,
    stage,
    name: say(language, `sessions.numbered.${kind}`, { number: number ?? '' }),
    title: title === '' ? say(language, 'adoption.missing') : printable(title).replaceAll('\n', ' '),
    titleIsMissing: title === '',
    state: say(language, `common.states.${stage}`),
    source,
    standing: standingOf(facts, text, language),
    check:
      isOut(stage) || source.kind === 'live'
        ? null
        : checkOutline(text.final?.hash ?? source.hash, facts.origin, language),
    parts,
    addressees: fields.addressees.flatMap(({ id: body, role }) =>
      find(facts.addressees, [body]).map(({ name }) => ({
        id: body,
        name: printable(name[language]),
        role: say(language, `adoption.${role}`),
        leads: role === 'lead',
      })),
    ),
    deadline: fields.deadline === null ? null : { date: fields.deadline, words: formatDate(language, fields.deadline) },
    priority: fields.priority && say(language, `recommendations.fields.priorities.${fields.priority}`),
    findings: find(facts.findings, fields.findings).map((one) => ({ ...one, title: printable(one.title[language]) })),
    standards: find(facts.standards, fields.standards).map(({ instrument, ref }) => printable(`${instrument} ${ref}`)),
    earlier: earlierOutline(text, language),
    themes: find(facts.themes, fields.themes).map(({ name }) => printable(name[language])),
    amendments: isOut(stage)
      ? []
      : text.amendments.map((one) => amendmentOutline(one, text.parts, language, facts.session.timezone)),
    followUp: followUpOutline(facts, text, language),
    comments: source.kind === 'adopted' || isOut(stage) ? [] : commentsOutline(text.threads, parts, language),
  }
}

function standingOf({ session }: SessionFacts, { source, stage, final }: TextFacts, language: Language): string {
  if (source.kind === 'adopted') {
    const time = formatDateTime(language, source.at, session.timezone)
    const adopted = say(language, 'files.adopted', { time, name: printable(source.by[language]) })
    const head = `${source.head.number} · ${shortHash(source.head.hash)}`
    const sentences = final ? finalSentences(final, language, session.timezone) : []
    const hashed = `${say(language, 'files.hash')}: ${source.hash}. ${say(language, 'files.head')}: ${head}.`
    return [adopted, hashed, ...sentences].join(' ')
  }
  const state = say(language, `common.states.${stage}`)
  if (isOut(stage)) return say(language, 'files.out', { state })
  const draft = [say(language, 'circulation.draft'), ...(stage === 'drafting' ? [] : [state])].join(' · ')
  return source.kind === 'live'
    ? `${draft} · ${say(language, 'files.asWritten', { row: source.row })}`
    : `${draft} · ${say(language, 'versions.version', { number: source.number })} · SHA-256 ${shortHash(source.hash)}`
}

const BODY = ['text', 'rationale', 'indicator'] as const satisfies Part[]

/** The parts that have words in any language: so that each language has the same ones. Source: RULES.md EX5. */
function partsOf({ parts, kind, amendments }: TextFacts, language: Language): OutlinePart[] {
  const hasWords = (blocks: readonly Block[]) => plainText(blocks).trim() !== ''
  return BODY.filter((part) => part === 'text' || LANGUAGES.some((each) => hasWords(parts[part][each]))).map((part) => {
    const blocks = parts[part][language]
    const amended = amendments.flatMap((one) =>
      one.amended ? { id: one.id, blocks: one.amended[part][language] } : [],
    )
    const tracked = trackedText(blocks, amended, language)
    return {
      part,
      heading: part === 'text' || kind === 'preamble' ? null : say(language, `files.${part}`),
      missing: hasWords(blocks) ? null : say(language, 'adoption.missing'),
      blocks: printableBlocks(blocks),
      tracked: tracked === null ? null : tracked.map(printableParagraph),
    }
  })
}

const printableParagraph = (paragraph: TrackedParagraph): TrackedParagraph => ({
  ...paragraph,
  runs: paragraph.runs.map((run) => ({ ...run, text: printable(run.text) })),
})

/** In the outline's language, else in the first in which it was said. Source: RULES.md AD10. */
function opinionOutline(
  { session, texts }: SessionFacts,
  { kind, about, name, councils, at, words, voteNumber }: OpinionFacts,
  language: Language,
): OutlineOpinion {
  const said = [language, ...LANGUAGES].find((each) => words[each].trim() !== '') ?? language
  const text = texts.find(({ id }) => id === about)
  const of = text && say(language, `sessions.numbered.${text.kind}`, { number: text.number ?? '' })
  const who = `${printable(name[language])} (${councils.map((each) => printable(each[language])).join('; ')})`
  const on = say(language, 'opinions.onVote', { number: voteNumber })
  const when = formatDateTime(language, at, session.timezone)
  return {
    heading: `${say(language, `opinions.kinds.${kind}`)}: ${[who, ...(of ? [of] : []), on, when].join(', ')}`,
    about,
    language: said,
    paragraphs: printable(words[said])
      .split(/\n+/)
      .filter((line) => line.trim() !== ''),
  }
}

const wordsIn = ({ votes, opinions }: SessionFacts, language: Language): OutlineWords => ({
  ...(Object.fromEntries(OUTLINE_WORDS.map((word) => [word, say(language, `files.words.${word}`)])) as OutlineWords),
  ...annexWords(language, { votes: votes.length > 0, opinions: opinions.length > 0 }),
})
