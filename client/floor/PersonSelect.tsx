import { NativeSelect } from '@mantine/core'
import type { AccountId } from '../../shared/ids.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { SessionDetail } from '../sessions/data.ts'

type Props = {
  readonly session: SessionDetail
  readonly value: AccountId
  readonly onChange: (account: AccountId) => void
  readonly seatedOnly?: boolean
}

/** Somebody of the session, by name; typing the first letters chooses. */
export function PersonSelect({ session, value, onChange, seatedOnly = false }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const named = (people: readonly { account: AccountId; name: SessionDetail['title'] }[]) =>
    [...new Map(people.map(({ account, name }) => [account, inMine(name)])).entries()]
      .sort(([, a], [, b]) => a.localeCompare(b, language))
      .map(([account, label]) => ({ value: account as string, label }))
  return (
    <NativeSelect
      label={t('floor.hall.who')}
      size="md"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as AccountId)}
      data={[...named(session.seats), ...(seatedOnly ? [] : named(session.others))]}
    />
  )
}
