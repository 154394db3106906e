import { Link, useParams } from '@tanstack/react-router'
import type { SessionId } from '../../shared/ids.ts'
import { TranslationWords, useWords } from '../language.tsx'
import { useRecommendations } from '../recommendations/data.ts'
import { useSession } from '../sessions/data.ts'
import { useQueue } from '../translations/data.ts'
import { Glossary } from '../translations/Glossary.tsx'
import { SetStates } from '../translations/SetStates.tsx'
import css from '../translations/Translations.module.css'
import { Translators } from '../translations/Translators.tsx'
import { WaitingList } from '../translations/WaitingList.tsx'
import { Page } from '../ui/Page.tsx'
import { Loaded } from '../ui/Waiting.tsx'

function Translations() {
  const t = useWords()
  const { session: id } = useParams({ from: '/frame/sessions/$session/translations' })
  const session = useSession(id as SessionId)
  const queue = useQueue(id as SessionId)
  const set = useRecommendations(id as SessionId)
  return (
    <Page
      title={t('translations.pageTitle')}
      intro={t('translations.pageIntro')}
      width="table"
      above={
        <Link to="/sessions/$session" params={{ session: id }}>
          {t('common.toSession')}
        </Link>
      }
    >
      <Loaded from={session}>
        {(loaded) => (
          <div className={css.page}>
            <Loaded from={queue}>{(waiting) => <WaitingList session={loaded} queue={waiting} />}</Loaded>
            <Loaded from={set}>
              {({ recommendations }) => <SetStates session={loaded.id} set={recommendations} />}
            </Loaded>
            <Loaded from={queue}>{(waiting) => <Translators session={loaded.id} queue={waiting} />}</Loaded>
            <Glossary session={loaded.id} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

/** What waits for the translators of a session, who they are, how far each language is, and the glossary. */
export const TranslationsPage = () => (
  <TranslationWords>
    <Translations />
  </TranslationWords>
)
