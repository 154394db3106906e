import type { AccountId } from '../../shared/ids.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { say } from '../../shared/messages/translate.ts'
import type { House } from '../house.ts'
import { loadKept } from './queries.ts'

/** Whether an account signed in before, but never on such a device. */
export async function isNewDevice({ db }: Pick<House, 'db'>, account: AccountId, device: string): Promise<boolean> {
  const rows = await db
    .selectFrom('sign_in_log')
    .select('device')
    .distinct()
    .where('account', '=', account)
    .where('event', '=', 'signed-in')
    .execute()
  return rows.length > 0 && rows.every((row) => row.device !== device)
}

/** Mails a person that somebody signed in as them on a device that is new; nobody waits for it. Source: RULES.md AC62. */
export async function tellOfDevice(house: House, account: AccountId, device: string): Promise<void> {
  const { db, mail, clock, log } = house
  const kept = mail && (await loadKept(db, account))
  if (!mail || !kept) return
  const language = kept.languages[0] ?? 'ru'
  const values = {
    name: kept.name[language],
    device: device || say(language, 'accounts.log.unknownDevice'),
    time: formatDateTime(language, clock.now(), 'UTC'),
  }
  try {
    await mail({
      to: kept.email,
      subject: say(language, 'security.newDevice.subject'),
      text: say(language, 'security.newDevice.text', values),
    })
  } catch {
    log('warn', 'a mail did not go out', { account })
  }
}
