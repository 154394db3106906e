import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { LANGUAGES, type Language, type Localised } from '../../../shared/language.ts'
import { RECOMMENDATION_KINDS, type RecommendationKind } from '../../../shared/recommendations/model.ts'
import type { Answer } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { keyed } from '../../ui/keyed.ts'
import css from '../ImportPage.module.css'

export type Preview = Answer<'recommendations', 'read-lists'>
type Read = Preview['rows'][number]
/** A row of the preview as somebody has corrected it. */
export type Chosen = {
  readonly read: Read
  readonly taken: boolean
  readonly kind: RecommendationKind
  readonly title: Localised
}

type Props = {
  readonly row: Chosen
  readonly languages: readonly Language[]
  /** The number it will get; null: not taken in, or the preamble. */
  readonly number: number | null
  readonly hasPreamble: boolean
  readonly onChange: (row: Chosen) => void
}

/** One number of the lists: its words side by side, the title that is proposed, and whether it is taken in. */
export function PreviewRow({ row, languages, number, hasPreamble, onChange }: Props) {
  const t = useWords()
  const { read, taken, kind, title } = row
  const becomes = !taken
    ? t('lists.left')
    : kind === 'preamble'
      ? t('lists.becomesPreamble')
      : t('lists.becomes', { number: number ?? '' })
  return (
    <li className={`sheet ${css.row}`} data-left={taken ? undefined : true}>
      <div className={css.line}>
        <Checkbox
          size="md"
          aria-label={t('lists.take', { number: read.number })}
          checked={taken}
          onChange={(event) => onChange({ ...row, taken: event.currentTarget.checked })}
        />
        <span className={css.number}>{read.number}</span>
        <span className={css.becomes}>→ {becomes}</span>
        {read.doubled ? <span className={css.none}>{t('lists.doubled', { number: read.number })}</span> : null}
        <NativeSelect
          className={css.kind}
          size="sm"
          aria-label={t('lists.kind', { number: read.number })}
          value={kind}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...row, kind: RECOMMENDATION_KINDS.find((each) => each === value) ?? 'recommendation' })
          }
          data={RECOMMENDATION_KINDS.filter((each) => each !== 'preamble' || !hasPreamble).map((each) => ({
            value: each,
            label: t(`recommendations.kinds.${each}`),
          }))}
        />
      </div>
      <div className={css.columns}>
        {LANGUAGES.filter((language) => languages.includes(language)).map((language) => (
          <div key={language} className={css.column}>
            {read.missing.includes(language) ? (
              <p className={css.none}>
                {t(`common.languages.${language}`)}: {t('lists.noWords')}
              </p>
            ) : (
              <>
                <TextInput
                  size="sm"
                  lang={language}
                  label={t('lists.titleOf', { language: t(`common.languages.${language}`) })}
                  maxLength={500}
                  value={title[language]}
                  onChange={(event) => onChange({ ...row, title: { ...title, [language]: event.currentTarget.value } })}
                />
                <div className={css.words} lang={language}>
                  {keyed(read.paragraphs[language]).map(({ key, value }) => (
                    <p key={key} data-level={value.level || undefined}>
                      {value.words}
                    </p>
                  ))}
                </div>
              </>
            )}
          </div>
        ))}
      </div>
    </li>
  )
}
