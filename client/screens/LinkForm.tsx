import { Button, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './Links.module.css'

type Props = {
  readonly session: SessionId
  readonly onMade: (link: { id: string; name: string; path: string }) => void
}

/** Makes a link for a screen: where it stands, and one language or two. */
export function LinkForm({ session, onMade }: Props) {
  const t = useWords()
  const { language } = useLanguage()
  const [name, setName] = useState('')
  const [missing, setMissing] = useState(false)
  const [first, setFirst] = useState<Language>(language)
  const [second, setSecond] = useState<Language | ''>('')
  const make = useAct('screens', 'create-link')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const given = name.trim()
    setMissing(given === '')
    if (given === '') return
    const languages = second === '' || second === first ? [first] : [first, second]
    const done = await make.run({ session, name: given, languages })
    if (!done?.ok) return
    setName('')
    onMade({ ...done.value, name: given })
  }
  const named = (each: Language) => ({ value: each, label: t(`recommendations.ownNames.${each}`) })
  return (
    <form className={`sheet ${css.form}`} onSubmit={(event) => void submit(event)} noValidate>
      <TextInput
        label={t('screenLinks.name')}
        description={t('screenLinks.nameHint')}
        error={missing ? t('screenLinks.nameMissing') : null}
        size="md"
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <fieldset className={css.languages}>
        <legend>{t('screenLinks.languages')}</legend>
        <p className="quiet">{t('screenLinks.languagesHint')}</p>
        <div className={css.two}>
          <NativeSelect
            label={t('screenLinks.first')}
            size="md"
            data={LANGUAGES.map(named)}
            value={first}
            onChange={(event) => setFirst(event.currentTarget.value as Language)}
          />
          <NativeSelect
            label={t('screenLinks.second')}
            size="md"
            data={[
              { value: '', label: t('screenLinks.none') },
              ...LANGUAGES.filter((each) => each !== first).map(named),
            ]}
            value={second === first ? '' : second}
            onChange={(event) => setSecond(event.currentTarget.value as Language | '')}
          />
        </div>
      </fieldset>
      {make.refusal ? <RefusalNote refusal={make.refusal} /> : null}
      <Button type="submit" variant="filled" size="md" loading={make.pending}>
        {t('screenLinks.make')}
      </Button>
    </form>
  )
}
