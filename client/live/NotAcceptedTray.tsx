import { Button } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import { formatTime } from '../../shared/messages/format.ts'
import { useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import css from './NotAcceptedTray.module.css'
import type { NotAccepted } from './not-accepted.ts'

const KNOWN_REASONS = ['frozen', 'pen', 'no-right', 'too-large', 'new-epoch'] as const
const reasonKey = (reason: string) => KNOWN_REASONS.find((known) => known === reason) ?? 'other'

type Props = {
  readonly words: readonly NotAccepted[]
  readonly timezone: string
  readonly onRemove: (ids: readonly number[]) => Promise<void>
  /** What else may be done with words that were kept at one moment. */
  readonly more?: (words: readonly NotAccepted[]) => ReactNode
}

/** After the dialog has given focus back by itself. */
const FOCUS_AFTER_MS = 60

/** The words that did not go in, with their place; each can be copied, and stays until its author removes it. */
export function NotAcceptedTray({ words, timezone, onRemove, more }: Props) {
  const t = useWords()
  const [removing, setRemoving] = useState<NotAccepted | null>(null)
  const tray = useRef<HTMLElement>(null)
  if (words.length === 0) return null
  const remove = () => {
    if (removing) void onRemove([removing.id])
    setRemoving(null)
    // The button that was pressed goes with its words: focus stays near, or goes back to the page.
    const next = words.length > 1 ? tray.current : document.getElementById('content')
    setTimeout(() => next?.focus({ preventScroll: true }), FOCUS_AFTER_MS)
  }
  return (
    <section ref={tray} className={css.tray} aria-labelledby="not-accepted" tabIndex={-1} id="not-accepted-tray">
      <SectionTitle id="not-accepted" aside={t('live.notAccepted.count', { count: words.length })}>
        {t('live.notAccepted.title')}
      </SectionTitle>
      <p className={css.intro}>{t('live.notAccepted.intro')}</p>
      {[...Map.groupBy(words, ({ at }) => at)].map(([at, kept]) => (
        <div key={at} className={css.moment}>
          <ul className={css.list}>
            {kept.map((entry) => (
              <li key={entry.id} className={css.entry}>
                <p className={css.place}>
                  {t('recommendations.editor', {
                    part: t(`recommendations.parts.${entry.part}`),
                    language: t(`recommendations.ownNames.${entry.language}`),
                  })}
                  {' · '}
                  {formatTime(entry.at, timezone)}
                  {' · '}
                  {t(`live.notAccepted.reasons.${reasonKey(entry.reason)}`)}
                </p>
                <p className={css.what}>{t(`live.notAccepted.${entry.kind}`)}</p>
                <blockquote className={css.words} lang={entry.language}>
                  {entry.before ? <span className={css.context}>…{entry.before}</span> : null}
                  {entry.kind === 'added' ? <ins>{entry.words}</ins> : <del>{entry.words}</del>}
                  {entry.after ? <span className={css.context}>{entry.after}…</span> : null}
                </blockquote>
                <div className={css.buttons}>
                  <CopyButton words={entry.words} />
                  <Button variant="subtle" size="xs" onClick={() => setRemoving(entry)}>
                    {t('live.notAccepted.remove')}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
          {more?.(kept)}
        </div>
      ))}
      <ConfirmDialog
        opened={removing !== null}
        title={t('live.notAccepted.removeTitle')}
        effect={t('live.notAccepted.removeEffect')}
        verb={t('live.notAccepted.remove')}
        danger
        onConfirm={remove}
        onClose={() => setRemoving(null)}
      />
    </section>
  )
}

function CopyButton({ words }: { words: string }) {
  const t = useWords()
  const [copied, setCopied] = useState<boolean | null>(null)
  return (
    <>
      <Button variant="default" size="xs" onClick={() => void copyWords(words).then(setCopied)}>
        {t(copied ? 'live.notAccepted.copied' : 'live.notAccepted.copy')}
      </Button>
      <span className={copied === false ? css.what : 'visually-hidden'} role="status">
        {copied === null ? null : t(copied ? 'live.notAccepted.copied' : 'live.notAccepted.notCopied')}
      </span>
    </>
  )
}

/** Copies also where the page is not a secure context (a hall's network without TLS). */
async function copyWords(words: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(words)
    return true
  } catch {
    const before = document.activeElement
    const field = document.createElement('textarea')
    field.value = words
    field.style.position = 'fixed'
    field.style.opacity = '0'
    document.body.append(field)
    field.select()
    const done = document.execCommand('copy')
    field.remove()
    if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    return done
  }
}
