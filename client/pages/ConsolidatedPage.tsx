import { Button, SegmentedControl } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import Printer from 'lucide-react/icons/printer'
import { useState } from 'react'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { isLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import type { ParagraphDifference } from '../../shared/text/difference.ts'
import css from '../amendments/Consolidated.module.css'
import { type AmendmentSummary, useAmendments } from '../amendments/data.ts'
import { StageBadge } from '../amendments/StageBadge.tsx'
import { useAsk } from '../api.ts'
import { useNow } from '../clock.tsx'
import { AmendmentWords, useLanguage, useWords } from '../language.tsx'
import { type RecommendationSummary, useCalled, useRecommendations } from '../recommendations/data.ts'
import { type SessionDetail, useSession } from '../sessions/data.ts'
import { keyed } from '../ui/keyed.ts'
import { Page } from '../ui/Page.tsx'
import { RecordBlocks } from '../ui/RecordBlocks.tsx'
import { StateBadge, shownState } from '../ui/StateBadge.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { Difference } from '../versions/Difference.tsx'
import { DraftStamp } from '../versions/DraftStamp.tsx'

/** The whole set with every tabled amendment at its place, to read and to print. Source: RULES.md AM40. */
export function ConsolidatedPage() {
  return (
    <AmendmentWords>
      <Found />
    </AmendmentWords>
  )
}

function Found() {
  const { session: id } = useParams({ from: '/frame/sessions/$session/consolidated' })
  const session = useSession(id as SessionId)
  const set = useRecommendations(id as SessionId)
  const amendments = useAmendments({ session: id as SessionId })
  return (
    <Loaded from={session}>
      {(found) => (
        <Loaded from={set}>
          {({ recommendations }) => (
            <Loaded from={amendments}>
              {(listed) => (
                <Consolidated
                  session={found}
                  set={recommendations}
                  amendments={listed.amendments.filter(({ stage }) => stage === 'tabled' || stage === 'put')}
                />
              )}
            </Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

type Props = {
  readonly session: SessionDetail
  readonly set: readonly RecommendationSummary[]
  readonly amendments: readonly AmendmentSummary[]
}

/** The hour on a print need not be of this second. */
const STAMPED_EVERY_MS = 60_000

function Consolidated({ session, set, amendments }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const [lang, setLang] = useState<Language>(language)
  const now = useNow(STAMPED_EVERY_MS)
  const proposed = amendments.filter(({ recommendation }) => recommendation === null)
  return (
    <Page
      width="text"
      title={t('amendmentsDesk.consolidated.title')}
      intro={amendments.length > 0 ? t('amendmentsDesk.consolidated.intro') : t('amendmentsDesk.consolidated.none')}
    >
      <DraftStamp version={inMine(session.title)} when={formatDateTime(language, now, session.timezone)} />
      <div className={`no-print ${css.tools}`}>
        <SegmentedControl
          aria-label={t('recommendations.textLanguages')}
          value={lang}
          onChange={(value) => isLanguage(value) && setLang(value)}
          data={LANGUAGES.map((each) => ({ value: each, label: t(`common.languages.${each}`) }))}
        />
        <Button
          variant="default"
          size="md"
          leftSection={<Printer size={18} aria-hidden />}
          onClick={() => window.print()}
        >
          {t('versions.print')}
        </Button>
      </div>
      <div className={`sheet ${css.paper}`}>
        {set.map((text) => (
          <AmendedText
            key={text.id}
            text={text}
            amendments={amendments.filter(({ recommendation }) => recommendation === text.id)}
            lang={lang}
          />
        ))}
        {proposed.map((amendment) => (
          <section key={amendment.id} className={css.text}>
            <h2>
              <Mark amendment={amendment} /> {t('amendmentsDesk.consolidated.new')}
            </h2>
            <Proposed amendment={amendment} lang={lang} parts={['title', 'text']} />
          </section>
        ))}
      </div>
    </Page>
  )
}

function Mark({ amendment }: { amendment: AmendmentSummary }) {
  const t = useWords()
  const { inMine } = useLanguage()
  return (
    <span className={css.mark}>
      {t('amendmentsDesk.consolidated.mark', { number: amendment.number ?? '' })} · {inMine(amendment.mover.name)}
    </span>
  )
}

type TextProps = {
  readonly text: RecommendationSummary
  readonly amendments: readonly AmendmentSummary[]
  readonly lang: Language
}

function AmendedText({ text, amendments, lang }: TextProps) {
  const t = useWords()
  const called = useCalled()
  const present = useAsk('recommendations', 'text', { id: text.id as RecommendationId }).data
  const whole = amendments.filter((each) => each.whole)
  return (
    <section className={css.text} aria-labelledby={`text-${text.id}`}>
      <p className={css.line}>
        <span>{called(text)}</span>
        <StateBadge state={shownState(text)} plain />
      </p>
      <h2 id={`text-${text.id}`} lang={lang}>
        {text.title[lang]}
      </h2>
      {whole.map((amendment) => (
        <p key={amendment.id} className={css.amended}>
          <Mark amendment={amendment} />{' '}
          {t(
            amendment.kind === 'delete' ? 'amendmentsDesk.consolidated.takesOut' : 'amendmentsDesk.consolidated.moves',
          )}
        </p>
      ))}
      {present
        ? (['title', 'text', 'rationale', 'indicator'] as const).map((part) =>
            part === 'title' ? (
              amendments.map((amendment) => (
                <Proposed key={amendment.id} amendment={amendment} lang={lang} parts={['title']} />
              ))
            ) : (
              <AmendedPart
                key={part}
                part={part}
                blocks={present.parts[part][lang]}
                amendments={amendments}
                lang={lang}
              />
            ),
          )
        : null}
    </section>
  )
}

type Part = AmendmentSummary['changes'][number]['part']
type Blocks = Parameters<typeof RecordBlocks>[0]['blocks']
type PartProps = {
  readonly part: Part
  readonly blocks: Blocks
  readonly amendments: readonly AmendmentSummary[]
  readonly lang: Language
}

/** The paragraphs of a part, and under each the amendments that change it; one that changes it alone stands in its place. */
function AmendedPart({ part, blocks, amendments, lang }: PartProps) {
  const changes = amendments.flatMap((amendment) =>
    amendment.changes
      .filter((change) => change.part === part && change.language === lang)
      .map((change) => ({ amendment, change })),
  )
  const at = (place: number) => changes.filter(({ change }) => place >= change.from && place < change.to)
  const before = (place: number) => changes.filter(({ change }) => change.from === place && change.to === place)
  const endsAt = (place: number) => changes.filter(({ change }) => change.to > change.from && change.to - 1 === place)
  const put = (all: typeof changes) =>
    all.map(({ amendment, change }) => (
      <Amended key={amendment.id} amendment={amendment} paragraphs={change.paragraphs} lang={lang} />
    ))
  if (blocks.every(({ content }) => content.length === 0) && changes.length === 0) return null
  return (
    <div className={part === 'text' ? 'record-text' : css.part}>
      {keyed(blocks).map(({ key, value }, place) => {
        const over = at(place)
        const alone = over.length === 1 && over[0]?.change.to === (over[0]?.change.from ?? 0) + 1
        return (
          <div key={key}>
            {put(before(place))}
            {alone ? null : <RecordBlocks blocks={[value]} lang={lang} />}
            {put(endsAt(place))}
          </div>
        )
      })}
      {put(before(blocks.length))}
    </div>
  )
}

type AmendedProps = {
  readonly amendment: AmendmentSummary
  readonly paragraphs: AmendmentSummary['changes'][number]['paragraphs']
  readonly lang: Language
}

function Amended({ amendment, paragraphs, lang }: AmendedProps) {
  return (
    <div className={css.amended}>
      <Mark amendment={amendment} />
      <Difference difference={{ paragraphs: paragraphs as ParagraphDifference[] }} lang={lang} />
    </div>
  )
}

/** What an amendment says in some parts, where no text stands yet. */
function Proposed({ amendment, lang, parts }: { amendment: AmendmentSummary; lang: Language; parts: readonly Part[] }) {
  return amendment.changes
    .filter((change) => parts.includes(change.part) && change.language === lang)
    .map((change) => (
      <div key={change.part} className={css.amended}>
        <Mark amendment={amendment} />
        <StageBadge amendment={amendment} plain />
        <Difference difference={{ paragraphs: change.paragraphs as ParagraphDifference[] }} lang={lang} />
      </div>
    ))
}
