import { Button, TextInput } from '@mantine/core'
import Plus from 'lucide-react/icons/plus'
import { type FormEvent, useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { LANGUAGES, type Localised } from '../../shared/language.ts'
import { plainLetters } from '../../shared/text/plain-letters.ts'
import { MOST_TERM_LETTERS } from '../../shared/translations/model.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { type Term, useGlossary } from './data.ts'
import css from './Translations.module.css'

const NO_WORDS: Localised = { kk: '', ru: '', en: '' }
/** So many terms are found by looking. */
const FEW = 8

/** The agreed terms of a session; whoever keeps them adds, changes and takes out. Source: RULES.md LA13. */
export function Glossary({ session }: { session: SessionId }) {
  const glossary = useGlossary(session)
  return <Loaded from={glossary}>{(loaded) => <Terms session={session} {...loaded} />}</Loaded>
}

type Props = { readonly session: SessionId; readonly terms: readonly Term[]; readonly mayKeep: boolean }

function Terms({ session, terms, mayKeep }: Props) {
  const t = useWords()
  const [sought, setSought] = useState('')
  const [open, setOpen] = useState<Term['id'] | 'new' | null>(null)
  const remove = useAct('translations', 'remove-term')
  const plain = plainLetters(sought)
  const shown = terms.filter(({ words }) => LANGUAGES.some((one) => plainLetters(words[one]).includes(plain)))
  const close = () => setOpen(null)
  return (
    <section aria-labelledby="glossary-title" className={css.section}>
      <SectionTitle id="glossary-title" aside={terms.length > 0 ? terms.length : null}>
        {t('translations.glossary.title')}
      </SectionTitle>
      <p className="quiet">{t('translations.glossary.intro')}</p>
      <div className={css.glossaryHead}>
        {terms.length > FEW ? (
          <TextInput
            label={t('translations.glossary.search')}
            size="md"
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
          />
        ) : null}
        {mayKeep && open !== 'new' ? (
          <Button
            variant="default"
            size="md"
            leftSection={<Plus size={18} aria-hidden />}
            onClick={() => setOpen('new')}
          >
            {t('translations.glossary.add')}
          </Button>
        ) : null}
      </div>
      {open === 'new' ? <TermForm session={session} onDone={close} /> : null}
      {terms.length === 0 ? (
        <EmptyState title={t('translations.glossary.empty')}>{t('translations.glossary.emptyText')}</EmptyState>
      ) : (
        <section className={css.scroll} aria-labelledby="glossary-title">
          <table className={css.table} data-lines>
            <thead>
              <tr>
                {LANGUAGES.map((one) => (
                  <th key={one} scope="col" lang={one}>
                    {t(`recommendations.ownNames.${one}`)}
                  </th>
                ))}
                {mayKeep ? <th aria-label={t('translations.glossary.change')} /> : null}
              </tr>
            </thead>
            <tbody>
              {shown.map((term) =>
                open === term.id ? (
                  <tr key={term.id}>
                    <td colSpan={LANGUAGES.length + 1}>
                      <TermForm session={session} term={term} onDone={close} />
                    </td>
                  </tr>
                ) : (
                  <tr key={term.id}>
                    {LANGUAGES.map((one) => (
                      <td key={one} lang={one} data-language={one}>
                        {term.words[one] || '–'}
                      </td>
                    ))}
                    {mayKeep ? (
                      <td>
                        <span className={css.buttons}>
                          <Button
                            variant="subtle"
                            size="compact-md"
                            aria-label={t('translations.glossary.changeNamed', { term: nameOf(term) })}
                            onClick={() => setOpen(term.id)}
                          >
                            {t('translations.glossary.change')}
                          </Button>
                          <Button
                            variant="subtle"
                            size="compact-md"
                            aria-label={t('translations.glossary.removeNamed', { term: nameOf(term) })}
                            onClick={() => void remove.run({ session, term: term.id })}
                          >
                            {t('translations.glossary.remove')}
                          </Button>
                        </span>
                      </td>
                    ) : null}
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </section>
      )}
      {remove.refusal ? <RefusalNote refusal={remove.refusal} /> : null}
    </section>
  )
}

const nameOf = ({ words }: Term): string => words.ru || words.kk || words.en

function TermForm({ session, term, onDone }: { session: SessionId; term?: Term; onDone: () => void }) {
  const t = useWords()
  const set = useAct('translations', 'set-term')
  const [words, setWords] = useState(term?.words ?? NO_WORDS)
  const [lacks, setLacks] = useState(false)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const isTerm = LANGUAGES.filter((one) => words[one].trim() !== '').length > 1
    setLacks(!isTerm)
    if (!isTerm) return
    const done = await set.run({ session, words, ...(term && { term: term.id }) })
    if (done?.ok) onDone()
  }
  return (
    <form className={css.termForm} onSubmit={(event) => void save(event)}>
      {LANGUAGES.map((one, index) => (
        <TextInput
          key={one}
          label={t(`recommendations.ownNames.${one}`)}
          lang={one}
          size="md"
          maxLength={MOST_TERM_LETTERS}
          value={words[one]}
          error={lacks && index === 0 ? t('translations.glossary.two') : null}
          onChange={(event) => setWords({ ...words, [one]: event.currentTarget.value })}
          {...(index === 0 ? { 'data-autofocus': true, autoFocus: true } : {})}
        />
      ))}
      <div className={css.buttons}>
        <Button type="submit" size="md" loading={set.pending}>
          {t('translations.glossary.save')}
        </Button>
        <Button variant="default" size="md" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
      {set.refusal ? <RefusalNote refusal={set.refusal} /> : null}
    </form>
  )
}
