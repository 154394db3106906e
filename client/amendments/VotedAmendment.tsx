import { Button } from '@mantine/core'
import FilePen from 'lucide-react/icons/file-pen'
import { useState } from 'react'
import type { Language } from '../../shared/language.ts'
import type { Answer } from '../api.ts'
import { AmendmentWords, useLanguage, useWords } from '../language.tsx'
import { Hash } from '../ui/Hash.tsx'
import { RecordBlocks } from '../ui/RecordBlocks.tsx'
import { AmendmentChanges } from './AmendmentChanges.tsx'
import { brief } from './brief.ts'
import css from './VotedAmendment.module.css'

type Voted = NonNullable<Answer<'votes', 'vote'>['question']['amendment']>
type Props = {
  readonly amendment: Voted
  /** It is asked whether words stay. */
  readonly keeps: boolean
}

/** What a vote on an amendment is about: what it changes, and on request the text as amended, whose hash is bound. Source: RULES.md AM31, AM37. */
export function VotedAmendment(props: Props) {
  return (
    <AmendmentWords>
      <Shown {...props} />
    </AmendmentWords>
  )
}

function Shown({ amendment, keeps }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const [whole, setWhole] = useState(false)
  const { changes, amended, hash, kind, whole: isWhole, mover } = amendment
  const languages = [...new Set(changes.map((change) => change.language))]
  const shown: Language = languages.includes(language) ? language : (languages[0] ?? language)
  return (
    <section className={css.box} aria-label={t('amendmentsDesk.sheet.title')}>
      <div className={css.head}>
        <FilePen size={16} aria-hidden />
        <span>{t('amendmentsDesk.sheet.movedBy', { name: inMine(mover.name) })}</span>
        <Hash hash={hash} />
      </div>
      {keeps ? <p className={css.keep}>{t('amendmentsDesk.sheet.keep')}</p> : null}
      {isWhole ? (
        <p>{t(kind === 'delete' ? 'amendmentsDesk.sheet.takesOut' : 'amendmentsDesk.sheet.moves')}</p>
      ) : whole && amended ? (
        <div className="record-text">
          <RecordBlocks blocks={amended.text[shown]} lang={shown} />
        </div>
      ) : (
        <AmendmentChanges changes={brief(changes)} />
      )}
      {amended && !isWhole ? (
        <Button variant="subtle" size="compact-md" aria-pressed={whole} onClick={() => setWhole(!whole)}>
          {t(whole ? 'amendmentsDesk.sheet.hide' : 'amendmentsDesk.sheet.asAmended')}
        </Button>
      ) : null}
    </section>
  )
}
