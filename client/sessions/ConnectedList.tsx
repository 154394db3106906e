import { useAsk } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { byName } from '../ui/names.ts'
import { PersonAvatar } from '../ui/PersonAvatar.tsx'
import css from './ConnectedList.module.css'
import type { SessionDetail } from './data.ts'

type Props = {
  readonly session: SessionDetail
  readonly account: string
  readonly where: (text: string) => string | null
}

/** Who has the session open, and in which text; a connection is not presence. */
export function ConnectedList({ session, account, where }: Props) {
  const t = useWords()
  const { language, inMine } = useLanguage()
  const connected = useAsk('sessions', 'connected', { session: session.id }).data?.accounts ?? []
  const sorted = [...connected].sort(byName<(typeof connected)[number]>(language, (each) => each.name))
  return (
    <div>
      <p className="quiet">{t('sessions.connectedHint')}</p>
      {sorted.every((each) => each.account === account) ? (
        <p className={css.empty}>{t('sessions.connectedEmpty')}</p>
      ) : (
        <ul className={css.people}>
          {sorted.map((each) => {
            const [text] = [...each.texts].sort((a, b) => Number(b.typing) - Number(a.typing))
            const place = text ? where(text.text) : null
            return (
              <li key={each.account} className={css.person}>
                <PersonAvatar account={each.account} name={each.name} size={28} />
                <span>
                  {inMine(each.name)}
                  {each.account === account ? <span className={css.where}> {t('sessions.you')}</span> : null}
                  {text && place ? (
                    <span className={css.place}>
                      {t(text.typing ? 'sessions.writing' : 'sessions.reading')}: {place}
                    </span>
                  ) : null}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
