import { TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import type { AccountId } from '../../shared/ids.ts'
import { plainLetters } from '../../shared/text/plain-letters.ts'
import { useAsk } from '../api.ts'
import { placeOf } from '../floor/data.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import css from './MoverField.module.css'

/** So many names are looked over at a glance; more are found by typing. */
const MOST_SHOWN = 6

type Props = {
  readonly session: SessionDetail
  readonly value: AccountId | null
  readonly onChange: (account: AccountId) => void
}

/** Who moved it: who has the floor stands first; found by name, also without Kazakh letters. */
export function MoverField(props: Props) {
  const t = useWords()
  const asked = useAsk('floor', 'floor', { session: props.session.id })
  // Whoever came to the first place while one presses there would be pressed instead.
  const waits = asked.data === undefined && asked.fetchStatus === 'fetching'
  return (
    <fieldset className={css.field}>
      <legend>{t('amendmentsDesk.floor.mover')}</legend>
      {waits ? <Waiting /> : <People {...props} speaking={asked.data?.speaking?.account} />}
    </fieldset>
  )
}

type PeopleProps = Props & { readonly speaking: AccountId | undefined }

function People({ session, value, speaking, onChange }: PeopleProps) {
  const t = useWords()
  const { inMine } = useLanguage()
  const name = useId()
  const [sought, setSought] = useState('')
  // Who spoke when it was opened stays there.
  const [spoke] = useState(speaking)
  const found = usePeople(session, spoke, sought)
  const chosen = found.find(({ account }) => account === value)
  // Who was chosen stays in sight, whatever is typed then.
  const shown = [...new Set([...(chosen ? [chosen] : []), ...found])].slice(0, MOST_SHOWN)
  const more = found.length - shown.length
  return (
    <>
      <TextInput
        size="md"
        type="search"
        aria-label={t('amendmentsDesk.floor.search')}
        placeholder={t('amendmentsDesk.floor.search')}
        value={sought}
        onChange={(event) => setSought(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = found
          if (event.key !== 'Enter' || !first) return
          event.preventDefault()
          onChange(first.account)
        }}
      />
      {shown.length === 0 ? <p className="quiet">{t('amendmentsDesk.floor.nobody')}</p> : null}
      <div className={css.people}>
        {shown.map((each) => (
          <label key={each.account} className={css.person}>
            <input type="radio" name={name} checked={each.account === value} onChange={() => onChange(each.account)} />
            <PersonAvatar account={each.account} name={each.name} size={28} />
            <span>
              {inMine(each.name)}
              <span className={css.place}>
                {each.account === speaking
                  ? t('amendmentsDesk.floor.speaking')
                  : placeOf(session, each.account, inMine)}
              </span>
            </span>
          </label>
        ))}
      </div>
      {more > 0 ? <p className="quiet">{t('amendmentsDesk.floor.more', { count: more })}</p> : null}
    </>
  )
}

/** Who sits or drafts here, who speaks first, then by name; only those whose name has the letters that were typed. */
function usePeople(session: SessionDetail, speaking: string | undefined, sought: string) {
  const { language, inMine } = useLanguage()
  const letters = plainLetters(sought.trim())
  const drafters = session.others.filter(({ role }) => role === 'drafter')
  const people = [...new Map([...session.seats, ...drafters].map((one) => [one.account, one])).values()]
  return people
    .filter(({ name }) => plainLetters(Object.values(name).join(' ')).includes(letters))
    .map(({ account, name }) => ({ account, name }))
    .sort(
      (one, other) =>
        Number(other.account === speaking) - Number(one.account === speaking) ||
        inMine(one.name).localeCompare(inMine(other.name), language),
    )
}
