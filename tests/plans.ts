import { type Person, SESSION } from './world.ts'

const words = (ru: string) => ({ kk: '', ru, en: '' })

/** What the secretariat says of a second session, of one council, on one day. */
export const ANOTHER_SESSION = {
  title: words('Второе заседание'),
  date: '2026-06-02',
  lastDate: null,
  place: words('Алматы'),
  timezone: 'Asia/Almaty',
  hybrid: false,
  link: null,
  councils: ['cc'],
  counting: 'one-pool',
  presiding: 'm01',
  amendmentDeadline: null,
} as const

/** Sets the demo session's amendment deadline, in its own zone; the test clock starts there at 24 April 2026, 15:00. */
export async function setsDeadline(secretary: Person, amendmentDeadline: { date: string; time: string } | null) {
  const plan = await secretary.sees('sessions', 'plan', { session: SESSION })
  await secretary.does('sessions', 'change-plan', { ...plan, amendmentDeadline })
}
