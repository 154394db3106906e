import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import type { Language } from '../../shared/language.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { revisionName } from '../../shared/versions/circulation.ts'
import css from '../amendments/Consolidated.module.css'
import { ConsolidatedText } from '../amendments/Consolidated.tsx'
import { type AmendmentSummary, useAmendments, useConsolidated } from '../amendments/data.ts'
import { ProposedText } from '../amendments/ProposedText.tsx'
import { useAsk } from '../api.ts'
import { useNow } from '../clock.tsx'
import { AmendmentWords, useLanguage, useWords } from '../language.tsx'
import { type SessionDetail, useSession } from '../sessions/data.ts'
import { Page } from '../ui/Page.tsx'
import { PrintButton } from '../ui/PrintButton.tsx'
import { ReadLanguage } from '../ui/ReadLanguage.tsx'
import { ToolRow } from '../ui/ToolRow.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { DraftStamp } from '../versions/DraftStamp.tsx'

/** The whole set with every tabled amendment at its place, to read and to print. Source: RULES.md AM40. */
export function ConsolidatedPage() {
  const { session: id } = useParams({ from: '/frame/sessions/$session/consolidated' })
  const session = useSession(id as SessionId)
  const amendments = useAmendments({ session: id as SessionId })
  return (
    <AmendmentWords>
      <Loaded from={session}>
        {(found) => (
          <Loaded from={amendments}>
            {(listed) => (
              <Consolidated session={found} amendments={listed.amendments.filter(({ stage }) => stage !== 'draft')} />
            )}
          </Loaded>
        )}
      </Loaded>
    </AmendmentWords>
  )
}

type Props = { readonly session: SessionDetail; readonly amendments: readonly AmendmentSummary[] }

function Consolidated({ session, amendments }: Props) {
  const t = useWords()
  const { language } = useLanguage()
  const [lang, setLang] = useState<Language>(language)
  const asked = useConsolidated({ session: session.id, language: lang })
  const isWaiting = ({ stage }: AmendmentSummary) => stage === 'tabled' || stage === 'put'
  const proposed = amendments.filter((each) => each.recommendation === null && isWaiting(each))
  return (
    <Page
      width="list"
      title={t('amendmentsDesk.consolidated.title')}
      intro={t(amendments.some(isWaiting) ? 'amendmentsDesk.consolidated.intro' : 'amendmentsDesk.consolidated.none')}
    >
      <Stamp session={session} />
      <ToolRow>
        <ReadLanguage value={lang} onChoose={setLang} />
        <PrintButton>{t('amendmentsDesk.consolidated.print')}</PrintButton>
      </ToolRow>
      <Loaded from={asked}>
        {({ texts }) => (
          <div className={`sheet ${css.paper}`}>
            {texts.map((text) => (
              <ConsolidatedText
                key={text.recommendation}
                text={text}
                amendments={amendments.filter(({ recommendation }) => recommendation === text.recommendation)}
                lang={lang}
              />
            ))}
            {proposed.length > 0 ? <h2 className={css.group}>{t('amendmentsDesk.consolidated.new')}</h2> : null}
            {proposed.map((amendment) => (
              <ProposedText key={amendment.id} amendment={amendment} lang={lang} />
            ))}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

/** The hour on a print need not be of this second. */
const STAMPED_EVERY_MS = 60_000

/** Draft, after which revision, of when, and whose copy. */
function Stamp({ session }: { session: SessionDetail }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const now = useNow(STAMPED_EVERY_MS)
  const [newest] = useAsk('versions', 'revisions', { session: session.id }).data?.revisions ?? []
  const after = newest ? revisionName(newest.number) : inMine(session.title)
  return (
    <DraftStamp
      version={`${after}, ${t('amendmentsDesk.consolidated.stamp')}`}
      when={formatDateTime(language, now, session.timezone)}
    />
  )
}
