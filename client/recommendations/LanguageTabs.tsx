import { Tabs } from '@mantine/core'
import CircleCheck from 'lucide-react/icons/circle-check'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import type { ReactNode } from 'react'
import { isLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import { useWords } from '../language.tsx'
import type { RecommendationSummary } from './data.ts'
import css from './LanguageTabs.module.css'

type States = RecommendationSummary['languages']

const ICONS = { checked: CircleCheck, certified: CircleCheck, stale: RefreshCw } as const
const iconOf = (state: States[Language]) =>
  state === 'checked' || state === 'certified' || state === 'stale' ? ICONS[state] : null

/** A language by its own name, with the state of its text as a word. */
export function LanguageName({ language, state }: { language: Language; state: States[Language] }) {
  const t = useWords()
  const Icon = iconOf(state)
  return (
    <span className={css.name}>
      <span lang={language}>{t(`recommendations.ownNames.${language}`)}</span>
      <span className={css.state} data-state={state}>
        {Icon ? <Icon size={14} aria-hidden /> : null}
        {t(`common.languageStates.${state}`)}
      </span>
    </span>
  )
}

/** The source first, then the others in their usual order. */
export const inTabOrder = (source: Language): readonly Language[] => [
  source,
  ...LANGUAGES.filter((each) => each !== source),
]

type Props = {
  readonly states: States
  readonly source: Language
  readonly chosen: Language
  readonly onChoose: (language: Language) => void
  /** What stands at the row's end, such as "Side by side". */
  readonly end: ReactNode
  readonly children: ReactNode
}

/** The languages of a text as tabs; the words of the chosen one stand under them. */
export function LanguageTabs({ states, source, chosen, onChoose, end, children }: Props) {
  const t = useWords()
  return (
    <Tabs
      value={chosen}
      onChange={(value) => isLanguage(value) && onChoose(value)}
      keepMounted={false}
      classNames={{ list: css.list, tab: css.tab }}
    >
      <div className={css.bar}>
        <Tabs.List aria-label={t('recommendations.textLanguages')}>
          {inTabOrder(source).map((language) => (
            <Tabs.Tab key={language} value={language}>
              <LanguageName language={language} state={states[language]} />
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <div className={css.end}>{end}</div>
      </div>
      {inTabOrder(source).map((language) => (
        <Tabs.Panel key={language} value={language} className={css.panel}>
          {language === chosen ? children : null}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
