import { Button, MultiSelect } from '@mantine/core'
import { useState } from 'react'
import type { AccountId, SessionId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { Queue } from './data.ts'
import css from './Translations.module.css'

type Props = { readonly session: SessionId; readonly queue: Queue }

/** Who translates into each language; the secretariat names them. Source: RULES.md LA12. */
export function Translators({ session, queue }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  return (
    <section aria-labelledby="translators-title" className={css.section}>
      <SectionTitle id="translators-title">{t('translations.people.title')}</SectionTitle>
      <div className={css.people}>
        {queue.languages.map((each) =>
          queue.mayName ? (
            <Naming
              key={`${each.language} ${each.translators.map(({ account }) => account).join()}`}
              session={session}
              language={each}
              candidates={queue.candidates}
            />
          ) : (
            <div key={each.language}>
              <strong lang={each.language}>{t(`recommendations.ownNames.${each.language}`)}</strong>
              <span className="quiet">
                {each.translators.map(({ name }) => inMine(name)).join(', ') || t('translations.people.nobody')}
              </span>
            </div>
          ),
        )}
      </div>
    </section>
  )
}

type NamingProps = {
  readonly session: SessionId
  readonly language: Queue['languages'][number]
  readonly candidates: Queue['candidates']
}

function Naming({ session, language: { language, translators }, candidates }: NamingProps) {
  const t = useWords()
  const { inMine } = useLanguage()
  const name = useAct('translations', 'name-translators')
  const before: readonly string[] = translators.map(({ account }) => account)
  const [chosen, setChosen] = useState<readonly string[]>(before)
  const isChanged = [...chosen].sort().join() !== [...before].sort().join()
  const known = [
    ...candidates,
    ...translators.filter((one) => !candidates.some(({ account }) => account === one.account)),
  ]
  return (
    <div>
      <MultiSelect
        label={t('translations.people.choose', { language: t(`recommendations.ownNames.${language}`) })}
        placeholder={chosen.length === 0 ? t('translations.people.nobody') : ''}
        searchable
        size="md"
        data={known.map((one) => ({ value: one.account, label: inMine(one.name) }))}
        value={[...chosen]}
        onChange={setChosen}
      />
      {isChanged ? (
        <div className={css.buttons}>
          <Button
            size="md"
            loading={name.pending}
            onClick={() => void name.run({ session, language, accounts: chosen as AccountId[] })}
          >
            {t('translations.people.save')}
          </Button>
          <Button variant="default" size="md" onClick={() => setChosen(before)}>
            {t('common.cancel')}
          </Button>
        </div>
      ) : null}
      {name.refusal ? <RefusalNote refusal={name.refusal} /> : null}
    </div>
  )
}
