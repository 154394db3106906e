import { Button, Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type EarlierOne, REPEAT_WAYS, type RepeatWay } from '../../shared/follow-up/model.ts'
import type { RecommendationId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { RecordWords } from '../ui/RecordWords.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { useEarlierOnes } from './data.ts'
import { EarlierName } from './EarlierName.tsx'
import css from './Repeats.module.css'

type Props = { readonly recommendation: RecommendationId }

const keyOf = ({ kind, id }: EarlierOne): string => `${kind} ${id}`

/** Links an earlier recommendation that is found as one types, in any of the three languages. Source: RULES.md FO20. */
export function EarlierPicker({ recommendation }: Props) {
  const t = useWords()
  const link = useAct('follow-up', 'link-earlier')
  const [opened, setOpened] = useState(false)
  const [way, setWay] = useState<RepeatWay>('repeats')
  const [chosen, setChosen] = useState<EarlierOne | null>(null)
  const save = async () => {
    if (!chosen) return
    const done = await link.run({ recommendation, way, of: chosen })
    if (!done?.ok) return
    setOpened(false)
    setChosen(null)
  }
  return (
    <>
      <Button variant="default" size="md" onClick={() => setOpened(true)}>
        {t('followUp.repeats.link')}
      </Button>
      <ConfirmDialog
        opened={opened}
        title={t('followUp.repeats.link')}
        effect={t('followUp.repeats.effect')}
        verb={t('followUp.repeats.save')}
        reason={chosen ? null : t('followUp.repeats.choose')}
        act={link}
        onConfirm={() => void save()}
        onClose={() => setOpened(false)}
      >
        <Found recommendation={recommendation} chosen={chosen} onChoose={setChosen} />
        <Radio.Group
          label={t('followUp.repeats.way')}
          value={way}
          onChange={(value) => setWay(REPEAT_WAYS.find((each) => each === value) ?? way)}
        >
          {REPEAT_WAYS.map((each) => (
            <Radio key={each} size="md" mt={8} value={each} label={t(`followUp.repeats.ways.${each}`)} />
          ))}
        </Radio.Group>
      </ConfirmDialog>
    </>
  )
}

type FoundProps = Props & {
  readonly chosen: EarlierOne | null
  readonly onChoose: (one: EarlierOne | null) => void
}

function Found({ recommendation, chosen, onChoose }: FoundProps) {
  const t = useWords()
  const [words, setWords] = useState('')
  const found = useEarlierOnes(recommendation, words)
  return (
    <>
      <TextInput
        type="search"
        size="md"
        label={t('followUp.repeats.search')}
        maxLength={200}
        value={words}
        onChange={({ currentTarget: { value } }) => {
          setWords(value)
          // What is not seen any more is not linked.
          onChoose(null)
        }}
      />
      <Loaded from={found}>
        {({ found: all, more }) =>
          all.length === 0 ? (
            <p role="status">{t('followUp.repeats.noneFound')}</p>
          ) : (
            <Radio.Group
              label={t('followUp.repeats.found')}
              value={chosen ? keyOf(chosen) : ''}
              onChange={(value) => onChoose(all.find(({ of }) => keyOf(of) === value)?.of ?? null)}
            >
              <div className={css.found}>
                {all.map(({ of, said, isLinked }) => (
                  <Radio
                    key={keyOf(of)}
                    size="md"
                    value={keyOf(of)}
                    disabled={isLinked}
                    label={
                      <span className={css.choice}>
                        <EarlierName said={said} />
                        <RecordWords value={said.text} />
                        {isLinked ? <span className="quiet">{t('followUp.repeats.linked')}</span> : null}
                      </span>
                    }
                  />
                ))}
              </div>
              {more ? <p className="quiet">{t('followUp.repeats.more')}</p> : null}
            </Radio.Group>
          )
        }
      </Loaded>
    </>
  )
}
