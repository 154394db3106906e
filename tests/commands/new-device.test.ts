import { expect, test } from 'vitest'
import { smtpMailer } from '../../server/mail.ts'
import { startMailbox } from '../mailbox.ts'
import { world } from '../world.ts'
import { entersAs, PHONE } from './door.ts'

test('[AC62] a sign-in on a new kind of device is mailed, the first of all and those on known ones are not', async () => {
  await using box = await startMailbox()
  const publicUrl = 'https://kenes.example'
  const w = await world({ mail: smtpMailer(box.url, publicUrl), settings: { publicUrl } })
  expect((await entersAs(w, 'm05')).ok).toBe(true)
  expect((await entersAs(w, 'm05')).ok).toBe(true)
  expect((await entersAs(w, 'm06', { 'user-agent': PHONE })).ok).toBe(true)
  expect((await entersAs(w, 'm05', { 'user-agent': PHONE })).ok).toBe(true)
  expect((await entersAs(w, 'm05', { 'user-agent': PHONE })).ok).toBe(true)
  await expect.poll(() => box.letters.length).toBe(1)
  const [letter] = box.letters
  expect(letter?.to).toEqual(['m05@demo.kenes.example'])
  expect(letter?.text).toContain('Chrome, Android')
  expect(letter?.text).toContain('UTC')
  await w.close()
})

test('[AC62] a mail server that takes nothing holds nobody up', async () => {
  const box = await startMailbox({ refuses: true })
  const publicUrl = 'https://kenes.example'
  const w = await world({ mail: smtpMailer(box.url, publicUrl), settings: { publicUrl } })
  expect((await entersAs(w, 'm05')).ok).toBe(true)
  expect((await entersAs(w, 'm05', { 'user-agent': PHONE })).ok).toBe(true)
  await box[Symbol.asyncDispose]()
  expect(box.letters).toEqual([])
  await w.close()
})
