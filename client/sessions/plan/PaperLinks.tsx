import Download from 'lucide-react/icons/download'
import ExternalLink from 'lucide-react/icons/external-link'
import { useLanguage } from '../../language.tsx'
import type { Preparation } from './data.ts'
import css from './PaperLinks.module.css'

type Paper = Preparation['papers'][number]

/** Where a paper is opened: a file of ours is saved, a link leads away. */
export function PaperLink({ paper }: { paper: Paper }) {
  const { inMine } = useLanguage()
  const { link, file } = paper
  return link === null ? (
    <a
      className={css.paper}
      href={`/api/sessions/paper?id=${encodeURIComponent(paper.id)}`}
      download={file?.name ?? true}
    >
      <Download size={15} aria-hidden />
      {inMine(paper.title)}
      {file ? <span className="quiet"> {Math.max(1, Math.round(file.bytes / 1_000))} kB</span> : null}
    </a>
  ) : (
    <a className={css.paper} href={link} target="_blank" rel="noopener noreferrer">
      <ExternalLink size={15} aria-hidden />
      {inMine(paper.title)}
    </a>
  )
}

/** The papers of a point, or with null those of the session as a whole. */
export function PaperLinks({ papers, point }: { papers: readonly Paper[]; point: string | null }) {
  const those = papers.filter((paper) => paper.point === point)
  if (those.length === 0) return null
  return (
    <ul className={css.papers}>
      {those.map((paper) => (
        <li key={paper.id}>
          <PaperLink paper={paper} />
        </li>
      ))}
    </ul>
  )
}
