import { Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import Download from 'lucide-react/icons/download'
import type { SessionId } from '../../shared/ids.ts'
import { formatDate, formatDateTime } from '../../shared/messages/format.ts'
import css from '../follow-up/Desk.module.css'
import { type DispatchEntry, type FollowUpDesk, useDesk } from '../follow-up/data.ts'
import { LetterEntry } from '../follow-up/LetterEntry.tsx'
import { LinkMaking } from '../follow-up/LinkMaking.tsx'
import { Sending } from '../follow-up/Sending.tsx'
import { TableReturn } from '../follow-up/TableReturn.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { useSession } from '../sessions/data.ts'
import { Page } from '../ui/Page.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { Loaded } from '../ui/Waiting.tsx'

type Props = { readonly session: SessionId; readonly desk: FollowUpDesk }

function Waiting({ session, desk }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  return (
    <section className={css.section} aria-labelledby="waiting-title">
      <SectionTitle id="waiting-title">{t('followUp.dispatch.waiting')}</SectionTitle>
      {desk.waiting.length === 0 ? <p className="quiet">{t('followUp.dispatch.nothing')}</p> : null}
      <ul className={`sheet ${css.rows}`}>
        {desk.waiting.map((waiting) => (
          <li key={waiting.addressee.id}>
            <div className={css.row}>
              <div>
                <h3>{inMine(waiting.addressee.name)}</h3>
                <p className="quiet">
                  {t('followUp.dispatch.count', { count: waiting.recommendations.length })}:{' '}
                  {waiting.recommendations.map(({ number }) => number).join(', ')}
                </p>
              </div>
              <Sending session={session} waiting={waiting} today={desk.today} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Sent({ session, desk, dispatch }: Props & { dispatch: DispatchEntry }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const { number, sentOn, due, open, clock } = dispatch
  const timezone = useSession(session).data?.timezone ?? 'UTC'
  return (
    <li>
      <div className={css.sent}>
        <div>
          <h3>{inMine(dispatch.addressee.name)}</h3>
          <p className="quiet">
            {t('followUp.dispatch.said', {
              number,
              sentOn: formatDate(language, sentOn),
              due: formatDate(language, due),
            })}
          </p>
          <p>
            {clock === 'overdue' ? <strong>{t('followUp.overview.noneInTime')}. </strong> : null}
            {open === 0 ? t('followUp.dispatch.all') : t('followUp.dispatch.open', { count: open })}
          </p>
          {dispatch.reminded.map(({ kind, at, mailed }) => (
            <p key={`${kind} ${at}`} className="quiet">
              {t(`followUp.dispatch.reminded.${kind}`, { date: formatDateTime(language, at, timezone) })}
              {mailed ? `, ${t('followUp.dispatch.reminded.mailed')}` : null}
            </p>
          ))}
        </div>
        <div className={css.buttons}>
          <LetterEntry session={session} dispatch={dispatch} titles={desk.titles} />
          <Button
            component="a"
            href={`/api/follow-up/form?${new URLSearchParams({ dispatch: dispatch.id, language })}`}
            download
            variant="default"
            size="md"
            leftSection={<Download size={18} aria-hidden />}
          >
            {t('followUp.form.download')}
            <span className="visually-hidden">: {inMine(dispatch.addressee.name)}</span>
          </Button>
          <TableReturn dispatch={dispatch} titles={desk.titles} today={desk.today} />
        </div>
      </div>
      <LinkMaking dispatch={dispatch} mail={desk.mail} timezone={timezone} />
    </li>
  )
}

function Shown(props: Props) {
  const t = useWords()
  return (
    <>
      <Waiting {...props} />
      {props.desk.dispatches.length > 0 ? (
        <section className={css.section} aria-labelledby="sent-title">
          <SectionTitle id="sent-title">{t('followUp.dispatch.sent')}</SectionTitle>
          <ul className={`sheet ${css.rows}`}>
            {props.desk.dispatches.map((dispatch) => (
              <Sent key={dispatch.id} {...props} dispatch={dispatch} />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

/** For the secretariat: what waits to be sent, what was sent, and the ways in which addressees answer. */
export function FollowUpDeskPage() {
  const t = useWords()
  const { session: id } = useParams({ from: '/frame/follow-up/sessions/$session/follow-up/desk' })
  const desk = useDesk(id as SessionId)
  return (
    <Page
      title={t('followUp.deskTitle')}
      width="list"
      above={
        <Link to="/sessions/$session/follow-up" params={{ session: id }}>
          {t('followUp.toTable')}
        </Link>
      }
    >
      <Loaded from={desk}>{(loaded) => <Shown session={id as SessionId} desk={loaded} />}</Loaded>
    </Page>
  )
}
