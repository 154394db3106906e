import { Button } from '@mantine/core'
import AtSign from 'lucide-react/icons/at-sign'
import { useState } from 'react'
import { piecesOf } from '../../shared/comments/threads.ts'
import type { Localised } from '../../shared/language.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { keyed } from '../ui/keyed.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { useFocusOn } from '../ui/useFocusOn.ts'
import { shownWords } from './names.ts'
import { RemarkForm } from './RemarkForm.tsx'
import css from './Threads.module.css'
import type { Discussed, RemarkEntry } from './threads.ts'

/** The words of a remark with the names of whom it mentions. */
export function RemarkWords({ words, names }: { words: string; names: ReadonlyMap<string, Localised> }) {
  const { inMine } = useLanguage()
  return (
    <p className={css.words}>
      {keyed(piecesOf(words)).map(({ key, value: piece }) => {
        if (!('account' in piece)) return <span key={key}>{piece.words}</span>
        const name = names.get(piece.account)
        return (
          <strong key={key} className={css.mention}>
            @{name ? inMine(name) : piece.account}
          </strong>
        )
      })}
    </p>
  )
}

type Props = {
  readonly remark: RemarkEntry
  readonly people: Discussed['people']
  readonly names: ReadonlyMap<string, Localised>
  readonly toObservers: boolean
  /** It mentions the reader and had not been shown to them. */
  readonly fresh: boolean
  readonly timezone: string
}

/** What one person said: their words, that they were changed and what they were, or that they were withdrawn. */
export function Remark({ remark, people, names, toObservers, fresh, timezone }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const [changing, setChanging] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const change = useAct('comments', 'change-remark')
  const withdraw = useAct('comments', 'withdraw-remark')
  const [row, focusOn] = useFocusOn<HTMLLIElement>()
  const { author, words, earlier } = remark
  const when = (at: number) => formatDateTime(language, at, timezone)
  const nameOf = (account: string) => {
    const name = names.get(account)
    return name ? inMine(name) : account
  }
  const done = () => {
    setChanging(false)
    focusOn('[data-change]')
  }
  return (
    <li ref={row} className={css.remark} data-fresh={fresh || undefined}>
      <p className={css.who}>
        <PersonAvatar account={author.account} name={author.name} size={22} />
        <strong>{inMine(author.name)}</strong>
        <span className="quiet">{when(remark.at)}</span>
        {fresh ? (
          <span className={css.fresh}>
            <AtSign size={13} aria-hidden />
            {t('threads.mentionsYou')}
          </span>
        ) : null}
      </p>
      {words === null ? (
        <p className="quiet">{t('threads.withdrawn', { when: when(remark.withdrawnAt ?? remark.at) })}</p>
      ) : changing ? (
        <RemarkForm
          draft={`change ${remark.id}`}
          label={t('threads.changeLabel')}
          verb={t('threads.save')}
          words={shownWords(words, nameOf)}
          people={people}
          toObservers={toObservers}
          doing={change}
          onSend={async (said) => {
            // Nothing changed is nothing to be told.
            const saved = said === words || (await change.run({ remark: remark.id, words: said }))?.ok === true
            if (saved) done()
            return saved
          }}
          onClose={done}
        />
      ) : (
        <>
          <RemarkWords words={words} names={names} />
          {remark.changedAt === null ? null : earlier.length === 0 ? (
            <p className="quiet">{t('threads.changedAt', { when: when(remark.changedAt) })}</p>
          ) : (
            <details className={css.earlier}>
              <summary>{t('threads.changedAt', { when: when(remark.changedAt) })}</summary>
              {earlier.map((one) => (
                <div key={one.until}>
                  <span className="quiet">{t('threads.until', { when: when(one.until) })}</span>
                  <RemarkWords words={one.words} names={names} />
                </div>
              ))}
            </details>
          )}
          {remark.mayChange ? (
            <div className={`no-print ${css.buttons}`}>
              <Button variant="subtle" size="compact-sm" data-change onClick={() => setChanging(true)}>
                {t('threads.change')}
              </Button>
              <Button variant="subtle" size="compact-sm" onClick={() => setLeaving(true)}>
                {t('threads.withdraw')}
              </Button>
            </div>
          ) : null}
        </>
      )}
      {leaving ? (
        <ConfirmDialog
          opened
          danger
          title={t('threads.withdrawTitle')}
          effect={t('threads.withdrawEffect')}
          verb={t('threads.withdraw')}
          act={withdraw}
          onConfirm={() => void withdraw.run({ remark: remark.id }).then((acted) => acted?.ok && setLeaving(false))}
          onClose={() => setLeaving(false)}
        />
      ) : null}
    </li>
  )
}
