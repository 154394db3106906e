import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { choosePassword, wordsIn } from '../../shared/accounts/password-rules.ts'

const LIST = readFileSync('shared/accounts/common-passwords.txt', 'utf8').split('\n')
const common = new Set(LIST.filter((line) => line !== '' && !line.startsWith('#')))
const own = wordsIn([
  'Kenes',
  'Кеңес',
  'Сәуле Омарова',
  'saule.omarova@example.org',
  'Консультативный совет',
  '77012345678',
])
const answer = (password: string) => {
  const decided = choosePassword(password, { common, own })
  return decided.ok ? 'may' : `${decided.refusal.code} ${decided.refusal.rule}`
}

describe('how a password is chosen', () => {
  test('[AC50] twelve letters and more, counted as they are read; nothing is asked of capitals, digits or signs', () => {
    expect(answer('bwtkfpzrnmq')).toBe('password-short AC50')
    expect(answer('bwtkfpzrnmqd')).toBe('may')
    // Letters outside the first plane count once.
    expect(answer('𝒷𝓌𝓉𝓀𝒻𝓅')).toBe('password-short AC50')
    for (const one of [
      'наш кот спит до обеда',
      'тау басында қар жатыр',
      'x'.repeat(3) + ' jbvw qkdz '.repeat(20),
      'Vt7!kq-Lw2#z',
    ])
      expect(answer(one)).toBe('may')
  })

  test('[AC51] none is made of common words, keys in a row, years or repetitions', () => {
    for (const one of [
      'password1234',
      'P@ssw0rd2026!',
      'qwertyuiop123',
      '1q2w3e4r5t6y',
      '1qaz2wsx3edc',
      'zaq12wsxcde3',
      'йцукенгшщзхъ',
      'Пароль2026!!!',
      'gfhjkm123456',
      'құпиясөз2026',
      'Алматы2025алматы',
      'aaaaaaaaaaaaa',
      'abcabcabcabcabc',
      '123456789012',
      '111222333444',
      'letmeinletmein',
      'Summer2025!!',
      'спартак1987спартак',
    ])
      expect([one, answer(one)]).toEqual([one, 'password-common AC51'])
  })

  test('[AC51] the list has more than 3,000 words of three languages, and what is made of each is refused', () => {
    expect(common.size).toBeGreaterThan(3_000)
    expect(LIST[0]).toMatch(/^# /)
    const words = [...common]
    expect(words.filter((word) => word !== word.toLowerCase().normalize('NFC') || word.length < 4)).toEqual([])
    const guessed = words.flatMap((word) => [`${word}2026${word}`, `1234567890${word}`])
    expect(guessed.filter((one) => [...one].length >= 12 && choosePassword(one, { common, own: [] }).ok)).toEqual([])
  })

  test('[AC51] a sentence of four common words may be chosen, and so may one with words nobody lists', () => {
    expect(answer('dragon sunshine monkey')).toBe('password-common AC51')
    expect(answer('dragon sunshine monkey football')).toBe('may')
    expect(answer('correct staple battery')).toBe('may')
  })

  test('[AC52] none is made of the name, the e-mail, the phone or words of the house', () => {
    for (const one of [
      'kenes-2026-07!',
      'КеңесКеңес2026',
      'omarova.saule',
      'Сәуле1987Сәуле',
      'консультативный',
      '+77012345678',
    ])
      expect([one, answer(one)]).toEqual([one, 'password-own-words AC52'])
    expect(answer('kenes jbvwqk zdfm')).toBe('may')
    expect(choosePassword('omarova.saule', { common, own: [] }).ok).toBe(true)
  })
})
