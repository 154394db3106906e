export const files = {
  rationale: 'Rationale',
  indicator: 'Indicator',
  voted: 'Vote',
  adopted: 'Adopted {{time}} by {{name}}, presiding.',
  hash: 'SHA-256 of the adopted text',
  head: 'Record book at adoption',
  check: 'The head is checked with: npm run kenes -- verify --head {{head}}',
  languages: 'State of the languages of record',
  language: {
    kk: 'Kazakh',
    ru: 'Russian',
    en: 'English',
  },
  state: {
    missing: 'missing',
    draft: 'draft',
    stale: 'stale',
    checked: 'checked',
    certified: 'certified',
    source: 'source',
  },
}
