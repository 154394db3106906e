import type { AccountId } from '../../shared/ids.ts'
import { type Answer, useAsk } from '../api.ts'
import { useWords } from '../language.tsx'
import { AlsoSaid, Reach } from '../ui/Reach.tsx'
import { Loaded } from '../ui/Waiting.tsx'

type ReachAnswer = Answer<'accounts', 'erasure-reach'>

/** What erasing a person would take away; a refusal while they hold a seat, an office or a part. */
export const useErasureReach = (account: AccountId) => useAsk('accounts', 'erasure-reach', { account })

/** What goes and what stays, before somebody decides. Source: RULES.md AC93. */
export function ErasureReach({ from }: { from: Parameters<typeof Loaded<ReachAnswer>>[0]['from'] }) {
  return <Loaded from={from}>{(reach) => <Reached reach={reach} />}</Loaded>
}

function Reached({ reach: { waysIn, signIns, logLines, rolls, also } }: { reach: ReachAnswer }) {
  const t = useWords()
  return (
    <Reach>
      <p>{t('erasing.goes')}</p>
      <ul>
        <li>{t('erasing.contact')}</li>
        <li>{t('erasing.waysIn', { count: waysIn })}</li>
        <li>{t('erasing.signIns', { count: signIns })}</li>
        <li>{t('erasing.logLines', { count: logLines })}</li>
      </ul>
      <p>{t('erasing.stays')}</p>
      {rolls > 0 ? <p>{t('erasing.rolls', { count: rolls })}</p> : null}
      <AlsoSaid title={t('erasing.also')} also={also} />
      <p className="quiet">{t('erasing.notReached')}</p>
    </Reach>
  )
}
