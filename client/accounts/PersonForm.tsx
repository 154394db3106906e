import { Button, Checkbox, Group, Modal, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ACCOUNT_ROLES, type AccountRole } from '../../shared/accounts/model.ts'
import { giveRole, isEmail } from '../../shared/accounts/rules.ts'
import { eachLanguage, LANGUAGES, type Language } from '../../shared/language.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { useFocusBack } from '../ui/useFocusBack.ts'
import type { Kept, Me } from './data.ts'
import { PersonActs } from './PersonActs.tsx'
import css from './PersonForm.module.css'

type Props = {
  readonly me: Me
  /** Null: a new person. */
  readonly person: Kept | null
  readonly onDone: (account: string) => void
  readonly onClose: () => void
}

const startOf = (person: Kept | null) => ({
  name: person?.name ?? eachLanguage(() => ''),
  email: person?.email ?? '',
  role: person?.role ?? ('person' as AccountRole),
  languages: person?.languages ?? [],
  phone: person?.phone ?? '',
  organisation: person?.organisation ?? '',
})

/** Makes or changes a person; what somebody else changed meanwhile is said, and nothing typed is lost. */
export function PersonForm({ me, person, onDone, onClose }: Props) {
  const t = useWords()
  const { language: mine, inMine } = useLanguage()
  const create = useAct('accounts', 'create')
  const change = useAct('accounts', 'change')
  const [given, setGiven] = useState(() => startOf(person))
  const [tried, setTried] = useState(false)
  useFocusBack()
  const set = (part: Partial<typeof given>) => setGiven((before) => ({ ...before, ...part }))
  const first = LANGUAGES.map((language) => given.name[language].trim()).find(Boolean)
  const wrong = {
    name: first ? null : t('people.missing.name'),
    email: isEmail(given.email.trim()) ? null : t('people.missing.email'),
  }
  const roles = ACCOUNT_ROLES.filter(
    (role) => role === given.role || giveRole({ id: me.id, role: me.role }, role, person?.role ?? null).ok,
  )
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    const field = (['name', 'email'] as const).find((one) => wrong[one])
    if (field) return event.currentTarget.querySelector<HTMLInputElement>(`[name^=${field}]`)?.focus()
    const input = {
      ...given,
      name: eachLanguage((language) => given.name[language].trim() || (first ?? '')),
      email: given.email.trim(),
      languages: [...given.languages],
      phone: given.phone.trim() || null,
      organisation: given.organisation.trim() || null,
    }
    if (!person) {
      const made = await create.run(input)
      if (made?.ok) onDone(made.value.id)
      return
    }
    const changed = await change.run({ ...input, account: person.id, rev: person.rev })
    if (changed?.ok) onDone(person.id)
  }
  const refusal = create.refusal ?? change.refusal
  return (
    <Modal
      opened
      onClose={onClose}
      title={person ? t('people.editTitle', { name: inMine(person.name) }) : t('people.addTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      classNames={{ title: css.title }}
      closeOnClickOutside={false}
    >
      <form className={css.form} onSubmit={(event) => void submit(event)} noValidate>
        {refusal ? <RefusalNote refusal={refusal} /> : null}
        <div className={css.names}>
          {LANGUAGES.toSorted((a, b) => Number(b === mine) - Number(a === mine)).map((language: Language) => (
            <TextInput
              key={language}
              name={`name-${language}`}
              lang={language}
              label={t('people.fields.name', { language: t(`common.languages.${language}`) })}
              error={tried && language === mine ? wrong.name : null}
              value={given.name[language]}
              onChange={(event) => set({ name: { ...given.name, [language]: event.currentTarget.value } })}
            />
          ))}
        </div>
        <p className="quiet">{t('people.nameHint')}</p>
        <TextInput
          name="email"
          type="email"
          label={t('people.fields.email')}
          error={tried ? wrong.email : null}
          autoComplete="off"
          spellCheck={false}
          value={given.email}
          onChange={(event) => set({ email: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('people.fields.role')}
          description={t('people.roleHint')}
          value={given.role}
          disabled={person?.id === me.id}
          data={roles.map((role) => ({ value: role, label: t(`people.roles.${role}`) }))}
          onChange={(event) => set({ role: event.currentTarget.value as AccountRole })}
        />
        <Checkbox.Group
          label={t('people.fields.languages')}
          value={[...given.languages]}
          onChange={(languages) => set({ languages: LANGUAGES.filter((one) => languages.includes(one)) })}
        >
          <Group gap="lg" mt={6}>
            {LANGUAGES.map((language) => (
              <Checkbox key={language} value={language} label={t(`common.languages.${language}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <div className={css.names}>
          <TextInput
            name="phone"
            type="tel"
            label={t('people.fields.phone')}
            value={given.phone}
            onChange={(event) => set({ phone: event.currentTarget.value })}
          />
          <TextInput
            name="organisation"
            label={t('people.fields.organisation')}
            value={given.organisation}
            onChange={(event) => set({ organisation: event.currentTarget.value })}
          />
        </div>
        <div className={css.buttons}>
          <Button variant="default" size="md" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" variant="filled" size="md" loading={create.pending || change.pending}>
            {t(person ? 'people.save' : 'people.addSubmit')}
          </Button>
        </div>
      </form>
      {person ? <PersonActs person={person} onDone={onClose} /> : null}
    </Modal>
  )
}
