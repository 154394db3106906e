import type { SessionId, VersionId } from '../../shared/ids.ts'
import { useAsk } from '../api.ts'

/** Fetches texts when they are frozen, so that a vote finds them on the phone. */
export function FrozenTexts({ session }: { session: SessionId }) {
  const set = useAsk('recommendations', 'list', { session }).data?.recommendations ?? []
  return set.map(({ id, stage, version }) =>
    version && (stage === 'frozen' || stage === 'no-decision') ? <Text key={id} version={version.id} /> : null,
  )
}

function Text({ version }: { version: VersionId }) {
  useAsk('versions', 'version', { id: version })
  return null
}
