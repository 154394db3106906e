import { Button, NativeSelect, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AccountId } from '../../../shared/ids.ts'
import { SESSION_ROLES, type SessionRole } from '../../../shared/sessions/model.ts'
import { useAct } from '../../api.ts'
import { useLanguage, useWords } from '../../language.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { byName } from '../../ui/names.ts'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import type { PlanChoices, PlanDetail } from './data.ts'
import css from './Plan.module.css'

type Person = PlanDetail['people'][number]

/** Who takes part: members by their seats, and those invited one by one, each with their answer. */
export function PeopleEditor({ plan, choices }: { plan: PlanDetail; choices: PlanChoices }) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const invite = useAct('sessions', 'invite')
  const uninvite = useAct('sessions', 'uninvite')
  const [account, setAccount] = useState<AccountId | null>(null)
  const [role, setRole] = useState<SessionRole>('observer')
  const [organisation, setOrganisation] = useState('')
  const [leaving, setLeaving] = useState<Person | null>(null)
  const members = plan.people.filter((person) => person.role === null)
  const invited = plan.people.filter((person) => person.role !== null)
  const free = choices.accounts
    .filter((one) => !plan.people.some((person) => person.account === one.account))
    .sort(byName(language, (one) => one.name))
  const choose = (id: string | null) => {
    const chosen = free.find((one) => one.account === id)
    setAccount(chosen?.account ?? null)
    if (chosen?.organisation) setOrganisation(chosen.organisation)
  }
  const send = async () => {
    if (!account) return
    const done = await invite.run({ session: plan.session, account, role, organisation: organisation.trim() || null })
    if (!done?.ok) return
    setAccount(null)
    setOrganisation('')
  }
  const takeBack = async () => {
    if (!leaving) return
    const done = await uninvite.run({ session: plan.session, account: leaving.account })
    if (done?.ok) setLeaving(null)
  }
  return (
    <div className={css.points}>
      <details className={css.members}>
        <summary>{t('plan.people.members', { count: members.length })}</summary>
        <ul className={css.rows}>
          {members.map((person) => (
            <li key={person.account}>
              <span className={css.grow}>{inMine(person.name)}</span>
              <AnswerOf person={person} />
            </li>
          ))}
        </ul>
      </details>
      {invited.length === 0 ? <p className="quiet">{t('plan.people.none')}</p> : null}
      <ul className={css.rows}>
        {invited.map((person) => (
          <li key={person.account}>
            <span className={css.grow}>
              {inMine(person.name)}{' '}
              <span className="quiet">
                {person.role ? t(`plan.people.roles.${person.role}`) : ''}
                {person.organisation ? `, ${person.organisation}` : ''}
              </span>
            </span>
            <AnswerOf person={person} />
            <Button
              variant="subtle"
              size="compact-md"
              aria-label={`${t('plan.people.uninvite')}: ${inMine(person.name)}`}
              onClick={() => setLeaving(person)}
            >
              {t('plan.people.uninvite')}
            </Button>
          </li>
        ))}
      </ul>
      <div className={css.adder}>
        <Select
          size="md"
          label={t('plan.people.who')}
          searchable
          value={account}
          onChange={choose}
          data={free.map((one) => ({ value: one.account, label: inMine(one.name) }))}
        />
        <NativeSelect
          size="md"
          label={t('plan.people.role')}
          value={role}
          onChange={({ currentTarget: { value } }) =>
            setRole(SESSION_ROLES.find((each) => each === value) ?? 'observer')
          }
          data={SESSION_ROLES.map((each) => ({ value: each, label: t(`plan.people.roles.${each}`) }))}
        />
        <TextInput
          size="md"
          label={t('plan.people.organisation')}
          maxLength={200}
          value={organisation}
          onChange={(event) => setOrganisation(event.currentTarget.value)}
        />
        <Button variant="default" size="md" loading={invite.pending} disabled={!account} onClick={() => void send()}>
          {t('plan.people.invite')}
        </Button>
      </div>
      {invite.refusal ? <RefusalNote refusal={invite.refusal} /> : null}
      {leaving ? (
        <ConfirmDialog
          opened
          title={t('plan.people.uninviteTitle')}
          effect={t('plan.people.uninviteEffect', { name: inMine(leaving.name) })}
          verb={t('plan.people.uninvite')}
          act={uninvite}
          onConfirm={() => void takeBack()}
          onClose={() => setLeaving(null)}
        />
      ) : null}
    </div>
  )
}

function AnswerOf({ person }: { person: Person }) {
  const t = useWords()
  return (
    <span className={css.answer} data-answer={person.answer ?? undefined}>
      {t(`planning.answers.short.${person.answer ?? 'none'}`)}
    </span>
  )
}
