import { eachLanguage } from '../../shared/language.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { Present } from '../live/people.ts'
import type { SessionDetail } from '../sessions/data.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { nameIn } from './data.ts'
import css from './People.module.css'

const MOST_SHOWN = 5

/** Who is in the text: those who write now, else everybody who has it open. */
export function People({ people, session }: { people: readonly Present[]; session: SessionDetail }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const writing = people.filter((each) => each.typing)
  const shown = writing.length > 0 ? writing : people
  // Nobody needs to be told that they are here themselves.
  if (shown.length === 0 || (people.length === 1 && writing.length === 0)) return null
  const nameOf = (person: Present) => nameIn(session, person.account) ?? eachLanguage(() => person.name)
  return (
    <div className={css.people}>
      <span className={css.label}>{t(writing.length > 0 ? 'live.writingNow' : 'live.inTheText')}</span>
      <ul className={css.row}>
        {shown.slice(0, MOST_SHOWN).map((person) => (
          <li key={person.account}>
            <PersonAvatar account={person.account} name={nameOf(person)} named />
          </li>
        ))}
      </ul>
      {shown.length > MOST_SHOWN ? (
        <span
          className="quiet"
          title={shown
            .slice(MOST_SHOWN)
            .map((person) => inMine(nameOf(person)))
            .join(', ')}
        >
          {t('live.andMore', { count: shown.length - MOST_SHOWN })}
        </span>
      ) : null}
    </div>
  )
}
