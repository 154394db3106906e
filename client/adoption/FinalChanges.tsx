import { SegmentedControl } from '@mantine/core'
import CaseSensitive from 'lucide-react/icons/case-sensitive'
import CircleHelp from 'lucide-react/icons/circle-help'
import Languages from 'lucide-react/icons/languages'
import PenLine from 'lucide-react/icons/pen-line'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import UserX from 'lucide-react/icons/user-x'
import { CHANGE_CLASSES } from '../../shared/adoption/final.ts'
import type { RecommendationId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { ReadWords } from '../ui/ReadWords.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './Final.module.css'
import type { Change } from './final-data.ts'

const ICONS = {
  typographic: CaseSensitive,
  'language-alignment': Languages,
  'personal-data': UserX,
  correction: PenLine,
} as const satisfies Record<NonNullable<Change['class']>, typeof PenLine>

type Props = {
  readonly recommendation: RecommendationId
  readonly changes: readonly Change[]
  /** A corrigendum may change more than slips. */
  readonly corrects: boolean
  readonly mayClass: boolean
}

/** Every change one by one, with what it is; those of the secretariat say it there. Source: RULES.md AD22. */
export const FinalChanges = ({ changes, ...props }: Props) =>
  changes.length === 0 ? null : (
    <ol className={css.changes}>
      {changes.map((change) => (
        <ChangeRow key={change.key} change={change} {...props} />
      ))}
    </ol>
  )

type RowProps = Omit<Props, 'changes'> & { readonly change: Change }

function ChangeRow({ recommendation, change, corrects, mayClass }: RowProps) {
  const t = useWords()
  const classes = useAct('adoption', 'class-change')
  const possible = CHANGE_CLASSES.filter((each) => each !== 'correction' || corrects)
  return (
    <li className={css.change} data-open={change.class === null || undefined}>
      <ChangeHead change={change} />
      <ChangedWords change={change} />
      {change.weighty ? (
        <p className={css.weighty}>
          <TriangleAlert size={15} aria-hidden /> {t('final.changes.weighty')}
        </p>
      ) : null}
      {mayClass ? (
        <SegmentedControl
          aria-label={t('final.changes.classOf')}
          classNames={{ root: css.classes }}
          size="sm"
          value={change.class ?? ''}
          onChange={(value) => {
            const chosen = possible.find((each) => each === value)
            if (chosen) void classes.run({ recommendation, key: change.key, class: chosen })
          }}
          data={possible.map((each) => ({ value: each, label: t(`final.classes.${each}`) }))}
        />
      ) : null}
      {classes.refusal ? <RefusalNote refusal={classes.refusal} /> : null}
    </li>
  )
}

/** What a change is, and in which part. */
function ChangeHead({ change }: { change: Pick<Change, 'class' | 'part'> }) {
  const t = useWords()
  const Icon = change.class ? ICONS[change.class] : CircleHelp
  return (
    <p className={css.class}>
      <Icon size={16} aria-hidden />
      {t(change.class ? `final.classes.${change.class}` : 'final.changes.unclassed')}
      <span className={css.ofPart}>{t(`recommendations.parts.${change.part}`)}</span>
    </p>
  )
}

/** A change of a text that is published, with its language. */
export function ShownChange({
  change,
}: {
  change: Pick<Change, 'class' | 'part' | 'language' | 'before' | 'after' | 'around'>
}) {
  const t = useWords()
  return (
    <div className={css.shown}>
      <ChangeHead change={change} />
      <p className="quiet">{t(`common.languages.${change.language}`)}</p>
      <ChangedWords change={change} />
    </div>
  )
}

/** What was there and what is there now, told apart without colour, with the words around it. */
function ChangedWords({ change }: { change: Pick<Change, 'before' | 'after' | 'around' | 'language'> }) {
  const t = useWords()
  const { before, after, around } = change
  return (
    <p className={css.words} lang={change.language}>
      …<ReadWords words={around.before} />
      {before ? (
        <del>
          <span className="visually-hidden">{t('common.deleted')} </span>
          <ReadWords words={before} />
        </del>
      ) : null}
      {after ? (
        <ins>
          <span className="visually-hidden">{t('common.added')} </span>
          <ReadWords words={after} />
        </ins>
      ) : null}
      <ReadWords words={around.after} />…
    </p>
  )
}
