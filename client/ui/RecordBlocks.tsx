import type { ReactNode } from 'react'
import type { Language } from '../../shared/language.ts'
import type { Part } from '../../shared/text/canonical.ts'
import { keyed } from './keyed.ts'
import { ReadWords } from './ReadWords.tsx'
import css from './RecordBlocks.module.css'

type Mark = { readonly type: 'bold' } | { readonly type: 'italic' } | { readonly type: 'link'; readonly href: string }
type Run = { readonly text: string; readonly marks?: readonly Mark[] | undefined }
type Block = { readonly level?: number | undefined; readonly content: readonly Run[] }

/** A run inside its marks; only web addresses become links. */
export function Marked({ run }: { run: Run }): ReactNode {
  let inner: ReactNode = <ReadWords words={run.text} />
  for (const mark of run.marks ?? []) {
    if (mark.type === 'bold') inner = <strong>{inner}</strong>
    else if (mark.type === 'italic') inner = <em>{inner}</em>
    else inner = <WebLink href={mark.href}>{inner}</WebLink>
  }
  return inner
}

function WebLink({ href, children }: { href: string; children: ReactNode }) {
  return /^https?:\/\//i.test(href) ? (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  ) : (
    children
  )
}

type Blocks = { readonly blocks: readonly Block[]; readonly lang: Language; readonly part?: Part }

/** The words of a version as it was cut: blocks and runs of the canonical form, in their own language; `part`: where passages may be marked in it. */
export function RecordBlocks({ blocks, lang, part }: Blocks) {
  return (
    <div lang={lang} data-fixed={part} className={css.blocks}>
      {keyed(blocks).map(({ key, value: block }) => (
        <p key={key} data-level={block.level}>
          {keyed(block.content).map(({ key: place, value: run }) => (
            <Marked key={place} run={run} />
          ))}
        </p>
      ))}
    </div>
  )
}
