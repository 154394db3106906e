/** Names in the order they are looked for: browsers and systems name each other in their headers. */
const BROWSERS = [
  [/YaBrowser\//, 'Yandex Browser'],
  [/EdgA?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const
const SYSTEMS = [
  [/Android/, 'Android'],
  [/iPhone|iPod/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
] as const

/** A device in words its owner knows again, such as `Chrome, Android`; only names of ours, whatever the header says. Empty: unknown. */
export function deviceOf(header: string | undefined): string {
  const find = (names: typeof BROWSERS | typeof SYSTEMS) => names.find(([sign]) => sign.test(header ?? ''))?.[1]
  return [find(BROWSERS), find(SYSTEMS)].filter(Boolean).join(', ')
}
