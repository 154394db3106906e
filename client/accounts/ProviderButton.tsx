import { Button } from '@mantine/core'
import { type Said, useAct, useAsk } from '../api.ts'
import { SecurityWords, useLanguage, useWords } from '../language.tsx'

type Props = { readonly back: string | undefined; readonly said: Said }

/** Leads to the identity provider of the organisation; drawn only where there is one. Source: RULES.md AC100. */
export default function ProviderButton(props: Props) {
  return (
    <SecurityWords>
      <Leading {...props} />
    </SecurityWords>
  )
}

function Leading({ back = '/', said }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const provider = useAsk('accounts', 'provider', {})
  const begin = useAct('accounts', 'begin-provider', said)
  const name = provider.data?.name
  if (!name) return null
  const press = async () => {
    const begun = await begin.run({ back, language })
    if (begun?.ok) location.assign(begun.value.address)
  }
  return (
    <Button variant="default" size="lg" fullWidth loading={begin.pending} onClick={() => void press()}>
      {t('security.provider.signIn', { name: inMine(name) })}
    </Button>
  )
}
