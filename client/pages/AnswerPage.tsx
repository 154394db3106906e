import Check from 'lucide-react/icons/check'
import { useCallback, useEffect, useState } from 'react'
import { formatDate } from '../../shared/messages/format.ts'
import { type Acted, act } from '../api.ts'
import { AnswerForm, type AskedByLink } from '../follow-up/AnswerForm.tsx'
import { FollowUpWords, useLanguage, useWords } from '../language.tsx'
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx'
import { Mark } from '../ui/Mark.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useBack } from '../ui/useBack.ts'
import { Waiting } from '../ui/Waiting.tsx'
import css from './AnswerPage.module.css'

/** The secret of a link stands behind the #, which no browser sends and no log has. */
const codeHere = (): string => location.hash.slice(1)

function Answering({ code }: { code: string }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const [read, setRead] = useState<Acted<AskedByLink> | null>(null)
  const [sent, setSent] = useState<number | null>(null)
  const look = useCallback(() => {
    void act('follow-up', 'read-link', { code }).then(setRead)
  }, [code])
  useEffect(look, [look])
  const isBack = useBack(read && !read.ok && read.refusal.code === 'no-connection' ? read : null)
  useEffect(() => {
    if (!isBack) return
    setRead(null)
    look()
  }, [isBack, look])
  if (sent !== null)
    return (
      <Notice tone="adopted" role="status" icon={<Check size={18} aria-hidden />}>
        <p>
          <strong>{t('followUp.answerPage.sent')}</strong> {t('followUp.answerPage.sentCount', { count: sent })}
        </p>
      </Notice>
    )
  if (!read) return <Waiting />
  if (!read.ok) return <RefusalNote refusal={read.refusal} />
  const { addressee, session, number, sentOn, due } = read.value
  return (
    <>
      <p>
        {t('followUp.answerPage.asked', {
          addressee: inMine(addressee.name),
          session: inMine(session),
          number,
          sentOn: formatDate(language, sentOn),
          due: formatDate(language, due),
        })}
      </p>
      <p className="quiet">{t('followUp.answerPage.once')}</p>
      <AnswerForm asked={read.value} code={code} onAdded={look} onSent={setSent} />
    </>
  )
}

function Shown() {
  const t = useWords()
  const [code] = useState(codeHere)
  return (
    <Page title={t('followUp.answerPage.title')} width="text">
      {code ? <Answering code={code} /> : <p role="alert">{t('followUp.answerPage.missing')}</p>}
    </Page>
  )
}

/** Where an addressee answers by its link, without an account. Opening the page uses nothing up; the button does. */
export function AnswerPage() {
  const t = useWords()
  return (
    <div>
      <header className={css.top}>
        <p className={css.name}>
          <Mark size={28} />
          <span>{t('common.product')}</span>
        </p>
        <LanguageSwitch />
      </header>
      <main>
        <FollowUpWords>
          <Shown />
        </FollowUpWords>
      </main>
    </div>
  )
}
