import { Button } from '@mantine/core'
import { type Said, useAct } from '../api.ts'
import { SecurityWords, useWords } from '../language.tsx'
import { usePasskey } from './usePasskey.ts'

type Props = { readonly label: string; readonly said: Said; readonly onDone: () => void }

/** Signs in with a passkey; drawn only where the browser has them. Source: RULES.md AC59. */
export default function PasskeyButton({ label, said, onDone }: Props) {
  const passkey = usePasskey(said)
  const signIn = useAct('accounts', 'sign-in-by-passkey', said)
  const press = async () => {
    const shown = await passkey.show()
    if (!shown) return
    const done = await signIn.run({ passkey: shown })
    if (done?.ok) onDone()
  }
  return (
    <>
      <Button
        variant="default"
        size="lg"
        fullWidth
        loading={passkey.pending || signIn.pending}
        onClick={() => void press()}
      >
        {label}
      </Button>
      <p role="status">
        {passkey.stopped ? (
          <SecurityWords>
            <Stopped />
          </SecurityWords>
        ) : null}
      </p>
    </>
  )
}

function Stopped() {
  const t = useWords()
  return t('security.passkeys.stopped')
}
