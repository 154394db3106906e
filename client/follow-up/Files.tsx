import Paperclip from 'lucide-react/icons/paperclip'
import { FILE_KIND_NAMES, type FileKind } from '../../shared/files/kinds.ts'
import { formatNumber } from '../../shared/messages/format.ts'
import { useLanguage, useWords } from '../language.tsx'
import { FileField } from '../ui/FileField.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useUpload } from './data.ts'
import css from './Files.module.css'

type Shown = { readonly id: string; readonly name: string; readonly kind: FileKind; readonly size: number }

export const ACCEPTED = FILE_KIND_NAMES.map((kind) => `.${kind}`).join(',')
const KILOBYTE = 1024

/** Kept files by name and size; links where they may be opened. */
export function FileList({ files, open }: { files: readonly Shown[]; open: boolean }) {
  const t = useWords()
  const { language } = useLanguage()
  if (files.length === 0) return null
  return (
    <ul className={css.files}>
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <Paperclip size={14} aria-hidden />
          {open ? (
            <a href={`/api/follow-up/file?id=${id}`} download>
              {name}
            </a>
          ) : (
            <span>{name}</span>
          )}
          <span className="quiet">
            {t('followUp.one.size', { size: formatNumber(language, Math.max(1, Math.round(size / KILOBYTE))) })}
          </span>
        </li>
      ))}
    </ul>
  )
}

type AddProps = {
  readonly to: Readonly<Record<string, string>>
  readonly label: string
  /** The secret of a link, where there is no account. */
  readonly code?: string
  readonly onAdded?: () => void
}

/** Adds a file to a letter, a measure, or an answer that is being given. */
export function AddFile({ to, label, code, onAdded }: AddProps) {
  const t = useWords()
  const { adding, refusal, upload } = useUpload()
  const choose = async (file: File | null) => {
    if (!file) return
    const path = code ? '/api/follow-up/link/upload' : '/api/follow-up/upload'
    if (await upload(path, to, file, code ? { 'x-answer-code': code } : {})) onAdded?.()
  }
  return (
    <div className={css.add}>
      <FileField
        label={label}
        hint={adding ? t('followUp.one.adding', { name: adding }) : t('followUp.one.fileHint')}
        accept={ACCEPTED}
        onChoose={(file) => void choose(file)}
      />
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </div>
  )
}
