import { expect, test } from 'vitest'
import { compareVersions } from '../../shared/versions/comparison.ts'
import type { VersionContent } from '../../shared/versions/model.ts'
import { putVersions } from '../put-versions.ts'
import { type Person, SESSION, world } from '../world.ts'

const TEXTS = 20
const VERSIONS = 50

test('[VE13] [VE19] of twenty texts with fifty versions each every list is whole, without their bytes, and any two are compared', async () => {
  const w = await world()
  const [secretary, member, observer] = await w.people('s01', 'm03', 'o01')
  const { recommendations: made } = await secretary.does('recommendations', 'create-set', {
    session: SESSION,
    point: null,
    texts: Array.from({ length: TEXTS }, (_, index) => ({
      kind: 'recommendation' as const,
      source: 'en' as const,
      title: { kk: `№ ${index}`, ru: `№ ${index}`, en: `No. ${index}` },
      paragraphs: { kk: [], ru: [], en: [] },
    })),
  })
  const { db } = w.app.house
  const says = (text: number, version: number) => `Text ${text} of the set.\nIt was written ${version} times.`
  for (const [index, { id }] of made.entries())
    await putVersions(
      db,
      id,
      'en',
      Array.from({ length: VERSIONS }, (_, at) => says(index, at + 1)),
    )
  const listed = (person: Person, recommendation: string) => person.sees('versions', 'list', { recommendation })
  for (const [index, { id }] of made.entries()) {
    const { versions } = await listed(member, id)
    expect(versions.map(({ number }) => number)).toEqual(Array.from({ length: VERSIONS }, (_, at) => VERSIONS - at))
    expect(versions[0]).toMatchObject({ name: `Version ${VERSIONS} by name`, reason: 'named', createdBy: 'm03' })
    expect(versions[0]?.changedBy.map(({ account }) => account)).toEqual(['m03', 'm12'])
    expect(JSON.stringify(versions)).not.toContain(`Text ${index} of the set`)
    const [newest, older] = [versions[index], versions[index + 20]]
    const contents = await Promise.all(
      [older, newest].map(async (one) => {
        const { canonical } = await member.sees('versions', 'version', { id: one?.id ?? '' })
        return JSON.parse(canonical) as VersionContent
      }),
    )
    const [before, after] = contents
    if (!before || !after) throw new Error('a version is missing')
    expect(compareVersions(before, after).counts).toMatchObject({ added: 1, deleted: 1, moved: 0 })
    expect((await listed(observer, id)).versions).toEqual([])
  }
  await w.close()
})
