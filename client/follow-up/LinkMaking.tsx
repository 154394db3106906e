import { Button, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import { formatDateTime } from '../../shared/messages/format.ts'
import { type Answer, useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './Desk.module.css'
import type { DispatchEntry } from './data.ts'

type Props = {
  readonly dispatch: DispatchEntry
  readonly mail: boolean
  /** In which the hours are said. */
  readonly timezone: string
}

/** Makes the link by which an addressee answers, shows it once, and ends it. */
export function LinkMaking({ dispatch, mail, timezone }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const make = useAct('follow-up', 'make-link')
  const revoke = useAct('follow-up', 'revoke-link')
  const field = useRef<HTMLTextAreaElement>(null)
  const [made, setMade] = useState<Answer<'follow-up', 'make-link'> | null>(null)
  const live = dispatch.links.find(({ state }) => state === 'live')
  const press = async (byMail: boolean) => {
    const done = await make.run({ dispatch: dispatch.id, language, mail: byMail })
    if (done?.ok) setMade(done.value)
  }
  const until = made ? formatDateTime(language, made.until, timezone) : ''
  return (
    <div className={css.link}>
      {dispatch.links.slice(0, 1).map(({ id, state, expiresAt }) => (
        <p key={id} className="quiet">
          {t(`followUp.link.states.${state}`, { date: formatDateTime(language, expiresAt, timezone) })}
        </p>
      ))}
      <div className={css.buttons}>
        <Button variant="default" size="md" loading={make.pending} onClick={() => void press(false)}>
          {t('followUp.link.make')}
          <span className="visually-hidden">: {inMine(dispatch.addressee.name)}</span>
        </Button>
        {mail && dispatch.contact ? (
          <Button variant="default" size="md" loading={make.pending} onClick={() => void press(true)}>
            {t('followUp.link.mail', { contact: dispatch.contact })}
          </Button>
        ) : null}
        {live ? (
          <Button
            variant="subtle"
            size="md"
            loading={revoke.pending}
            onClick={() => void revoke.run({ link: live.id })}
          >
            {t('followUp.link.revoke')}
          </Button>
        ) : null}
      </div>
      {make.refusal ? <RefusalNote refusal={make.refusal} /> : null}
      {revoke.refusal ? <RefusalNote refusal={revoke.refusal} /> : null}
      <div role="status">
        {made?.mailed ? <p>{t('followUp.link.mailed', { until })}</p> : null}
        {made && !made.mailed ? (
          <div className={css.made}>
            <Textarea
              ref={field}
              label={t('followUp.link.made', { until })}
              value={`${location.origin}${made.path}`}
              readOnly
              autosize
            />
            <CopyButton field={field} label={t('followUp.link.copy')} />
          </div>
        ) : null}
      </div>
    </div>
  )
}
