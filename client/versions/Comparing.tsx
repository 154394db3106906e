import { SegmentedControl } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import { LANGUAGES, type Language } from '../../shared/language.ts'
import { MOST_COMPARED } from '../../shared/text/difference.ts'
import type { Comparison } from '../../shared/versions/comparison.ts'
import { useLanguage, useWords } from '../language.tsx'
import { PrintButton } from '../ui/PrintButton.tsx'
import { ToolRow } from '../ui/ToolRow.tsx'
import css from './Comparing.module.css'
import { DrawnBy, useDrawing } from './drawing.tsx'
import { Steps } from './Steps.tsx'
import { useStepping } from './useStepping.ts'

type ComparedInProps = { readonly view: Language | 'all'; readonly onChoose: (view: Language | 'all') => void }

/** In which language, or all of them, what changed is shown; and the way to print it. */
export function ComparedIn({ view, onChoose }: ComparedInProps) {
  const t = useWords()
  return (
    <ToolRow>
      <SegmentedControl
        aria-label={t('recommendations.textLanguages')}
        classNames={{ root: css.languages }}
        value={view}
        onChange={(value) => onChoose(LANGUAGES.find((each) => each === value) ?? 'all')}
        data={[
          ...LANGUAGES.map((each) => ({ value: each, label: t(`common.languages.${each}`) })),
          { value: 'all', label: t('compare.all') },
        ]}
      />
      <PrintButton>{t('versions.print')}</PrintButton>
    </ToolRow>
  )
}

/** How much of the work is done, in words and as a line; what takes no time is never seen. Source: RULES.md VE18. */
export function Progress({ share, doing }: { share: number; doing: 'comparing' | 'drawing' }) {
  const t = useWords()
  const percent = Math.floor(share * 100)
  const words = t(`changes.${doing}`, { percent })
  return (
    <div className={`no-print ${css.progress}`}>
      <p>{words}</p>
      <progress aria-label={words} max={100} value={percent} />
    </div>
  )
}

/** What was found, as it is drawn, with the ways from change to change over it. `shown` names what is shown. */
export function Found({ shown, children }: { shown: string; children: ReactNode }) {
  const shownIn = useRef<HTMLElement>(null)
  const [withKeys, setWithKeys] = useState(true)
  const drawing = useDrawing()
  const stepping = useStepping(shownIn, shown, drawing.turns, withKeys)
  return (
    <>
      <Steps stepping={stepping} withKeys={withKeys} onKeys={setWithKeys} />
      {drawing.share < 1 ? <Progress share={drawing.share} doing="drawing" /> : null}
      <article ref={shownIn} className={`sheet ${css.paper}`}>
        <DrawnBy by={drawing} shown={shown}>
          {children}
        </DrawnBy>
      </article>
    </>
  )
}

/** Says where it was not compared word by word. */
export function Coarse({ found }: { found: readonly Comparison[] }) {
  const t = useWords()
  const { language } = useLanguage()
  const coarse = new Set(
    found.flatMap(({ parts }) => Object.values(parts).flatMap(Object.values)).map((one) => one?.coarse),
  )
  const most = MOST_COMPARED.toLocaleString(language)
  return (
    <>
      {coarse.has('all') ? <p className="quiet">{t('changes.coarseAll', { most })}</p> : null}
      {coarse.has('stretch') ? <p className="quiet">{t('changes.coarseStretch')}</p> : null}
    </>
  )
}
