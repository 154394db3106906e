import type { ReactNode } from 'react'
import { shortHash } from '../../shared/short-hash.ts'
import { useWords } from '../language.tsx'
import { type State, StateBadge } from '../ui/StateBadge.tsx'
import type { TextShown } from './data.ts'
import css from './Head.module.css'

type TextHeadProps = {
  /** Null where the question stands for itself. */
  readonly text: TextShown | null
  readonly state: State
  /** Instead of the name: the question that is put names the text too. */
  readonly question?: string
  /** Under the name, where it is not the title. */
  readonly about?: ReactNode
}

/** What a text is called, its title in the first language that has one, and its state. */
export function TextHead({ text, state, question, about }: TextHeadProps) {
  const t = useWords()
  const name = text ? t(`sessions.numbered.${text.kind}`, { number: text.number ?? '' }) : ''
  const titled = text?.words.find(({ title }) => title.trim() !== '')
  return (
    <Head
      name={question ?? name}
      asks={question !== undefined}
      about={about ?? (titled && titled.title !== name ? <span lang={titled.language}>{titled.title}</span> : null)}
    >
      <StateBadge state={state} grows />
      {text ? (
        <span className={css.version}>
          {text.version
            ? `${t('screens.page.version', { number: text.version.number })} · ${shortHash(text.version.hash)}`
            : t('screens.page.liveDraft')}
        </span>
      ) : null}
    </Head>
  )
}

type HeadProps = {
  readonly name: string
  /** It is a question of record, in the councils' voice. */
  readonly asks?: boolean
  readonly about?: ReactNode
  readonly children?: ReactNode
}

export function Head({ name, asks = false, about, children }: HeadProps) {
  return (
    <header className={css.head}>
      <div>
        <h1 className={asks ? css.question : css.name}>{name}</h1>
        {about ? <p className={css.about}>{about}</p> : null}
      </div>
      {children ? <div className={css.state}>{children}</div> : null}
    </header>
  )
}

/** Number and hash of an entry of the record book, whole, to be written down. Source: RULES.md SE21. */
export function RecordHead({ head }: { head: { number: number; hash: string } | null }) {
  const t = useWords()
  if (!head) return null
  return (
    <div className={css.recordHead}>
      <p>{t('screens.page.head', { number: head.number })}</p>
      <code>{head.hash.match(/.{1,8}/g)?.join(' ')}</code>
    </div>
  )
}
