import { ActionIcon, Button, TextInput } from '@mantine/core'
import UserPlus from 'lucide-react/icons/user-plus'
import X from 'lucide-react/icons/x'
import { useId, useState } from 'react'
import type { AccountId } from '../../shared/ids.ts'
import { plainLetters } from '../../shared/text/plain-letters.ts'
import type { Me } from '../accounts/data.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './AmendmentSide.module.css'
import type { AmendmentDetail } from './data.ts'

type Props = { readonly me: Me; readonly session: SessionDetail; readonly amendment: AmendmentDetail }

/** Who stands behind an amendment; in a draft others are asked to sign. Source: RULES.md AM24. */
export function SponsorsField({ me, session, amendment }: Props) {
  const t = useWords()
  const { inMine } = useLanguage()
  const invite = useAct('amendments', 'invite')
  const { sponsors, mover, may, stage } = amendment
  const mayAsk = may.arrange && stage === 'draft'
  const asked = sponsors.filter(({ signedAt }) => signedAt === null).map(({ account }) => account)
  const ask = (accounts: readonly AccountId[]) => invite.run({ amendment: amendment.id, accounts: [...accounts] })
  const stateOf = ({ account, signedAt }: (typeof sponsors)[number]) =>
    account === mover.account ? 'isMover' : signedAt === null ? 'isAsked' : 'hasSigned'
  return (
    <section className={css.part} aria-labelledby="sponsors-title">
      <h2 id="sponsors-title">{t('amendments.page.sponsors')}</h2>
      <ul className={css.people}>
        {sponsors.map((each) => (
          <li key={each.account} className={css.person}>
            <PersonAvatar account={each.account} name={each.name} size={28} />
            <span>
              {inMine(each.name)} <span className={css.state}>{t(`amendments.page.${stateOf(each)}`)}</span>
            </span>
            {mayAsk && each.signedAt === null ? (
              <ActionIcon
                variant="subtle"
                size={32}
                aria-label={t('amendments.page.unask', { name: inMine(each.name) })}
                onClick={() => void ask(asked.filter((account) => account !== each.account))}
              >
                <X size={16} aria-hidden />
              </ActionIcon>
            ) : null}
          </li>
        ))}
      </ul>
      {mayAsk ? (
        <Others
          session={session}
          without={[me.id, ...sponsors.map(({ account }) => account)]}
          onAsk={(account) => void ask([...asked, account])}
        />
      ) : null}
      {invite.refusal ? <RefusalNote refusal={invite.refusal} /> : null}
    </section>
  )
}

type OthersProps = {
  readonly session: SessionDetail
  readonly without: readonly string[]
  readonly onAsk: (account: AccountId) => void
}

/** Members of the session, found by name, also without Kazakh letters. */
function Others({ session, without, onAsk }: OthersProps) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const id = useId()
  const [opened, setOpened] = useState(false)
  const [sought, setSought] = useState('')
  const people = [...new Map(session.seats.map(({ account, name }) => [account, inMine(name)]))]
    .filter(([account]) => !without.includes(account))
    .sort(([, a], [, b]) => a.localeCompare(b, language))
  const found = people.filter(([, name]) => plainLetters(name).includes(plainLetters(sought.trim())))
  return (
    <>
      <Button
        variant="default"
        size="md"
        leftSection={<UserPlus size={18} aria-hidden />}
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => setOpened(!opened)}
      >
        {t('amendments.page.invite')}
      </Button>
      {opened ? (
        <div id={id} className={css.tabs}>
          <p className={css.hint}>{t('amendments.page.inviteHint')}</p>
          <TextInput
            size="md"
            label={t('amendments.page.findMember')}
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
          />
          <div className={css.found}>
            {found.length === 0 ? <p className="quiet">{t('amendments.page.nobodyFound')}</p> : null}
            {found.map(([account, name]) => (
              <Button
                key={account}
                variant="subtle"
                size="sm"
                justify="flex-start"
                aria-label={t('amendments.page.ask', { name })}
                onClick={() => onAsk(account)}
              >
                {name}
              </Button>
            ))}
          </div>
        </div>
      ) : null}
    </>
  )
}
