import { NativeSelect, Textarea } from '@mantine/core'
import { useState } from 'react'
import { LANGUAGES, type Localised } from '../../shared/language.ts'
import { LONGEST_OPINION, type OpinionKind } from '../../shared/votes/opinions.ts'
import type { Doing } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { hasWords } from '../ui/WordsFields.tsx'
import type { VoteDetail } from './data.ts'

type Props = {
  readonly kind: OpinionKind
  readonly vote: VoteDetail
  readonly changing: boolean
  readonly until: string
  readonly words: Localised
  readonly about: string
  readonly act: Doing
  readonly onWords: (words: Localised) => void
  readonly onAbout: (about: string) => void
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** The words of an opinion, in the reader's language first; of the set also which text it is about. */
export function OpinionDialog(props: Props) {
  const { kind, vote, changing, until, words, about, act, onWords, onAbout, onConfirm, onClose } = props
  const t = useWords()
  const { language, inMine } = useLanguage()
  const [missing, setMissing] = useState(false)
  const order = [language, ...LANGUAGES.filter((each) => each !== language)]
  const confirm = () => {
    setMissing(!hasWords(words))
    if (hasWords(words)) onConfirm()
  }
  return (
    <ConfirmDialog
      opened
      title={t(changing ? 'opinions.change' : `opinions.give.${kind}`)}
      effect={`${t(changing ? 'opinions.changeEffect' : `opinions.effects.${kind}`)} ${until}`}
      verb={t(changing ? 'opinions.save' : 'opinions.verb')}
      act={act}
      onConfirm={confirm}
      onClose={onClose}
    >
      {vote.question.texts.length > 0 && !changing ? (
        <NativeSelect
          label={t('opinions.about')}
          size="md"
          value={about}
          onChange={(event) => onAbout(event.currentTarget.value)}
        >
          <option value="">{t('opinions.wholeSet')}</option>
          {vote.question.texts.map((text) => (
            <option key={text.recommendation} value={text.recommendation}>
              {t(`sessions.numbered.${text.kind}`, { number: text.number ?? '' })}. {inMine(text.title)}
            </option>
          ))}
        </NativeSelect>
      ) : null}
      <p>{t('opinions.words')}</p>
      {order.map((each) => (
        <Textarea
          key={each}
          label={t(`common.languages.${each}`)}
          lang={each}
          size="md"
          autosize
          minRows={each === language ? 4 : 2}
          maxRows={12}
          maxLength={LONGEST_OPINION}
          value={words[each]}
          error={missing && each === language ? t('opinions.wordsMissing') : null}
          onChange={(event) => onWords({ ...words, [each]: event.currentTarget.value })}
        />
      ))}
    </ConfirmDialog>
  )
}
