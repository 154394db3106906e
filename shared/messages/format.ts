import type { Language } from '../language.ts'
import { HOUR_MS, type Instant, type LocalDate, MINUTE_MS, SECOND_MS, shownIn } from '../time.ts'

/** Source: RULES.md LA9. Chromium and small ICU builds have no Kazakh data, so no word here comes from Intl. */
const MONTHS = {
  kk: 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан',
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  en: 'January February March April May June July August September October November December',
} satisfies Record<Language, string>

/** From Monday. */
const WEEKDAYS = {
  kk: 'Дүйсенбі Сейсенбі Сәрсенбі Бейсенбі Жұма Сенбі Жексенбі',
  ru: 'Понедельник Вторник Среда Четверг Пятница Суббота Воскресенье',
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday',
} satisfies Record<Language, string>

const UNITS = {
  kk: { hours: 'сағ', minutes: 'мин', seconds: 'с' },
  ru: { hours: 'ч', minutes: 'мин', seconds: 'с' },
  en: { hours: 'h', minutes: 'min', seconds: 's' },
} satisfies Record<Language, Record<string, string>>

const NBSP = '\u00a0'
const wordAt = (words: string, index: number): string => words.split(' ')[index] ?? ''

const partsOf = (date: LocalDate) => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return { year, month, day }
}

/** A calendar day: «2025 ж. 24 сәуір», «24 апреля 2025», "24 April 2025". */
export function formatDate(language: Language, date: LocalDate): string {
  const { year, month, day } = partsOf(date)
  const dayAndMonth = `${day}${NBSP}${wordAt(MONTHS[language], month - 1)}`
  return language === 'kk' ? `${year}${NBSP}ж. ${dayAndMonth}` : `${dayAndMonth} ${year}`
}

/** A day without its year: «24 сәуір», «24 апреля», "24 April". */
export function formatDayAndMonth(language: Language, date: LocalDate): string {
  const { month, day } = partsOf(date)
  return `${day}${NBSP}${wordAt(MONTHS[language], month - 1)}`
}

/** The day of the week, with a capital: «Бейсенбі», «Четверг», "Thursday". */
export function formatWeekday(language: Language, date: LocalDate): string {
  const { year, month, day } = partsOf(date)
  return wordAt(WEEKDAYS[language], (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7)
}

/** The calendar day of an instant in a zone, `YYYY-MM-DD`. */
export const localDateOf = (instant: Instant, timezone: string): LocalDate => shownIn(timezone, instant).date

/** The hour in the session's zone: `16:42`. */
export function formatTime(instant: Instant, timezone: string): string {
  const { hour, minute } = shownIn(timezone, instant)
  return `${hour}:${minute}`
}

/** The hour with seconds: `16:41:38`. */
export const formatTimeWithSeconds = (instant: Instant, timezone: string): string =>
  `${formatTime(instant, timezone)}:${shownIn(timezone, instant).second}`

/** Day and hour: «24 апреля 2025, 16:41». */
export const formatDateTime = (language: Language, instant: Instant, timezone: string): string =>
  `${formatDate(language, localDateOf(instant, timezone))}, ${formatTime(instant, timezone)}`

/** A number with its thousands apart: «12 345,6» in Kazakh and Russian, "12,345.6" in English. */
export function formatNumber(language: Language, value: number): string {
  const [whole = '0', fraction] = Math.abs(value).toString().split('.')
  const grouped =
    whole.length < 5 && language !== 'en' ? whole : whole.replace(/\B(?=(\d{3})+$)/g, language === 'en' ? ',' : NBSP)
  const sign = value < 0 ? '\u2212' : ''
  return fraction ? `${sign}${grouped}${language === 'en' ? '.' : ','}${fraction}` : `${sign}${grouped}`
}

/** How long something takes: «1 сағ 5 мин», «1 мин 20 с», "45 s"; seconds are left out from an hour on. */
export function formatDuration(language: Language, ms: number): string {
  const units = UNITS[language]
  const hours = Math.floor(ms / HOUR_MS)
  const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS)
  const seconds = Math.floor((ms % MINUTE_MS) / SECOND_MS)
  const shown: [number, string][] = hours
    ? [
        [hours, units.hours],
        [minutes, units.minutes],
      ]
    : [
        [minutes, units.minutes],
        [seconds, units.seconds],
      ]
  const said = shown.filter(([count]) => count > 0).map(([count, unit]) => `${count}${NBSP}${unit}`)
  return said.length ? said.join(' ') : `0${NBSP}${units.seconds}`
}

/** A stretch of time on a clock's face: `1:12`; whole seconds, those not begun yet left out. */
export function formatClock(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / SECOND_MS)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
