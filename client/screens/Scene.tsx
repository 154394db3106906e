import { useLanguage, useWords } from '../language.tsx'
import { QrCode } from '../ui/QrCode.tsx'
import { AmendmentScene } from './AmendmentScene.tsx'
import { Councils } from './Councils.tsx'
import type { SceneOf, ScreenAnswer } from './data.ts'
import { FitText } from './FitText.tsx'
import { Foot } from './Foot.tsx'
import { Head, RecordHead, TextHead } from './Head.tsx'
import { OutcomeScene } from './OutcomeScene.tsx'
import css from './Scene.module.css'
import { SpeakerNow } from './SpeakerNow.tsx'
import { TrialScene } from './TrialScene.tsx'
import { VoteScene } from './VoteScene.tsx'

/** Sizes of a text at 1920 by 1080, in pixels. */
const TEXT = { most: 72, least: 32 } as const

function Arrival({ answer, shown }: { answer: ScreenAnswer; shown: SceneOf<'arrival'> }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const address = shown.checkIn ? `${shown.checkIn.origin ?? location.origin}${shown.checkIn.path}` : null
  return (
    <>
      <Head name={inMine(answer.session.title)} about={inMine(answer.session.place)} />
      <div className={css.arrival}>
        <div>
          <p className={css.large}>{t(address ? 'screens.page.checkIn' : 'screens.page.planned')}</p>
          {address ? <p className={css.how}>{t('screens.page.checkInHow')}</p> : null}
          {address ? <p className={css.address}>{address.replace(/^https?:\/\//, '')}</p> : null}
          {shown.checkIn?.trust ? (
            <p className={css.address}>{t('screens.page.trustFirst', { address: shown.checkIn.trust })}</p>
          ) : null}
        </div>
        {address ? <QrCode words={address} label={address} className={css.code} /> : null}
      </div>
      <RecordHead head={shown.head} />
      <Foot>
        <Councils councils={shown.councils} />
      </Foot>
    </>
  )
}

function Point({ shown, at }: { shown: SceneOf<'point'>; at: number }) {
  const t = useWords()
  const { inMine } = useLanguage()
  return (
    <>
      <Head name={shown.point ? t('sessions.pointTitle', { number: shown.point.number }) : t('sessions.agenda')} />
      <div className={css.middle}>
        <p className={css.large}>{shown.point ? inMine(shown.point.title) : t('screens.page.noPoint')}</p>
      </div>
      <Foot>
        <Councils councils={shown.councils} />
        {shown.speaker ? <SpeakerNow speaker={shown.speaker} at={at} /> : null}
      </Foot>
    </>
  )
}

function Text({ shown, at }: { shown: SceneOf<'text'>; at: number }) {
  return (
    <>
      <TextHead text={shown.text} state={shown.text.stage} />
      <FitText text={shown.text} {...TEXT} />
      <Foot>
        <Councils councils={shown.councils} />
        {shown.speaker ? <SpeakerNow speaker={shown.speaker} at={at} /> : null}
      </Foot>
    </>
  )
}

function Ended({ answer, shown }: { answer: ScreenAnswer; shown: SceneOf<'ended'> }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const stage = answer.session.stage === 'suspended' ? 'suspended' : 'closed'
  return (
    <>
      <Head name={inMine(answer.session.title)} />
      <div className={css.middle}>
        <p className={css.large}>{t(`screens.page.${stage}`)}</p>
        <RecordHead head={shown.head} />
      </div>
    </>
  )
}

function Closed() {
  const t = useWords()
  return (
    <div className={css.middle} data-alone>
      <h1 className={css.large}>{t('screens.page.closedPoint')}</h1>
    </div>
  )
}

/** What a screen shows at the moment. */
export function Scene({ answer, at }: { answer: ScreenAnswer; at: number }) {
  const { shown } = answer
  switch (shown.scene) {
    case 'trial':
      return <TrialScene shown={shown} />
    case 'arrival':
      return <Arrival answer={answer} shown={shown} />
    case 'point':
      return <Point shown={shown} at={at} />
    case 'closed-point':
      return <Closed />
    case 'amendment':
      return <AmendmentScene shown={shown} at={at} />
    case 'text':
      return <Text shown={shown} at={at} />
    case 'vote':
      return <VoteScene shown={shown} />
    case 'outcome':
      return <OutcomeScene shown={shown} languages={answer.languages} />
    case 'ended':
      return <Ended answer={answer} shown={shown} />
  }
}
