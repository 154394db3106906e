import { Buffer } from 'node:buffer'
import { eraseFile, keepFile } from '../../server/files/keeping.ts'
import { allow } from '../../shared/decision.ts'
import type { AccountId } from '../../shared/ids.ts'
import type { World } from '../world.ts'

export const LETTER = Buffer.from('%PDF-1.7 a letter')

/** A file kept by an act that says so. */
export async function keeps(w: World, name = 'Хат.pdf') {
  const by = 's01' as AccountId
  const kept = await w.app.house.acts.run({ by, endpoint: 'test/keep', input: {} }, async (act) => {
    const file = await keepFile(act, { name, content: LETTER, by })
    if (file.ok)
      await act.record({
        act: 'file-kept',
        subject: file.facts.id,
        rows: [{ table: 'files', key: { id: file.facts.id } }],
      })
    return file
  })
  if (!kept.ok) throw new Error(kept.refusal.code)
  return kept.facts
}

/** A file whose content an act took away. */
export async function erases(w: World, name: string): Promise<void> {
  const { id } = await keeps(w, name)
  await w.app.house.acts.run({ by: 's01' as AccountId, endpoint: 'test/erase', input: {} }, async (act) => {
    await eraseFile(act, id)
    return allow({})
  })
}
