import { Button, Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import Ear from 'lucide-react/icons/ear'
import Megaphone from 'lucide-react/icons/megaphone'
import Mic from 'lucide-react/icons/mic'
import Play from 'lucide-react/icons/play'
import Slash from 'lucide-react/icons/slash'
import ThumbsUp from 'lucide-react/icons/thumbs-up'
import { useState } from 'react'
import type { AmendmentId, RecommendationId } from '../../../shared/ids.ts'
import type { Language } from '../../../shared/language.ts'
import { WINDOW_S } from '../../../shared/votes/without-vote.ts'
import { AmendmentChanges } from '../../amendments/AmendmentChanges.tsx'
import { brief } from '../../amendments/brief.ts'
import { type AmendmentSummary, useAmendment, useAmendments } from '../../amendments/data.ts'
import { FloorDialog } from '../../amendments/FloorDialog.tsx'
import { StageBadge } from '../../amendments/StageBadge.tsx'
import { useAct, useAsk, useSaid } from '../../api.ts'
import { AmendmentWords, useLanguage, useWords } from '../../language.tsx'
import type { SessionDetail } from '../../sessions/data.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { MoveButtons } from '../../ui/MoveButtons.tsx'
import { SectionTitle } from '../../ui/PageTitle.tsx'
import { ReasonedButton } from '../../ui/ReasonedButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { useFocusOn } from '../../ui/useFocusOn.ts'
import { VoteOnFloor } from '../../votes/AskedVote.tsx'
import css from './AmendmentsDesk.module.css'

const ICON = 18

type Text = { readonly id: string; readonly sourceLanguage: Language }
type Props = { readonly session: SessionDetail; readonly chosen: Text | null }

/** The amendments to the chosen text, and those to the set, in their order of voting, each with what is done with it. Source: RULES.md AM28–AM33. */
export function AmendmentsDesk(props: Props) {
  return (
    <AmendmentWords>
      <Amendments {...props} />
    </AmendmentWords>
  )
}

function Amendments({ session, chosen }: Props) {
  const t = useWords()
  const listed = useAmendments({ session: session.id }).data
  const [typing, setTyping] = useState<'text' | 'set' | null>(null)
  if (!listed) return null
  const of = (recommendation: string | null) =>
    listed.amendments.filter((each) => each.recommendation === recommendation && each.stage !== 'draft')
  const toSet = of(null)
  return (
    <section className={`sheet ${css.desk}`} aria-labelledby="amendments-title">
      <SectionTitle id="amendments-title">{t('amendmentsDesk.title')}</SectionTitle>
      {listed.may.type ? (
        <p className={css.buttons}>
          <Button
            variant="default"
            size="md"
            leftSection={<Mic size={ICON} aria-hidden />}
            onClick={() => setTyping('text')}
            disabled={chosen === null}
          >
            {t('amendmentsDesk.floor.title')}
          </Button>
        </p>
      ) : null}
      {chosen ? (
        <Ordered
          key={chosen.id}
          session={session}
          recommendation={chosen.id as RecommendationId}
          amendments={of(chosen.id)}
          mayOrder={listed.may.order}
        />
      ) : null}
      {toSet.length > 0 ? (
        <>
          <SectionTitle>{t('amendmentsDesk.ofSet')}</SectionTitle>
          <Ordered session={session} recommendation={null} amendments={toSet} mayOrder={listed.may.order} />
        </>
      ) : null}
      {typing && chosen ? (
        <FloorDialog
          session={session}
          recommendation={chosen.id as RecommendationId}
          source={chosen.sourceLanguage}
          onClose={() => setTyping(null)}
        />
      ) : null}
    </section>
  )
}

type OrderedProps = {
  readonly session: SessionDetail
  readonly recommendation: RecommendationId | null
  readonly amendments: readonly AmendmentSummary[]
  readonly mayOrder: boolean
}

const isOpen = ({ stage }: AmendmentSummary) => stage === 'tabled' || stage === 'put'

function Ordered({ session, recommendation, amendments, mayOrder }: OrderedProps) {
  const t = useWords()
  const order = useAct('amendments', 'order')
  const [list, focusOn] = useFocusOn<HTMLOListElement>()
  const waiting = amendments.filter(isOpen)
  const decided = amendments.filter((each) => !isOpen(each))
  const [shown, setShown] = useState<AmendmentId | null>(null)
  const first = shown ?? waiting[0]?.id ?? null
  const set = (next: readonly AmendmentSummary[]) =>
    order.run({ session: session.id, recommendation, amendments: [...next, ...decided].map(({ id }) => id) })
  const move = (at: number, by: -1 | 1) => {
    const next = [...waiting]
    const [one] = next.splice(at, 1)
    if (!one) return
    next.splice(at + by, 0, one)
    void set(next).then(() => focusOn(`[data-amendment="${one.id}"] [data-by="${by}"]`))
  }
  const furthest = [...waiting].sort((one, other) => other.distance - one.distance)
  const isFurthest = furthest.every((each, at) => each.id === waiting[at]?.id)
  if (amendments.length === 0) return <p className="quiet">{t('amendmentsDesk.none')}</p>
  return (
    <>
      {waiting.length > 0 ? <p className="quiet">{t('amendmentsDesk.waiting', { count: waiting.length })}</p> : null}
      <ol className={css.list} ref={list}>
        {waiting.map((each, at) => (
          <li key={each.id} data-amendment={each.id}>
            <Row
              session={session}
              amendment={each}
              among={amendments}
              opened={first === each.id}
              mayOrder={mayOrder}
              onOpen={() => setShown(first === each.id ? null : each.id)}
              ends={{ isFirst: at === 0, isLast: at === waiting.length - 1 }}
              onMove={(by) => move(at, by)}
            />
          </li>
        ))}
      </ol>
      {mayOrder && waiting.length > 1 && !isFurthest ? (
        <ReasonedButton
          effect={t('amendmentsDesk.furthestEffect')}
          pending={order.pending}
          onPress={() => void set(furthest)}
        >
          {t('amendmentsDesk.furthest')}
        </ReasonedButton>
      ) : null}
      {order.refusal ? <RefusalNote refusal={order.refusal} /> : null}
      <ul className={css.decided}>
        {decided.map((each) => (
          <li key={each.id}>
            <AmendmentLink session={session} amendment={each} />
            <StageBadge amendment={each} plain />
          </li>
        ))}
      </ul>
    </>
  )
}

const useNumbered = () => {
  const t = useWords()
  return ({ number }: AmendmentSummary) => t('amendments.name', { number: number ?? '' })
}

function AmendmentLink({ session, amendment }: { session: SessionDetail; amendment: AmendmentSummary }) {
  const numbered = useNumbered()
  return (
    <Link to="/sessions/$session/amendments/$amendment" params={{ session: session.id, amendment: amendment.id }}>
      {numbered(amendment)}
    </Link>
  )
}

type RowProps = {
  readonly session: SessionDetail
  readonly amendment: AmendmentSummary
  readonly among: readonly AmendmentSummary[]
  readonly opened: boolean
  readonly mayOrder: boolean
  readonly ends: { readonly isFirst: boolean; readonly isLast: boolean }
  readonly onOpen: () => void
  readonly onMove: (by: -1 | 1) => void
}

function Row({ session, amendment, among, opened, mayOrder, ends, onOpen, onMove }: RowProps) {
  const t = useWords()
  const { inMine } = useLanguage()
  const numbered = useNumbered()
  const what = numbered(amendment)
  const running = amendment.vote && amendment.stage === 'put' ? amendment.vote.id : null
  return (
    <div className={css.row}>
      <div className={css.head}>
        <AmendmentLink session={session} amendment={amendment} />
        <span className="quiet">
          {inMine(amendment.mover.name)} · {t('amendmentsDesk.distance', { count: amendment.distance })}
        </span>
        <StageBadge amendment={amendment} plain />
        {mayOrder ? (
          <MoveButtons
            labels={{ up: t('amendmentsDesk.up', { what }), down: t('amendmentsDesk.down', { what }) }}
            mayMove={(by) => (by < 0 ? !ends.isFirst : !ends.isLast)}
            onMove={onMove}
          />
        ) : null}
        <Button variant="subtle" size="compact-md" aria-expanded={opened} onClick={onOpen}>
          {t('amendmentsDesk.open')}
        </Button>
      </div>
      <Marks amendment={amendment} among={among} />
      {opened ? (
        <>
          <AmendmentChanges changes={brief(amendment.changes)} />
          {running ? (
            <VoteOnFloor id={running} session={session} />
          ) : (
            <Acts session={session} amendment={amendment} among={among} mayOrder={mayOrder} />
          )}
        </>
      ) : null}
    </div>
  )
}

/** What it falls with, what leaves it no room, and whether it waits for a word. */
function Marks({ amendment, among }: Pick<RowProps, 'amendment' | 'among'>) {
  const t = useWords()
  const numbered = useNumbered()
  const names = (ids: readonly AmendmentId[]) =>
    among
      .filter((each) => ids.includes(each.id) && isOpen(each))
      .map(numbered)
      .join(', ')
  const falls = names(amendment.fallsWith)
  const clashes = names(amendment.clashesWith)
  return (
    <p className={css.marks}>
      {falls ? <span>{t('amendmentsDesk.fallsIf', { what: falls })}</span> : null}
      {clashes ? <span>{t('amendmentsDesk.noRoom', { what: clashes })}</span> : null}
      {amendment.moved === 'unconfirmed' ? <span>{t('amendmentsDesk.unconfirmed')}</span> : null}
      {amendment.clashes > 0 ? (
        <Link
          to="/sessions/$session/amendments/$amendment/review"
          params={{ session: amendment.session, amendment: amendment.id }}
        >
          {t('amendmentsDesk.review')}
        </Link>
      ) : null}
    </p>
  )
}

function Acts({ session, amendment, among, mayOrder }: Pick<RowProps, 'session' | 'amendment' | 'among' | 'mayOrder'>) {
  const t = useWords()
  const { inMine } = useLanguage()
  const id = amendment.id
  const may = useAmendment(id).data?.may
  const asks = session.may.run || session.may.noteAttendance
  const prepared = useAsk('votes', 'prepare-question', asks ? { kind: 'adopt-amendment', amendment: id } : null).data
  const said = useSaid()
  const open = useAct('votes', 'open-question', said)
  const silent = useAct('votes', 'ask-without-vote', said)
  const fall = useAct('amendments', 'fall', said)
  const confirm = useAct('amendments', 'confirm', said)
  const [refusal] = said
  if (!session.may.run || !may) return null
  const off = prepared && !prepared.mayOpen.ok ? prepared.mayOpen : null
  const question = { kind: 'adopt-amendment', amendment: id } as const
  const hash = prepared?.hash ? { hash: prepared.hash } : {}
  return (
    <div className={css.acts}>
      <ReasonedButton
        icon={<Play size={ICON} aria-hidden />}
        variant="filled"
        effect={t(amendment.kind === 'separate-vote' ? 'amendmentsDesk.putKeepEffect' : 'amendmentsDesk.putEffect')}
        reason={off ? inMine(off.message) : null}
        rule={off?.rule ?? null}
        pending={open.pending}
        onPress={() => void open.run({ question, ...hash })}
      >
        {t('amendmentsDesk.put')}
      </ReasonedButton>
      {off ? null : (
        <ReasonedButton
          icon={<Ear size={ICON} aria-hidden />}
          effect={t('votes.window.askEffect', { count: WINDOW_S.usual })}
          pending={silent.pending}
          onPress={() => void silent.run({ question, ...hash })}
        >
          {t('amendmentsDesk.ask')}
        </ReasonedButton>
      )}
      {may.accept ? <Accept id={id} /> : null}
      {may.confirm ? (
        <ReasonedButton
          icon={<Megaphone size={ICON} aria-hidden />}
          effect={t('amendmentsDesk.readOutEffect')}
          pending={confirm.pending}
          onPress={() => void confirm.run({ amendment: id })}
        >
          {t('amendmentsDesk.readOut')}
        </ReasonedButton>
      ) : null}
      {may.fall ? (
        <ReasonedButton
          icon={<Slash size={ICON} aria-hidden />}
          effect={t('amendmentsDesk.fallEffect')}
          pending={fall.pending}
          onPress={() => void fall.run({ amendment: id })}
        >
          {t('amendmentsDesk.fall')}
        </ReasonedButton>
      ) : null}
      {refusal ? <RefusalNote refusal={refusal} /> : null}
      {mayOrder ? <FallsWith amendment={amendment} among={among} /> : null}
    </div>
  )
}

function Accept({ id }: { id: AmendmentId }) {
  const t = useWords()
  const accept = useAct('amendments', 'accept')
  const [asked, setAsked] = useState(false)
  return (
    <>
      <ReasonedButton
        icon={<ThumbsUp size={ICON} aria-hidden />}
        effect={t('amendmentsDesk.acceptEffect')}
        onPress={() => setAsked(true)}
      >
        {t('amendmentsDesk.accept')}
      </ReasonedButton>
      <ConfirmDialog
        opened={asked}
        title={t('amendmentsDesk.accept')}
        effect={t('amendmentsDesk.acceptEffect')}
        verb={t('amendmentsDesk.accept')}
        act={accept}
        onConfirm={() => void accept.run({ amendment: id }).then((done) => done?.ok && setAsked(false))}
        onClose={() => setAsked(false)}
      />
    </>
  )
}

/** Marks with whose adoption it falls; those that leave it no room come first. */
function FallsWith({ amendment, among }: Pick<RowProps, 'amendment' | 'among'>) {
  const t = useWords()
  const numbered = useNumbered()
  const mark = useAct('amendments', 'mark-falls')
  const others = among
    .filter((each) => each.id !== amendment.id && isOpen(each))
    .sort((one, other) => Number(meets(other)) - Number(meets(one)))
  function meets({ id }: AmendmentSummary): boolean {
    return amendment.clashesWith.includes(id) || amendment.fallsWith.includes(id)
  }
  const toggle = (id: AmendmentId, isOn: boolean) =>
    void mark.run({
      amendment: amendment.id,
      fallsWith: isOn ? [...amendment.fallsWith, id] : amendment.fallsWith.filter((each) => each !== id),
    })
  return (
    <div className={css.falls}>
      {others.filter(meets).map((each) => (
        <Checkbox
          key={each.id}
          size="md"
          label={t('amendmentsDesk.fallsMark', { what: numbered(each) })}
          checked={amendment.fallsWith.includes(each.id)}
          onChange={(event) => toggle(each.id, event.currentTarget.checked)}
        />
      ))}
      {mark.refusal ? <RefusalNote refusal={mark.refusal} /> : null}
    </div>
  )
}
