import { Button, NativeSelect } from '@mantine/core'
import CircleAlert from 'lucide-react/icons/circle-alert'
import Download from 'lucide-react/icons/download'
import { type FormEvent, useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { type Answer, ask, useAct } from '../api.ts'
import { saveFile } from '../councils/files.ts'
import { useLanguage, useWords } from '../language.tsx'
import { FileField } from '../ui/FileField.tsx'
import { base64Of } from '../ui/files.ts'
import { Notice } from '../ui/Notice.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { Preview } from './data.ts'
import css from './Evidence.module.css'
import { PreviewRows, useProblemWords } from './PreviewRows.tsx'

const KINDS = ['findings', 'earlier'] as const
type Kind = (typeof KINDS)[number]
type Taken = Answer<'evidence', 'import'>

/** Base64 of this many bytes stays within a request. */
const MOST_TABLE_BYTES = 700_000

/** Takes in findings or earlier recommendations from a table: first what it would do, then all of it or nothing. Source: RULES.md EV9. */
export function ImportTable({ session }: { readonly session: SessionId }) {
  const t = useWords()
  const { language } = useLanguage()
  const preview = useAct('evidence', 'preview-import')
  const take = useAct('evidence', 'import')
  const [kind, setKind] = useState<Kind>('findings')
  const [file, setFile] = useState<File | null>(null)
  const [shown, setShown] = useState<{ preview: Preview; name: string; base64: string } | null>(null)
  const [taken, setTaken] = useState<Taken | null>(null)
  const [isUnread, setUnread] = useState(false)
  const isTooLarge = file !== null && file.size > MOST_TABLE_BYTES
  const forget = () => {
    setShown(null)
    setTaken(null)
    setUnread(false)
    preview.clear()
    take.clear()
  }
  const look = async (event: FormEvent) => {
    event.preventDefault()
    forget()
    if (!file || isTooLarge) return
    const base64 = await base64Of(file)
    setUnread(base64 === null)
    if (base64 === null) return
    const done = await preview.run({ session, kind, name: file.name, base64 })
    if (done?.ok) setShown({ preview: done.value, name: file.name, base64 })
  }
  const takeIn = async () => {
    if (!shown) return
    const { name, base64 } = shown
    const done = await take.run({ session, kind, name, base64, state: shown.preview.state })
    if (!done?.ok) return
    setTaken(done.value)
    setShown(null)
  }
  const example = async () => saveFile(await ask('evidence', 'import-example', { session, kind, language }))
  return (
    <div className={css.part}>
      <p className="quiet">{t('evidence.import.intro')}</p>
      <form className={css.form} onSubmit={(event) => void look(event)} aria-label={t('evidence.tabs.import')}>
        <NativeSelect
          size="md"
          label={t('evidence.import.kind')}
          value={kind}
          onChange={({ currentTarget: { value } }) => {
            forget()
            setKind(KINDS.find((each) => each === value) ?? 'findings')
          }}
          data={KINDS.map((each) => ({ value: each, label: t(`evidence.import.kinds.${each}`) }))}
        />
        <FileField
          label={t('evidence.import.file')}
          hint={t('evidence.import.fileHint')}
          accept=".csv,.xlsx,.txt"
          error={isTooLarge ? t('evidence.import.tooLarge') : isUnread ? t('evidence.import.notRead') : null}
          onChoose={(chosen) => {
            forget()
            setFile(chosen)
          }}
        />
        {preview.refusal ? <RefusalNote refusal={preview.refusal} /> : null}
        <div className={css.buttons}>
          <Button type="submit" size="md" loading={preview.pending} disabled={!file || isTooLarge}>
            {t('evidence.import.preview')}
          </Button>
          <Button
            variant="default"
            size="md"
            leftSection={<Download size={18} aria-hidden />}
            onClick={() => void example()}
          >
            {t('evidence.import.example')}
          </Button>
        </div>
      </form>
      {taken ? (
        <Notice tone="adopted" role="status">
          {t('evidence.import.taken', taken)}
        </Notice>
      ) : null}
      {shown ? <Shown preview={shown.preview} take={take} onTake={() => void takeIn()} /> : null}
    </div>
  )
}

type ShownProps = {
  readonly preview: Preview
  readonly take: Pick<ReturnType<typeof useAct<'evidence', 'import'>>, 'pending' | 'refusal'>
  readonly onTake: () => void
}

function Shown({ preview, take, onTake }: ShownProps) {
  const t = useWords()
  const wordsOf = useProblemWords()
  const wrong = preview.rows.filter(({ problems }) => problems.length > 0).length
  const count = (effect: string) => preview.rows.filter((row) => row.effect === effect).length
  const counts = { added: count('new'), changed: count('changed'), same: count('same') }
  const isClean = wrong === 0 && preview.problems.length === 0
  return (
    <>
      {preview.problems.map((problem) => (
        <Notice
          key={problem.code + JSON.stringify(problem.values)}
          tone="rejected"
          role="alert"
          icon={<CircleAlert size={18} aria-hidden />}
        >
          {wordsOf(problem)}
        </Notice>
      ))}
      {wrong > 0 ? (
        <Notice tone="rejected" role="alert" icon={<CircleAlert size={18} aria-hidden />}>
          {t('evidence.import.errors', { count: wrong })}
        </Notice>
      ) : null}
      <PreviewRows rows={preview.rows} />
      {isClean && counts.added + counts.changed === 0 ? <p>{t('evidence.import.nothing')}</p> : null}
      {isClean && counts.added + counts.changed > 0 ? (
        <div className={css.take}>
          <Button size="md" loading={take.pending} onClick={onTake}>
            {t('evidence.import.take')}
          </Button>
          <span>{t('evidence.import.takeEffect', counts)}</span>
        </div>
      ) : null}
      {take.refusal ? <RefusalNote refusal={take.refusal} /> : null}
    </>
  )
}
