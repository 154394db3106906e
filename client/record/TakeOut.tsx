import { Button } from '@mantine/core'
import Download from 'lucide-react/icons/download'
import { exportRecord } from '../../shared/accounts/rules.ts'
import { useMe } from '../accounts/data.ts'
import { useLanguage, useWords } from '../language.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import css from './TakeOut.module.css'

/** The page that checks a record book from a disk; everybody who reads the book has it. Source: RULES.md RB33. */
export function VerifierLink() {
  const t = useWords()
  return (
    <a href="/verify.html" download>
      {t('audit.verifier')}
    </a>
  )
}

/** Files for an auditor, for those who may take them out: the record book, and where it is read the sign-in log. Source: RULES.md RB30. */
export function TakeOut({ withLog = false }: { withLog?: boolean }) {
  const t = useWords()
  const { language } = useLanguage()
  const me = useMe().data
  if (!me || !exportRecord(me).ok) return null
  const log = `/api/accounts/sign-in-log-file?language=${language}&format=`
  const files = [
    ...(withLog ? [['logJsonl', `${log}jsonl`] as const, ['logCsv', `${log}csv`] as const] : []),
    ['recordJsonl', '/api/record/file?format=jsonl'] as const,
    ['recordCsv', '/api/record/file?format=csv'] as const,
  ]
  return (
    <section className={`sheet ${css.take}`} aria-labelledby="take-title">
      <SectionTitle id="take-title">{t('audit.take')}</SectionTitle>
      <p className="quiet">{t('audit.takeText')}</p>
      <div className={css.files}>
        {files.map(([name, href]) => (
          <Button
            key={name}
            component="a"
            href={href}
            variant="default"
            size="md"
            leftSection={<Download size={18} aria-hidden />}
          >
            {t(`audit.${name}`)}
          </Button>
        ))}
      </div>
      {withLog ? <VerifierLink /> : null}
    </section>
  )
}
