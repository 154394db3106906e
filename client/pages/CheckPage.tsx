import { Link, useParams } from '@tanstack/react-router'
import { formatDate } from '../../shared/messages/format.ts'
import css from '../adoption/Final.module.css'
import { type Check, codeIn, useCheck } from '../adoption/final-data.ts'
import { ShownRound } from '../adoption/ShownRound.tsx'
import { useOfficial } from '../adoption/useOfficial.ts'
import { FinalWords, useLanguage, useWords } from '../language.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Hash } from '../ui/Hash.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { Outside } from './Outside.tsx'

const TONES = { draft: 'stale', adopted: 'adopted', final: 'adopted', superseded: 'rejected' } as const
const KINDS = ['preamble', 'recommendation', 'proposal', 'initiative'] as const

/** What the code on a print says, for everybody. Source: RULES.md AD31. */
export function CheckPage() {
  return (
    <FinalWords>
      <Outside>
        <Checked />
      </Outside>
    </FinalWords>
  )
}

function Checked() {
  const t = useWords()
  const { code } = useParams({ from: '/check/$code' })
  const wanted = codeIn(code)
  const check = useCheck(wanted)
  // Only the server says that a code is none: without it nothing is known of the print.
  if (wanted === null || check.error?.refusal.code === 'not-found')
    return (
      <Page width="text" title={t('final.check.title')}>
        <EmptyState title={t('final.check.unknown')}>{t('final.check.unknownText')}</EmptyState>
      </Page>
    )
  return <Loaded from={check}>{(found) => <Found found={found} />}</Loaded>
}

function Found({ found }: { found: Check }) {
  const t = useWords()
  const official = useOfficial()
  const { language, inMine } = useLanguage()
  const kind = KINDS.find((each) => each === found.kind) ?? 'recommendation'
  return (
    <Page width="text" title={t('final.check.title')}>
      <Notice tone={TONES[found.state]} role="status">
        <p>{t(`final.check.${found.state}`)}</p>
      </Notice>
      <p>
        {inMine(found.sessionTitle)}.{' '}
        {t('final.check.of', {
          kind: t(`sessions.numbered.${kind}`, { number: found.number ?? '' }),
          date: formatDate(language, found.date),
        })}{' '}
        <Hash hash={found.hash} />
      </p>
      {found.now ? (
        <p>
          {t('final.check.now')}:{' '}
          <Link to="/published/$recommendation" params={{ recommendation: found.now.recommendation }}>
            {inMine(found.now.title)}
          </Link>
          , {official(found.now.official)}
        </p>
      ) : null}
      {found.difference.length > 0 ? (
        <section className={css.changes}>
          <h2>{t('final.check.difference')}</h2>
          {found.difference.map((one) => (
            <ShownRound key={one.round} one={one} />
          ))}
        </section>
      ) : null}
    </Page>
  )
}
