import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { PlaceId, VoteId } from '../../shared/ids.ts'
import { padOf, WAYS } from '../../shared/votes/manners.ts'
import { type Answer, act, keyOf, type Refusal, whoseIs } from '../api.ts'
import type { Choice, VoteDetail } from './data.ts'

/** What stands between a touch and the receipt; the receipt itself is in the vote. */
export type BallotState =
  | { readonly step: 'choosing' }
  | { readonly step: 'confirming'; readonly choice: Choice }
  | { readonly step: 'sending'; readonly choice: Choice; readonly lost: boolean }
  | { readonly step: 'refused'; readonly refusal: Refusal }

type Mine = VoteDetail['mine'][number]
type Receipt = Answer<'votes', 'cast'>

/** Puts a receipt into what is known of its vote, so that it stands on the page with its answer; answers asked for before know nothing of it. */
async function keepReceipt(queries: QueryClient, vote: VoteId, place: PlaceId, receipt: Receipt): Promise<void> {
  const withIt = (known: VoteDetail): VoteDetail => ({
    ...known,
    mine: known.mine.map((each) => (each.place === place ? { ...each, receipt } : each)),
  })
  await queries.cancelQueries({ queryKey: keyOf('votes') })
  queries.setQueryData<VoteDetail>(keyOf('votes', 'vote', { id: vote }), (known) => known && withIt(known))
  queries.setQueriesData<Answer<'votes', 'now'>>({ queryKey: keyOf('votes', 'now') }, (known) =>
    known?.vote?.id === vote ? { vote: withIt(known.vote) } : known,
  )
}

/** Casts for one place: the same request again and again while the vote is open, and never "cast" before the receipt. */
export function useBallot(vote: VoteDetail, place: Mine, onCast: () => void) {
  const queries = useQueryClient()
  const [state, setState] = useState<BallotState>({ step: 'choosing' })
  const open = useRef(true)
  open.current = vote.stage === 'open'
  useEffect(
    () => () => {
      open.current = false
    },
    [],
  )

  const send = async (choice: Choice) => {
    setState({ step: 'sending', choice, lost: false })
    const acted = await act(
      'votes',
      'cast',
      { vote: vote.id, place: place.place, hash: vote.hash, choice, pad: padOf(choice) },
      {
        as: whoseIs(queries),
        keepTrying: () => open.current,
        onRetry: () => setState({ step: 'sending', choice, lost: true }),
      },
    )
    if (!acted.ok) {
      setState({ step: 'refused', refusal: acted.refusal })
      await queries.invalidateQueries({ queryKey: keyOf('votes') })
      return
    }
    await keepReceipt(queries, vote.id, place.place, acted.value)
    setState({ step: 'choosing' })
    onCast()
    await queries.invalidateQueries({ queryKey: keyOf('votes') })
  }

  return {
    state,
    /** A touch: in a roll call it asks once, elsewhere it casts. */
    choose: (choice: Choice) => {
      if (state.step === 'sending') return
      if (!WAYS[vote.manner].changed) setState({ step: 'confirming', choice })
      else void send(choice)
    },
    confirm: () => {
      if (state.step === 'confirming') void send(state.choice)
    },
    back: () => setState({ step: 'choosing' }),
  }
}
