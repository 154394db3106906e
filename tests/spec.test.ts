import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const rules = [...readFileSync('RULES.md', 'utf8').matchAll(/^- \*\*([A-Z]{2}\d+)\*\*(.*)$/gm)].map((found) => ({
  id: found[1] ?? '',
  words: found[2] ?? '',
}))
const tests = readdirSync('tests', { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.test.ts') && !file.endsWith('spec.test.ts'))
  .flatMap((file) =>
    [
      ...readFileSync(join('tests', file), 'utf8').matchAll(
        /\b(?:test|it|describe)(?:\.each\([^`]*?\))?\(\s*(?:'((?:[^'\\]|\\.)*)'|`([^`]*)`|"([^"]*)")/g,
      ),
    ].map((found) => ({ file, name: found[1] ?? found[2] ?? found[3] ?? '' })),
  )
const quoted = new Map<string, string[]>()
for (const { file, name } of tests) {
  for (const found of name.matchAll(/\[([^\]]+)\]/g)) {
    for (const id of (found[1] ?? '').split(/[\s,]+/)) quoted.set(id, [...(quoted.get(id) ?? []), `${file}: ${name}`])
  }
}

test('each rule stands once and says where it comes from', () => {
  const ids = rules.map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(80)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  expect(rules.filter(({ words }) => !/Source: .+\.$/.test(words)).map(({ id }) => id)).toEqual([])
})

test('each rule is named by a test', () =>
  expect(rules.filter(({ id }) => !quoted.has(id)).map(({ id }) => id)).toEqual([]))

test('each rule a test names exists', () => {
  const known = new Set(rules.map(({ id }) => id))
  const unknown = [...quoted].filter(([id]) => /^[A-Z]{2}\d+$/.test(id) && !known.has(id))
  expect(unknown).toEqual([])
})
