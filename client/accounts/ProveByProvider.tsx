import { Button } from '@mantine/core'
import type { Localised } from '../../shared/language.ts'
import { type Said, useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'

type Props = { readonly name: Localised; readonly said: Said }

/** Leads to the identity provider to show there anew who one is, and back to this page. Source: RULES.md AC108. */
export function ProveByProvider({ name, said }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const begin = useAct('accounts', 'prove-by-provider', said)
  const press = async () => {
    const { pathname, search, hash } = location
    const begun = await begin.run({ back: `${pathname}${search}${hash}`, language })
    if (begun?.ok) location.assign(begun.value.address)
  }
  return (
    <>
      <Button variant="subtle" size="md" loading={begin.pending} onClick={() => void press()}>
        {t('security.stepUp.byProvider', { name: inMine(name) })}
      </Button>
      <p className="quiet">{t('security.stepUp.thenAgain')}</p>
    </>
  )
}
