import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import {
  MOST_NUMBER_LETTERS,
  MOST_SIGNATURE_LETTERS,
  MOST_WORDS,
  POSITIONS,
  type Position,
} from '../../shared/follow-up/model.ts'
import { lacksReasons } from '../../shared/follow-up/rules.ts'
import type { RecommendationId, SessionId } from '../../shared/ids.ts'
import { isLanguage, LANGUAGES } from '../../shared/language.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { useRecordWords } from '../ui/RecordWords.tsx'
import css from './Desk.module.css'
import type { DispatchEntry, FollowUpDesk } from './data.ts'

type Props = { readonly session: SessionId; readonly dispatch: DispatchEntry; readonly titles: FollowUpDesk['titles'] }
type Said = { readonly position: Position | null; readonly words: string }
const NOTHING: Said = { position: null, words: '' }

/** Enters a letter of an addressee: one letter, several answers. */
export function LetterEntry({ session, dispatch, titles }: Props) {
  const t = useWords()
  const { language: mine, inMine } = useLanguage()
  const title = useRecordWords()
  const note = useAct('follow-up', 'note-letter')
  const [opened, setOpened] = useState(false)
  const [language, setLanguage] = useState(mine)
  const [fields, setFields] = useState({ theirNumber: '', theirDate: '', ourNumber: '', receivedOn: '', signedBy: '' })
  const [said, setSaid] = useState<ReadonlyMap<RecommendationId, Said>>(new Map())
  const answers = [...said].flatMap(([recommendation, { position, words }]) =>
    position ? [{ recommendation, position, words }] : [],
  )
  const lacking = answers.some(lacksReasons)
  const isWhole = Object.values(fields).every((value) => value.trim() !== '') && answers.length > 0 && !lacking
  const field = (name: keyof typeof fields) => ({
    value: fields[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setFields({ ...fields, [name]: value }),
  })
  const save = async () => {
    const done = await note.run({ session, addressee: dispatch.addressee.id, language, ...fields, answers })
    if (!done?.ok) return
    setOpened(false)
    setSaid(new Map())
  }
  return (
    <>
      <Button variant="default" size="md" onClick={() => setOpened(true)}>
        {t('followUp.letter.verb')}
        <span className="visually-hidden">: {inMine(dispatch.addressee.name)}</span>
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t('followUp.letter.title', { addressee: inMine(dispatch.addressee.abbr) })}
        effect={inMine(dispatch.addressee.name)}
        verb={t('followUp.letter.save')}
        reason={lacking ? t('refusals.reason-missing') : isWhole ? null : t('followUp.dispatch.missing')}
        act={note}
        onConfirm={() => void save()}
        onClose={() => setOpened(false)}
      >
        <TextInput label={t('followUp.letter.theirNumber')} maxLength={MOST_NUMBER_LETTERS} {...field('theirNumber')} />
        <TextInput type="date" label={t('followUp.letter.theirDate')} {...field('theirDate')} />
        <TextInput label={t('followUp.letter.ourNumber')} maxLength={MOST_NUMBER_LETTERS} {...field('ourNumber')} />
        <TextInput type="date" label={t('followUp.letter.receivedOn')} {...field('receivedOn')} />
        <TextInput label={t('followUp.letter.signedBy')} maxLength={MOST_SIGNATURE_LETTERS} {...field('signedBy')} />
        <NativeSelect
          label={t('followUp.letter.language')}
          value={language}
          onChange={({ currentTarget: { value } }) => isLanguage(value) && setLanguage(value)}
          data={LANGUAGES.map((value) => ({ value, label: t(`common.languages.${value}`) }))}
        />
        <fieldset className={css.answers}>
          <legend>{t('followUp.letter.answers')}</legend>
          {titles
            .filter(({ id }) => dispatch.recommendations.some((one) => one === id))
            .map(({ id, number, title: words }) => {
              const one = said.get(id) ?? NOTHING
              const change = (next: Partial<Said>) => setSaid(new Map([...said, [id, { ...one, ...next }]]))
              return (
                <div key={id}>
                  <NativeSelect
                    label={`${number}. ${title(words).words}`}
                    value={one.position ?? ''}
                    onChange={({ currentTarget: { value } }) =>
                      change({ position: POSITIONS.find((each) => each === value) ?? null })
                    }
                    data={[
                      { value: '', label: t('followUp.letter.notIn') },
                      ...POSITIONS.map((value) => ({ value, label: t(`followUp.positions.${value}`) })),
                    ]}
                  />
                  {one.position ? (
                    <Textarea
                      label={t('followUp.letter.reasons')}
                      value={one.words}
                      maxLength={MOST_WORDS}
                      autosize
                      minRows={2}
                      maxRows={8}
                      onChange={({ currentTarget }) => change({ words: currentTarget.value })}
                    />
                  ) : null}
                </div>
              )
            })}
        </fieldset>
      </ConfirmDialog>
    </>
  )
}
