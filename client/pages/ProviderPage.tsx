import { useQueryClient } from '@tanstack/react-query'
import { Link, useRouter } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import { Door } from '../accounts/Door.tsx'
import { SecondStep } from '../accounts/SecondStep.tsx'
import { useAct } from '../api.ts'
import { SecurityWords, useWords } from '../language.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'

/** What the provider said, behind the #, which no server and no log is told. */
const answerOfAddress = (): string => location.hash.slice(1)

/** Where the identity provider sends people back to: hands in what it said, and leads to where the person meant to go. */
export function ProviderPage() {
  return (
    <SecurityWords>
      <Coming />
    </SecurityWords>
  )
}

function Coming() {
  const t = useWords()
  const router = useRouter()
  const queries = useQueryClient()
  const finish = useAct('accounts', 'finish-provider')
  const { run } = finish
  const [answer] = useState(answerOfAddress)
  const [wanted, setWanted] = useState<string | null>(null)
  // The way back from there leads to the page before, not to an answer that is used up.
  const enter = useCallback(
    (to: string) => {
      queries.clear()
      router.history.replace(to)
    },
    [queries, router],
  )
  useEffect(() => {
    if (!answer) return
    history.replaceState(history.state, '', location.pathname)
    void run({ answer }).then((done) => {
      if (!done?.ok) return
      if (done.value.isIn) enter(done.value.back)
      else setWanted(done.value.back)
    })
  }, [answer, run, enter])
  if (wanted !== null) return <SecondStep onDone={() => enter(wanted)} onBack={() => enter('/sign-in')} />
  const isOver = !answer || finish.refusal !== null
  return (
    <Door foot={t('accounts.help')}>
      <PageTitle>{t(isOver ? 'security.provider.failed' : 'security.provider.coming')}</PageTitle>
      {finish.refusal ? <RefusalNote refusal={finish.refusal} /> : null}
      {answer ? null : <p>{t('security.provider.nothing')}</p>}
      {isOver ? (
        <Link to="/sign-in">{t('security.provider.again')}</Link>
      ) : (
        <p role="status">{t('security.provider.wait')}</p>
      )}
    </Door>
  )
}
