import { Button, NativeSelect } from '@mantine/core'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import { Fragment, useMemo, useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { revisionName } from '../../shared/versions/circulation.ts'
import { idOf, matchTexts } from '../../shared/versions/set-comparison.ts'
import { type Answer, useAsk } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useAddressees, useReferences } from '../recommendations/data.ts'
import { type SessionDetail, useSession } from '../sessions/data.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { Coarse, ComparedIn, Found, Progress } from '../versions/Comparing.tsx'
import { DraftStamp } from '../versions/DraftStamp.tsx'
import { type ReadText, useRevisions } from '../versions/data.ts'
import { Legend } from '../versions/Legend.tsx'
import { Contents, pairOf, SetCounts, whatBecame } from '../versions/SetOverview.tsx'
import { TextOfSet } from '../versions/TextOfSet.tsx'
import { useComparisons } from '../versions/useComparisons.ts'
import css from './CompareSetPage.module.css'

/** The texts as they are now, in place of a revision's number. */
const NOW = 'now'

/** One of the two sets: a revision, or the present texts. */
type Side = { readonly name: string; readonly at: number; readonly texts: readonly ReadText[] }
type Props = { readonly session: SessionDetail; readonly listed: Listed; readonly numbers: Numbers }
type Listed = Answer<'versions', 'revisions'>
type Numbers = { readonly before: string; readonly after: string }

function Shown({ before, after, again, ...props }: Props & { before: Side; after: Side; again: (() => void) | null }) {
  const { session } = props
  const t = useWords()
  const { language, inMine } = useLanguage()
  const [chosen, setChosen] = useState<Language | 'all' | null>(null)
  const view = chosen ?? language
  const languages = view === 'all' ? LANGUAGES : [view]
  const references = useReferences(session.id).data
  const addressees = useAddressees().data?.addressees ?? []
  const matched = useMemo(() => matchTexts(before.texts, after.texts), [before.texts, after.texts])
  const pairs = useMemo(() => matched.map(pairOf), [matched])
  const { found, share } = useComparisons(pairs)
  const when = formatDateTime(language, after.at, session.timezone)
  return (
    <Page width="text" title={`${t('changes.title')} · ${inMine(session.title)}`} above={<Back {...props} />}>
      <DraftStamp version={`${before.name} → ${after.name}`} when={when} />
      <Chosen {...props} />
      <ComparedIn view={view} onChoose={setChosen} />
      {again ? (
        <div className={css.head}>
          <p className="quiet">{t('changes.nowAt', { when })}</p>
          <Button
            className="no-print"
            variant="default"
            size="md"
            leftSection={<RefreshCw size={18} aria-hidden />}
            onClick={again}
          >
            {t('changes.again')}
          </Button>
        </div>
      ) : null}
      {found ? (
        <Fragment key={`${before.name} ${after.name}`}>
          <SetCounts became={whatBecame(matched, found)} found={found} languages={languages} />
          <Coarse found={found} />
          <Contents matched={matched} found={found} lang={view === 'all' ? language : view} />
          <Found shown={view}>
            {matched.map((one, at) => {
              const comparison = found[at]
              return comparison ? (
                <TextOfSet
                  key={idOf(one)}
                  one={one}
                  found={comparison}
                  languages={languages}
                  references={references}
                  addressees={addressees}
                />
              ) : null
            })}
          </Found>
          <Legend />
        </Fragment>
      ) : (
        <Progress share={share} doing="comparing" />
      )}
    </Page>
  )
}

function Back({ session, numbers }: Props) {
  const t = useWords()
  const number = numbers.after === NOW ? numbers.before : numbers.after
  return (
    <Link className="no-print" to="/sessions/$session/rev/$number" params={{ session: session.id, number }}>
      {t('changes.toRevision', { revision: revisionName(Number(number)) })}
    </Link>
  )
}

/** Which two are compared; any other revision may be chosen, and the present texts as the newer. */
function Chosen({ session, listed: { revisions, mayReadPresent }, numbers }: Props) {
  const t = useWords()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const options = revisions.map(({ number, at }) => ({
    value: String(number),
    label: `${revisionName(number)} · ${formatDateTime(language, at, session.timezone)}`,
  }))
  return (
    <div className={css.chosen}>
      {(['before', 'after'] as const).map((which) => (
        <NativeSelect
          key={which}
          size="md"
          label={t(`compare.${which}`)}
          value={numbers[which]}
          onChange={(event) =>
            void navigate({
              to: '/sessions/$session/revisions/$before/$after',
              params: { session: session.id, ...numbers, [which]: event.currentTarget.value },
              replace: true,
              resetScroll: false,
            })
          }
          data={which === 'after' && mayReadPresent ? [{ value: NOW, label: t('changes.now') }, ...options] : options}
        />
      ))}
    </div>
  )
}

function TwoSets(props: Props) {
  const { session, numbers } = props
  const t = useWords()
  const before = useAsk('versions', 'revision', { session: session.id, number: Number(numbers.before) })
  const isNow = numbers.after === NOW
  const after = useAsk('versions', 'revision', isNow ? null : { session: session.id, number: Number(numbers.after) })
  const now = useAsk('versions', 'present', isNow ? { session: session.id } : null)
  const named = (number: number) => ({ name: revisionName(number) })
  return (
    <Loaded from={before}>
      {(was) =>
        isNow ? (
          <Loaded from={now}>
            {(is) => (
              <Shown
                {...props}
                before={{ ...was, ...named(was.number) }}
                after={{ ...is, name: t('changes.now') }}
                again={() => void now.refetch()}
              />
            )}
          </Loaded>
        ) : (
          <Loaded from={after}>
            {(is) => (
              <Shown
                {...props}
                before={{ ...was, ...named(was.number) }}
                after={{ ...is, ...named(is.number) }}
                again={null}
              />
            )}
          </Loaded>
        )
      }
    </Loaded>
  )
}

/** What changed in the whole set between two revisions, or since one. Source: RULES.md VE17. */
export function CompareSetPage() {
  const t = useWords()
  const {
    session: id,
    before,
    after,
  } = useParams({ from: '/frame/comparison/sessions/$session/revisions/$before/$after' })
  const session = useSession(id as SessionId)
  const revisions = useRevisions(id as SessionId)
  return (
    <Loaded from={session}>
      {(found) => (
        <Loaded from={revisions}>
          {(listed) => {
            const isThere = (number: string) => listed.revisions.some((each) => String(each.number) === number)
            return isThere(before) && (after === NOW ? listed.mayReadPresent : isThere(after)) ? (
              <TwoSets session={found} listed={listed} numbers={{ before, after }} />
            ) : (
              <EmptyState title={t('versions.notThere')}>{t('versions.notThereText')}</EmptyState>
            )
          }}
        </Loaded>
      )}
    </Loaded>
  )
}
