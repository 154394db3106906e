import { Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import Search from 'lucide-react/icons/search'
import UserPlus from 'lucide-react/icons/user-plus'
import { useState } from 'react'
import { plainLetters } from '../../shared/text/plain-letters.ts'
import { CardDialog } from '../accounts/CardDialog.tsx'
import { type Kept, type Me, useMe, usePeople } from '../accounts/data.ts'
import { Erasures } from '../accounts/Erasures.tsx'
import { InviteDialog } from '../accounts/InviteDialog.tsx'
import { PersonForm } from '../accounts/PersonForm.tsx'
import { type PersonAct, PersonRow } from '../accounts/PersonRow.tsx'
import { useLanguage, useWords } from '../language.tsx'
import { byName } from '../ui/names.ts'
import { Page } from '../ui/Page.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './PeoplePage.module.css'

/** What is open over the list: an act on a person, or the form of a new one. */
type Open = { readonly act: PersonAct; readonly person: Kept } | { readonly act: 'add' } | null

function People({ me, people, hasMail }: { me: Me; people: readonly Kept[]; hasMail: boolean }) {
  const t = useWords()
  const { language } = useLanguage()
  const [sought, setSought] = useState('')
  const [open, setOpen] = useState<Open>(null)
  const words = plainLetters(sought.trim())
  const shown = people
    .filter(({ name, email, organisation }) =>
      plainLetters([name.kk, name.ru, name.en, email, organisation ?? ''].join(' ')).includes(words),
    )
    .sort(byName<Kept>(language, (person) => person.name))
  const close = () => setOpen(null)
  return (
    <>
      <div className={css.tools}>
        <TextInput
          label={t('people.search')}
          size="lg"
          leftSection={<Search size={18} aria-hidden />}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        <Button
          variant="filled"
          size="lg"
          leftSection={<UserPlus size={18} aria-hidden />}
          onClick={() => setOpen({ act: 'add' })}
        >
          {t('people.add')}
        </Button>
      </div>
      <p className="quiet" role="status">
        {shown.length > 0 ? t('people.shown', { count: shown.length }) : t('people.nothing')}
      </p>
      {shown.length > 0 ? (
        <ul className="sheet">
          {shown.map((person) => (
            <PersonRow key={person.id} person={person} onPress={(act) => setOpen({ act, person })} />
          ))}
        </ul>
      ) : null}
      {open?.act === 'card' ? <CardDialog person={open.person} onClose={close} /> : null}
      {open?.act === 'invite' ? <InviteDialog person={open.person} hasMail={hasMail} onClose={close} /> : null}
      {open?.act === 'edit' ? <PersonForm me={me} person={open.person} onDone={close} onClose={close} /> : null}
      {open?.act === 'add' ? <PersonForm me={me} person={null} onDone={close} onClose={close} /> : null}
    </>
  )
}

/** Everyone who has an account: add, change, invite, give a card, switch off. */
export function PeoplePage() {
  const t = useWords()
  const me = useMe()
  const people = usePeople()
  return (
    <Page title={t('people.title')} intro={t('people.intro')}>
      <Loaded from={people}>
        {({ people: all, mail }) => (me.data ? <People me={me.data} people={all} hasMail={mail} /> : null)}
      </Loaded>
      {me.data?.role === 'secretariat' ? <Erasures /> : null}
      <Link to="/sign-in-log">{t('accounts.log.title')}</Link>
    </Page>
  )
}
