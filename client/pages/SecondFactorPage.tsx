import { Link } from '@tanstack/react-router'
import { Door } from '../accounts/Door.tsx'
import { useMe } from '../accounts/data.ts'
import { Enrolment } from '../accounts/Enrolment.tsx'
import { useEntered } from '../accounts/useEntered.ts'
import { act } from '../api.ts'
import { useWords } from '../language.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Loaded } from '../ui/Waiting.tsx'

/** Where somebody is led whose role needs a second factor, before anything else. */
export function SecondFactorPage() {
  const t = useWords()
  const me = useMe()
  const entered = useEntered()
  const leave = async () => {
    await act('accounts', 'sign-out', {})
    entered('/sign-in')
  }
  return (
    <Door
      foot={
        me.data?.mustEnrol ? (
          <Link to="/sign-in" onClick={() => void leave()}>
            {t('accounts.signOut')}
          </Link>
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
