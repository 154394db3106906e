import type { audit as en } from '../en/audit.ts'
import type { Translated } from '../translated.ts'

export const audit: Translated<typeof en> = {
  take: 'Для проверяющего',
  takeText: 'Вся книга с первой записи, с теми самыми байтами под каждым отпечатком. В ней коды, а не имена.',
  recordJsonl: 'Книга решений, JSON Lines',
  recordCsv: 'Книга решений, CSV',
  verifier: 'verify.html: проверяет книгу решений без сети',
  logJsonl: 'Журнал входов, JSON Lines',
  logCsv: 'Журнал входов, CSV',
  counts: 'В журнале: входов {{signedIn}}, выходов {{signedOut}}, отказов {{failed}}, завершено извне {{ended}}.',
}
