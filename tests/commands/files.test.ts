import { Buffer } from 'node:buffer'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { verifyStore } from '../../server/exports/verify.ts'
import { readFile } from '../../server/files/keeping.ts'
import { world } from '../world.ts'
import { keeps, LETTER } from './keeping.ts'

test('[FI3] a kept file is never changed, and the record book attests it', async () => {
  const w = await world()
  const { db } = w.app.house
  try {
    const { id } = await keeps(w)
    const read = await readFile(db, id)
    expect(Buffer.from(read?.content ?? [])).toEqual(LETTER)
    expect(read?.file).toMatchObject({ name: 'Хат.pdf', kind: 'pdf', size: LETTER.length })
    await expect(sql`update files set name = 'x.pdf'`.execute(db)).rejects.toThrow('never changed')
    await expect(sql`delete from files`.execute(db)).rejects.toThrow('never changed')
    expect((await verifyStore(db, null)).findings).toEqual([])
    await sql`update file_contents set content = ${Buffer.from('%PDF-1.7 another')}`.execute(db)
    expect((await verifyStore(db, null)).findings).toEqual([
      { table: 'file_contents', key: id, what: 'is another content than was kept' },
    ])
  } finally {
    await w.close()
  }
})
