import Ban from 'lucide-react/icons/ban'
import IdCard from 'lucide-react/icons/id-card'
import ShieldCheck from 'lucide-react/icons/shield-check'
import { useLanguage, useWords } from '../language.tsx'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { RowButton } from '../ui/RowButton.tsx'
import type { Kept } from './data.ts'
import css from './PersonRow.module.css'

export type PersonAct = 'card' | 'invite' | 'edit'

/** One account in the list: who, how reached, in what state, and what may be done. */
export function PersonRow({ person, onPress }: { person: Kept; onPress: (act: PersonAct) => void }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const name = inMine(person.name)
  const role = person.role === 'person' ? null : t(`people.roles.${person.role}`)
  const languages = person.languages.map((language) => t(`common.languages.${language}`)).join(', ')
  return (
    <li className={css.row} data-off={(person.switchedOff && !person.erased) || undefined}>
      <PersonAvatar account={person.id} name={person.name} />
      <span className={css.who}>
        <span className={css.name}>{name}</span>
        <span className={css.about}>{[role, person.email, person.phone].filter(Boolean).join(' · ')}</span>
        {person.organisation || languages ? (
          <span className={css.about}>{[person.organisation, languages].filter(Boolean).join(' · ')}</span>
        ) : null}
      </span>
      <span className={css.states}>
        {person.switchedOff ? (
          <span data-off>
            <Ban size={14} aria-hidden /> {t(person.erased ? 'people.erased' : 'people.off')}
          </span>
        ) : null}
        {person.devicesOff ? (
          <span data-off>
            <Ban size={14} aria-hidden /> {t('people.devicesOff')}
          </span>
        ) : null}
        {person.hasPassword || person.erased ? null : <span>{t('people.noPassword')}</span>}
        {person.hasSecondFactor ? (
          <span>
            <ShieldCheck size={14} aria-hidden /> {t('people.secondFactor')}
          </span>
        ) : null}
      </span>
      <span className={css.buttons}>
        {person.may.card ? (
          <RowButton icon={<IdCard size={16} aria-hidden />} of={name} onPress={() => onPress('card')}>
            {t('people.card')}
          </RowButton>
        ) : null}
        {person.may.invite ? (
          <RowButton of={name} onPress={() => onPress('invite')}>
            {t('people.invite')}
          </RowButton>
        ) : null}
        {person.may.change ? (
          <RowButton of={name} onPress={() => onPress('edit')}>
            {t('people.edit')}
          </RowButton>
        ) : null}
      </span>
    </li>
  )
}
