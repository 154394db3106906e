import { ActionIcon, Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import Trash2 from 'lucide-react/icons/trash-2'
import { type FormEvent, useState } from 'react'
import type { AgendaPointId } from '../../../shared/ids.ts'
import { MOST_PAPER_BYTES, PAPER_KINDS, type PaperKind } from '../../../shared/sessions/planning.ts'
import { useAct } from '../../api.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { FileField } from '../../ui/FileField.tsx'
import { base64Of } from '../../ui/files.ts'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { Loaded } from '../../ui/Waiting.tsx'
import { hasWords, NO_WORDS, WordsFields } from '../../ui/WordsFields.tsx'
import { type PlanDetail, usePreparation } from './data.ts'
import { PaperLink } from './PaperLinks.tsx'
import css from './Plan.module.css'

/** The papers of the session, and a form to file one under a point: a link, or a short file. */
export function PapersEditor({ plan }: { plan: PlanDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const preparation = usePreparation(plan.session)
  const add = useAct('sessions', 'add-paper')
  const remove = useAct('sessions', 'remove-paper')
  const [title, setTitle] = useState(NO_WORDS)
  const [point, setPoint] = useState('')
  const [kind, setKind] = useState<PaperKind>('report')
  const [from, setFrom] = useState<'file' | 'web'>('file')
  const [file, setFile] = useState<File | null>(null)
  const [link, setLink] = useState('')
  const [missing, setMissing] = useState(false)
  const [unread, setUnread] = useState(false)
  const [made, setMade] = useState(0)
  const tooLarge = file !== null && file.size > MOST_PAPER_BYTES
  const wrongFile = tooLarge
    ? 'plan.papers.tooLarge'
    : missing && !file
      ? 'plan.papers.missing'
      : unread
        ? 'common.fileUnread'
        : null
  const isLink = /^https?:\/\/\S+$/i.test(link.trim())
  const hasSource = from === 'file' ? file !== null && !tooLarge : isLink
  const pointName = (id: string | null) => {
    const found = plan.agenda.find((each) => each.id === id)
    return found ? `${found.number}. ${inMine(found.title)}` : t('plan.papers.wholeSession')
  }
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setMissing(!hasSource || !hasWords(title))
    if (!hasSource || !hasWords(title)) return
    const base64 = from === 'file' && file ? await base64Of(file) : ''
    setUnread(base64 === null)
    if (base64 === null) return
    const source = from === 'file' && file ? { file: { name: file.name, base64 } } : { link: link.trim() }
    const about = { session: plan.session, point: (point || null) as AgendaPointId | null, kind, title }
    const done = await add.run({ ...about, languages: [], source })
    if (!done?.ok) return
    setTitle(NO_WORDS)
    setFile(null)
    setLink('')
    setMade(made + 1)
  }
  return (
    <div className={css.points}>
      <Loaded from={preparation}>
        {({ papers }) =>
          papers.length === 0 ? (
            <p className="quiet">{t('plan.papers.none')}</p>
          ) : (
            <ul className={css.rows}>
              {papers.map((paper) => (
                <li key={paper.id}>
                  <span className={css.grow}>
                    <PaperLink paper={paper} />
                    <br />
                    <span className="quiet">
                      {t(`plan.papers.kinds.${paper.kind}`)} · {pointName(paper.point)}
                    </span>
                  </span>
                  <ActionIcon
                    variant="subtle"
                    size="lg"
                    aria-label={t('plan.papers.remove', { title: inMine(paper.title) })}
                    onClick={() => void remove.run({ session: plan.session, paper: paper.id })}
                  >
                    <Trash2 size={18} aria-hidden />
                  </ActionIcon>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {remove.refusal ? <RefusalNote refusal={remove.refusal} /> : null}
      <form className={css.form} onSubmit={(event) => void send(event)} aria-label={t('plan.papers.add')} noValidate>
        <WordsFields
          label={t('plan.papers.name')}
          value={title}
          error={missing && !hasWords(title) ? t('planning.missingWords') : null}
          onChange={setTitle}
        />
        <div className={css.group}>
          <NativeSelect
            size="md"
            label={t('plan.papers.point')}
            value={point}
            onChange={(event) => setPoint(event.currentTarget.value)}
            data={[
              { value: '', label: t('plan.papers.wholeSession') },
              ...plan.agenda.map((each) => ({ value: each.id, label: pointName(each.id) })),
            ]}
          />
          <NativeSelect
            size="md"
            label={t('plan.papers.kind')}
            value={kind}
            onChange={({ currentTarget: { value } }) => setKind(PAPER_KINDS.find((each) => each === value) ?? 'other')}
            data={PAPER_KINDS.map((each) => ({ value: each, label: t(`plan.papers.kinds.${each}`) }))}
          />
        </div>
        <div className={css.group}>
          <SegmentedControl
            aria-label={t('plan.papers.from')}
            value={from}
            onChange={(value) => setFrom(value === 'web' ? 'web' : 'file')}
            data={[
              { value: 'file', label: t('plan.papers.file') },
              { value: 'web', label: t('plan.papers.web') },
            ]}
          />
          {from === 'file' ? (
            <FileField
              key={made}
              label={t('plan.papers.file')}
              hint={t('plan.papers.choose')}
              accept=".pdf,.docx"
              error={wrongFile && t(wrongFile)}
              onChoose={(chosen) => {
                setUnread(false)
                setFile(chosen)
              }}
            />
          ) : (
            <TextInput
              type="url"
              size="md"
              label={t('plan.papers.address')}
              description={t('plan.papers.addressHint')}
              error={missing && !isLink ? t('plan.papers.missing') : null}
              value={link}
              onChange={(event) => setLink(event.currentTarget.value)}
            />
          )}
        </div>
        {add.refusal ? (
          <div className={css.whole}>
            <RefusalNote refusal={add.refusal} />
          </div>
        ) : null}
        <div className={`${css.whole} ${css.buttons}`}>
          <Button type="submit" variant="default" size="md" loading={add.pending}>
            {t('plan.papers.add')}
          </Button>
        </div>
      </form>
    </div>
  )
}
