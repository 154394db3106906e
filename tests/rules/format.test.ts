import { expect, test } from 'vitest'
import {
  formatDate,
  formatDateTime,
  formatDayAndMonth,
  formatDuration,
  formatNumber,
  formatTime,
  formatTimeWithSeconds,
  formatWeekday,
  localDateOf,
} from '../../shared/messages/format.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const AFTERNOON = Date.UTC(2025, 3, 24, 11, 41, 38)

test('[LA9] a day is written in the order and with the month of its language', () => {
  expect(plain(formatDate('kk', '2025-04-24'))).toBe('2025 ж. 24 сәуір')
  expect(plain(formatDate('ru', '2025-04-24'))).toBe('24 апреля 2025')
  expect(plain(formatDate('en', '2025-04-24'))).toBe('24 April 2025')
  expect(plain(formatDayAndMonth('kk', '2025-09-01'))).toBe('1 қыркүйек')
})

test('[LA9] every month and every day of the week has its Kazakh name, whatever the browser knows', () => {
  const months = Array.from({ length: 12 }, (_, index) =>
    formatDayAndMonth('kk', `2025-${String(index + 1).padStart(2, '0')}-01`),
  )
  expect(months.map((day) => plain(day).split(' ')[1])).toEqual([
    'қаңтар',
    'ақпан',
    'наурыз',
    'сәуір',
    'мамыр',
    'маусым',
    'шілде',
    'тамыз',
    'қыркүйек',
    'қазан',
    'қараша',
    'желтоқсан',
  ])
  const week = Array.from({ length: 7 }, (_, index) => formatWeekday('kk', `2025-04-${21 + index}`))
  expect(week).toEqual(['Дүйсенбі', 'Сейсенбі', 'Сәрсенбі', 'Бейсенбі', 'Жұма', 'Сенбі', 'Жексенбі'])
  expect(formatWeekday('ru', '2025-04-24')).toBe('Четверг')
})

test('[LA9] an hour is that of the zone given, over midnight too', () => {
  expect(formatTime(AFTERNOON, 'Asia/Almaty')).toBe('16:41')
  expect(formatTimeWithSeconds(AFTERNOON, 'Asia/Almaty')).toBe('16:41:38')
  expect(plain(formatDateTime('kk', AFTERNOON, 'Asia/Almaty'))).toBe('2025 ж. 24 сәуір, 16:41')
  expect(localDateOf(Date.UTC(2025, 3, 24, 20, 0), 'Asia/Almaty')).toBe('2025-04-25')
})

test('[LA9] numbers keep their thousands apart as the language does', () => {
  expect(plain(formatNumber('kk', 1234567.5))).toBe('1 234 567,5')
  expect(plain(formatNumber('ru', 2025))).toBe('2025')
  expect(formatNumber('en', 12345)).toBe('12,345')
})

test('[LA9] a duration names its units in the language', () => {
  expect(plain(formatDuration('ru', 80_000))).toBe('1 мин 20 с')
  expect(plain(formatDuration('kk', 3_900_000))).toBe('1 сағ 5 мин')
  expect(plain(formatDuration('en', 0))).toBe('0 s')
})
