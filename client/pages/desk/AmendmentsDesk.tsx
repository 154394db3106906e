import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import FilePlus2 from 'lucide-react/icons/file-plus-2'
import Mic from 'lucide-react/icons/mic'
import { useState } from 'react'
import type { RecommendationId } from '../../../shared/ids.ts'
import { type AmendmentSummary, useAmendments } from '../../amendments/data.ts'
import { FloorDialog, type FloorText } from '../../amendments/FloorDialog.tsx'
import { isWaiting } from '../../amendments/ordering.ts'
import { AmendmentWords, useWords } from '../../language.tsx'
import type { SessionDetail } from '../../sessions/data.ts'
import { SectionTitle } from '../../ui/PageTitle.tsx'
import { AmendmentOrder } from './AmendmentOrder.tsx'
import css from './AmendmentsDesk.module.css'

type Props = { readonly session: SessionDetail; readonly chosen: FloorText | null }

/** The amendments to the chosen text, and the new recommendations proposed, in their order of voting, each with what is done with it. Source: RULES.md AM28–AM33. */
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
  const [typing, setTyping] = useState<{ readonly text: FloorText | null } | null>(null)
  if (!listed) return null
  const tabled = listed.amendments.filter(({ stage }) => stage !== 'draft')
  const toText = chosen ? tabled.filter(({ recommendation }) => recommendation === chosen.id) : []
  const toSet = tabled.filter(({ recommendation }) => recommendation === null)
  return (
    <>
      <section className={`sheet ${css.desk}`} aria-labelledby="amendments-title">
        <div className={css.head}>
          <SectionTitle id="amendments-title">{t('amendmentsDesk.title')}</SectionTitle>
          <Link to="/sessions/$session/consolidated" params={{ session: session.id }}>
            {t('amendmentsDesk.all')}
          </Link>
        </div>
        {listed.may.type ? (
          <p className={css.buttons}>
            {chosen ? (
              <Button
                variant="default"
                size="md"
                leftSection={<Mic size={18} aria-hidden />}
                onClick={() => setTyping({ text: chosen })}
              >
                {t('amendmentsDesk.floor.open')}
              </Button>
            ) : null}
            <Button
              variant="subtle"
              size="md"
              leftSection={<FilePlus2 size={18} aria-hidden />}
              onClick={() => setTyping({ text: null })}
            >
              {t('amendmentsDesk.floor.openNew')}
            </Button>
          </p>
        ) : null}
        {chosen ? (
          <Group
            key={chosen.id}
            session={session}
            recommendation={chosen.id}
            amendments={toText}
            mayOrder={listed.may.order}
            opens
          />
        ) : null}
        {toSet.length > 0 ? (
          <>
            <h3>{t('amendmentsDesk.ofSet')}</h3>
            <Group
              session={session}
              recommendation={null}
              amendments={toSet}
              mayOrder={listed.may.order}
              opens={!toText.some(isWaiting)}
            />
          </>
        ) : null}
      </section>
      {typing ? <FloorDialog session={session} text={typing.text} onClose={() => setTyping(null)} /> : null}
    </>
  )
}

type GroupProps = {
  readonly session: SessionDetail
  readonly recommendation: RecommendationId | null
  readonly amendments: readonly AmendmentSummary[]
  readonly mayOrder: boolean
  readonly opens: boolean
}

function Group(props: GroupProps) {
  const t = useWords()
  const { amendments } = props
  const waiting = amendments.filter(isWaiting).length
  if (amendments.length === 0) return <p className="quiet">{t('amendmentsDesk.none')}</p>
  return (
    <>
      {waiting > 0 ? <p className="quiet">{t('amendmentsDesk.waiting', { count: waiting })}</p> : null}
      <AmendmentOrder {...props} />
    </>
  )
}
