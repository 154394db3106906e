import { Button } from '@mantine/core'
import { Door } from '../accounts/Door.tsx'
import { useMe } from '../accounts/data.ts'
import { Enrolment } from '../accounts/Enrolment.tsx'
import { useEntered } from '../accounts/useEntered.ts'
import { act, useSaid } from '../api.ts'
import { useWords } from '../language.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Loaded } from '../ui/Waiting.tsx'

/** Where somebody is led whose role needs a second factor, before anything else. */
export function SecondFactorPage() {
  const t = useWords()
  const me = useMe()
  const entered = useEntered()
  const [refusal, setRefusal] = useSaid()
  // Not signed out at the server is not signed out.
  const leave = async () => {
    setRefusal(null)
    const acted = await act('accounts', 'sign-out', {}, { as: me.data?.id })
    if (acted.ok || acted.refusal.code === 'signed-out') entered('/sign-in')
    else setRefusal(acted.refusal)
  }
  return (
    <Door
      foot={
        me.data?.mustEnrol ? (
          <>
            {refusal ? <RefusalNote refusal={refusal} /> : null}
            <Button variant="subtle" size="md" onClick={() => void leave()}>
              {t('accounts.signOut')}
            </Button>
          </>
        ) : null
      }
    >
      <PageTitle>{t('people.factor.title')}</PageTitle>
      <Loaded from={me}>
        {() => (
          <>
            <p>{t('people.factor.must')}</p>
            <Enrolment onDone={() => entered()} />
          </>
        )}
      </Loaded>
    </Door>
  )
}
