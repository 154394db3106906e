import { knownSecret, secretFile, secretFrom } from '../ballot-secret.ts'
import type { StoreAddress } from '../db/address.ts'
import type { Database } from '../db/database.ts'
import { sealsFrom } from './seals.ts'

type Wiring = {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly say: (line: string) => void
}

/** Warns of sealed votes that are open and whose ballots the key that is here does not open. Source: RULES.md RB20. */
export async function warnOfSealed(db: Database, store: StoreAddress, { environment, say }: Wiring): Promise<void> {
  const open = await db
    .selectFrom('sealed_votes')
    .innerJoin('votes', 'votes.id', 'sealed_votes.vote')
    .select(['votes.id', 'votes.recommendation', 'sealed_votes.key_check'])
    .where('votes.stage', '=', 'open')
    .execute()
  const secret = knownSecret(store, secretFrom(environment.BALLOT_SECRET ?? ''))
  const sealOf = sealsFrom(secret)
  const where = store.kind === 'sqlite' ? `Copy ${secretFile(store.file)} from the old machine, or set` : 'Set'
  for (const { id, recommendation, key_check } of open)
    if (sealOf(id)?.check !== key_check)
      say(
        `WARNING: a sealed vote is open (${id}, on ${recommendation}), and ${secret ? 'the key that is here is not the one' : 'there is no key'} its ballots are sealed under: they cannot be read. ${where} BALLOT_SECRET as it was, before the server starts; else put the vote again`,
      )
}
