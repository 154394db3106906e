import type { CouncilId } from '../../shared/ids.ts'
import { type Answer, useAsk } from '../api.ts'

export type CouncilSummary = Answer<'councils', 'list'>['councils'][number]
export type CouncilDetail = Answer<'councils', 'council'>
export type HeldSeat = CouncilDetail['places'][number]
export type Orders = Answer<'councils', 'orders'>
export type ListPreview = Answer<'councils', 'preview-list'>

export const useCouncils = () => useAsk('councils', 'list', {})
export const useCouncil = (id: CouncilId | null) => useAsk('councils', 'council', id ? { id } : null)
export const useOrders = (council: CouncilId | null, version?: number) =>
  useAsk('councils', 'orders', council ? (version === undefined ? { council } : { council, version }) : null)
export const useCandidates = (ask: boolean) => useAsk('councils', 'candidates', ask ? {} : null)
