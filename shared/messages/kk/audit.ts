import type { audit as en } from '../en/audit.ts'
import type { Translated } from '../translated.ts'

export const audit: Translated<typeof en> = {
  take: 'Тексерушіге',
  takeText:
    'Бірінші жазбадан бастап бүкіл кітап, әр бақылау таңбасының дәл байттарымен. Мұнда есімдер емес, кодтар бар.',
  recordJsonl: 'Шешімдер кітабы, JSON Lines',
  recordCsv: 'Шешімдер кітабы, CSV',
  verifier: 'verify.html: шешімдер кітабын желісіз тексереді',
  logJsonl: 'Кіру журналы, JSON Lines',
  logCsv: 'Кіру журналы, CSV',
  counts:
    'Журналда: кіру — {{signedIn}}, шығу — {{signedOut}}, бас тарту — {{failed}}, сырттан аяқталғаны — {{ended}}.',
}
