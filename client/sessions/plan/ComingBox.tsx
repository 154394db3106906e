import { Button } from '@mantine/core'
import Check from 'lucide-react/icons/check'
import { useState } from 'react'
import { INTENTIONS } from '../../../shared/sessions/planning.ts'
import { useAct } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import type { SessionDetail } from '../data.ts'
import css from './BeforeSession.module.css'
import { usePreparation } from './data.ts'
import { Forecast } from './Forecast.tsx'

/** Before the session opens: whether one will come, and for who runs it the forecast. */
export function ComingBox({ session }: { session: SessionDetail }) {
  const t = useWords()
  const preparation = usePreparation(session.id).data
  const { run, pending, refusal } = useAct('sessions', 'answer-invitation')
  const [asked, setAsked] = useState<(typeof INTENTIONS)[number] | null>(null)
  if (!preparation) return null
  const { mayAnswer, answer, forecast } = preparation
  if (!mayAnswer && forecast.length === 0) return null
  return (
    <section className={`sheet ${css.box}`} aria-label={t('planning.answers.title')}>
      {mayAnswer ? (
        <>
          <h2>{t('planning.answers.title')}</h2>
          <p className="quiet">{t('planning.answers.hint')}</p>
          <div className={css.choice}>
            {INTENTIONS.map((each) => (
              <Button
                key={each}
                size="md"
                variant={answer === each ? 'filled' : 'default'}
                aria-pressed={answer === each}
                leftSection={answer === each ? <Check size={18} aria-hidden /> : null}
                loading={pending && asked === each}
                onClick={() => {
                  setAsked(each)
                  void run({ session: session.id, answer: each })
                }}
              >
                {t(`planning.answers.${each}`)}
              </Button>
            ))}
          </div>
          {refusal ? <RefusalNote refusal={refusal} /> : null}
        </>
      ) : null}
      <Forecast session={session} />
    </section>
  )
}
