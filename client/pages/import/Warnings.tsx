import type { Language } from '../../../shared/language.ts'
import { useWords } from '../../language.tsx'
import { Notice } from '../../ui/Notice.tsx'
import css from '../ImportPage.module.css'
import type { Preview } from './Row.tsx'

/** What somebody must know before the texts are created: nothing of it is settled silently. */
export function Warnings({ preview }: { preview: Preview }) {
  const t = useWords()
  const name = (language: Language) => t(`common.languages.${language}`)
  const said: { key: string; words: string }[] = []
  for (const list of preview.lists) {
    const language = name(list.language)
    const say = (key: string, words: string) => said.push({ key: `${list.language} ${key}`, words })
    if (list.texts === 0) say('none', t('lists.none', { language }))
    if (list.texts > 0 && list.before > 0) say('before', t('lists.before', { language, count: list.before }))
    const { inserted, deleted } = list
    if (inserted + deleted > 0) say('tracked', t('lists.tracked', { language, inserted, deleted }))
    if (list.footnotes > 0) say('footnotes', t('lists.footnotes', { language, count: list.footnotes }))
  }
  for (const number of new Set(preview.rows.filter(({ doubled }) => doubled).map((row) => row.number)))
    said.push({ key: `doubled ${number}`, words: t('lists.doubled', { number }) })
  for (const { key, number, missing } of preview.rows)
    if (missing.length > 0)
      said.push({
        key: `missing ${key}`,
        words: t('lists.missing', { number, languages: missing.map(name).join(', ') }),
      })
  if (said.length === 0) return null
  return (
    <Notice tone="stale">
      <h2>{t('lists.warnings')}</h2>
      <ul className={css.warnings}>
        {said.map(({ key, words }) => (
          <li key={key}>{words}</li>
        ))}
      </ul>
    </Notice>
  )
}
