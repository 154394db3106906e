import CircleCheck from 'lucide-react/icons/circle-check'
import CircleX from 'lucide-react/icons/circle-x'
import { useLanguage, useWords } from '../language.tsx'
import css from './Councils.module.css'
import type { CouncilShown } from './data.ts'
import { Marks } from './Marks.tsx'

/** Each council's quorum, a mark a seat: present full, remote striped, absent outlined, a line after the seat that makes it. */
export function Councils({ councils }: { councils: readonly CouncilShown[] }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const kind = ({ present, remote }: CouncilShown, at: number) =>
    at >= present ? 'absent' : at >= present - remote ? 'remote' : 'hall'
  return (
    <ul className={css.councils}>
      {councils.map((council) => {
        const Icon = council.reached ? CircleCheck : CircleX
        return (
          <li key={council.id} className={css.council}>
            <p className={css.councilHead}>
              <span>{inMine(council.name)}</span>
              <strong>{t('screens.page.present', { present: council.present, base: council.base })}</strong>
            </p>
            <Marks count={council.base} needed={council.needed} kindOf={(at) => kind(council, at)} />
            <p className={css.quorum} data-reached={council.reached || undefined}>
              <Icon size="1em" aria-hidden />
              {t(council.reached ? 'screens.page.quorum' : 'screens.page.noQuorum', { needed: council.needed })}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
