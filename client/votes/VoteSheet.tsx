import type { Me } from '../accounts/data.ts'
import type { SessionDetail } from '../sessions/data.ts'
export function VoteSheet(_: { session: SessionDetail; me: Me }) {
  return null
}
