import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kenes } from '../backup/command.ts'
import { launch } from '../chromium.ts'
import { startServer } from '../server-process.ts'
import { fillFolder } from '../stores.ts'
import { type Device, opens, scrollsSideways, seriousFindings } from './browser.ts'
import { PATIENT } from './served.ts'

const folder = mkdtempSync(join(tmpdir(), 'kenes-notices-'))
const [hall, second, spare] = [join(folder, 'hall'), join(folder, 'second'), join(folder, 'spare')]
const disk = ({ page }: Device) => page.locator('[data-second-disk]')
const restored = ({ page }: Device) => page.locator('[data-restored]')

test('[RB17] [RB18] pages of who keeps the house say that the second disk is gone and that it is back, and that the store was restored until somebody knows', async () => {
  fillFolder(hall)
  await using browser = await launch()
  {
    await using server = await startServer({ dataDir: hall, env: { BACKUP_DIR: second } })
    const [chair, member] = [
      await opens(browser, server.origin, 'm01', 'kk', { width: 360, height: 740, scheme: 'dark' }),
      await opens(browser, server.origin, 'm02', 'ru'),
    ]
    await Promise.all([chair.goes('/'), member.goes('/')])
    expect(await disk(chair).count()).toBe(0)
    renameSync(second, `${second}-pulled`)
    await expect.poll(() => disk(chair).innerText(), PATIENT).toMatch(/^Екінші дискіге жазылмайды/)
    expect(await seriousFindings(chair.page)).toEqual([])
    expect(await scrollsSideways(chair.page)).toBe(false)
    renameSync(`${second}-pulled`, second)
    await expect.poll(() => disk(chair).innerText(), PATIENT).toMatch(/^Екінші дискіде бәрі қайтадан бар/)
    await chair.button('common.close').click()
    expect(await disk(chair).count()).toBe(0)
    expect(await disk(member).count()).toBe(0)
    expect([...chair.faults, ...member.faults]).toEqual([])
    await Promise.all([chair.context.close(), member.context.close()])
  }
  const known = `999999:${'a'.repeat(64)}`
  const done = await kenes(['restore', second, '--head', known, '--older', '--demo'], { DATA_DIR: spare })
  expect(done).toMatchObject({ code: 0 })
  await using server = await startServer({ dataDir: spare })
  expect(server.out).toMatch(/^This store was restored .*999999:/m)
  const secretary = await opens(browser, server.origin, 's01', 'en')
  await secretary.goes('/')
  await expect
    .poll(() => restored(secretary).innerText(), PATIENT)
    .toContain('entries of the record book that were known')
  expect(await seriousFindings(secretary.page)).toEqual([])
  await secretary.button('status.restored.acknowledge').click()
  await expect.poll(() => restored(secretary).count(), PATIENT).toBe(0)
  const newest = await server.store((db) =>
    db.selectFrom('record').select(['act', 'content']).orderBy('number', 'desc').executeTakeFirstOrThrow(),
  )
  expect(newest.act).toBe('restore-acknowledged')
  expect(JSON.parse(newest.content).facts).toMatchObject({ before: known, after: /head (\d+:\w+)/.exec(done.out)?.[1] })
  // Acknowledged it stays, also after the next start.
  await server.ends('SIGTERM')
  await server.again()
  expect(await server.sees('/api/status/notices', 's01')).toMatchObject({ restored: null })
  expect(secretary.faults).toEqual([])
  await secretary.context.close()
  await server.ends('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
}, 120_000)
