import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { plainText } from '../../shared/text/canonical.ts'
import { useWords } from '../language.tsx'
import { Hash } from '../ui/Hash.tsx'
import { keyed } from '../ui/keyed.ts'
import { AmendmentChanges } from './AmendmentChanges.tsx'
import type { AmendmentDetail } from './data.ts'
import css from './Review.module.css'

type Props = {
  readonly preview: {
    readonly changes: Parameters<typeof AmendmentChanges>[0]['changes']
    readonly hash: string | null
  }
}

/** What comes of what was decided so far: the changes in the present text, and once all is decided the hash that a vote binds. */
export function ReviewPreview({ preview: { changes, hash } }: Props) {
  const t = useWords()
  return (
    <section className={`sheet ${css.preview}`} aria-labelledby="preview-title">
      <div className={css.line}>
        <h2 id="preview-title">{t('amendmentsDesk.clash.preview')}</h2>
        {hash ? <Hash hash={hash} /> : <span className="quiet">{t('amendmentsDesk.clash.previewOpen')}</span>}
      </div>
      <p className="quiet">{t(changes.length > 0 ? 'amendmentsDesk.clash.changes' : 'amendmentsDesk.clash.same')}</p>
      {changes.length > 0 ? <AmendmentChanges changes={changes} /> : null}
    </section>
  )
}

/** What is to be looked at before the vote, ticked as one goes; it stops nothing. Source: RULES.md AM7. */
export function ReviewLooks({ amendment: { looks } }: { amendment: Pick<AmendmentDetail, 'looks'> }) {
  const t = useWords()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  if (looks.length === 0) return null
  const tick = (key: string, isOn: boolean) =>
    setTicked(new Set(isOn ? [...ticked, key] : [...ticked].filter((each) => each !== key)))
  return (
    <section className={`sheet ${css.looks}`} aria-labelledby="looks-title">
      <h2 id="looks-title">{t('amendmentsDesk.clash.looks')}</h2>
      <p className="quiet">{t('amendmentsDesk.clash.looksHint')}</p>
      <ul>
        {keyed(looks).map(({ key, value: { kind, language, base } }) => (
          <li key={key}>
            <Checkbox
              size="md"
              checked={ticked.has(key)}
              onChange={(event) => tick(key, event.currentTarget.checked)}
              label={
                <>
                  {t(`amendmentsDesk.clash.${kind}`)}: <q lang={language}>{plainText(base)}</q>
                </>
              }
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
