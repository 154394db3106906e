import type { AmendmentId } from '../../../shared/ids.ts'
import { useAct, useAsk, useSaid } from '../../api.ts'
import { useLanguage } from '../../language.tsx'
import type { SessionDetail } from '../../sessions/data.ts'

/** Puts an amendment to the vote, or asks whether anybody objects; and why neither may be done now. Source: RULES.md AM31. */
export function usePut(session: SessionDetail, amendment: AmendmentId | null) {
  const { inMine } = useLanguage()
  const said = useSaid()
  const open = useAct('votes', 'open-question', said)
  const silent = useAct('votes', 'ask-without-vote', said)
  const asks = amendment !== null && session.may.run
  const prepared = useAsk('votes', 'prepare-question', asks ? { kind: 'adopt-amendment', amendment } : null).data
  const may = prepared?.mayOpen
  const run = (act: typeof open | typeof silent) => {
    if (amendment === null) return
    const question = { kind: 'adopt-amendment', amendment } as const
    void act.run({ question, ...(prepared?.hash ? { hash: prepared.hash } : {}) })
  }
  return {
    /** Null while that is not known. */
    off: may && !may.ok ? { text: inMine(may.message), rule: may.rule } : null,
    isKnown: prepared !== undefined,
    hash: prepared?.hash ?? null,
    refusal: said[0],
    pending: open.pending || silent.pending,
    put: () => run(open),
    ask: () => run(silent),
  }
}
