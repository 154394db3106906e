import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { RecommendationId } from '../../shared/ids.ts'
import { useAct } from '../api.ts'
import { FollowUpWords, useLanguage, useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { RecordWords } from '../ui/RecordWords.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { type EarlierLink, useRepeats } from './data.ts'
import { EarlierName } from './EarlierName.tsx'
import { EarlierPicker } from './EarlierPicker.tsx'
import css from './Repeats.module.css'

type Props = { readonly recommendation: RecommendationId }

/** The earlier recommendations that one repeats or follows, what became of them, and where it was taken up again. Source: RULES.md FO21. */
export const Repeats = (props: Props) => (
  <FollowUpWords>
    <Asked {...props} />
  </FollowUpWords>
)

function Asked({ recommendation }: Props) {
  const t = useWords()
  const repeats = useRepeats(recommendation)
  return (
    <section className={css.repeats} aria-labelledby="repeats-title">
      <h2 id="repeats-title">{t('followUp.repeats.title')}</h2>
      <Loaded from={repeats}>
        {({ links, later, mayLink }) => (
          <>
            {links.length === 0 ? <p className="quiet">{t('followUp.repeats.none')}</p> : null}
            <ul className={css.list}>
              {links.map((link) => (
                <Linked key={link.number} recommendation={recommendation} link={link} mayLink={mayLink} />
              ))}
            </ul>
            {mayLink ? <EarlierPicker recommendation={recommendation} /> : null}
            {later.length > 0 ? (
              <>
                <h3>{t('followUp.repeats.repeatedBy')}</h3>
                <ul className={css.list}>
                  {later.map((one) => (
                    <Later key={one.recommendation} one={one} />
                  ))}
                </ul>
              </>
            ) : null}
          </>
        )}
      </Loaded>
    </section>
  )
}

function Linked({ recommendation, link, mayLink }: Props & { link: EarlierLink; mayLink: boolean }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const unlink = useAct('follow-up', 'unlink-earlier')
  const [opened, setOpened] = useState(false)
  const { of, found, listedAs, said, number } = link
  const take = async () => {
    const done = await unlink.run({ recommendation, number })
    if (done?.ok) setOpened(false)
  }
  const states = found?.addressees.map(
    ({ abbr, status }) => `${inMine(abbr)}: ${t(`followUp.statuses.${status ?? 'none'}`)}`,
  )
  const became = states && states.length > 0 ? states.join('; ') : listedAs
  return (
    <li>
      <EarlierName way={link.way} said={said} />
      <RecordWords value={said.text} />
      <span className="quiet">
        {became === '' ? t('followUp.repeats.unknown') : t('followUp.repeats.became', { words: became })}{' '}
        {found && of.kind === 'adopted' ? (
          <Link
            to="/sessions/$session/follow-up/$recommendation"
            params={{ session: found.session, recommendation: of.id }}
          >
            {t('followUp.repeats.followUp')}
          </Link>
        ) : null}
      </span>
      {mayLink ? (
        <>
          <Button variant="subtle" size="compact-md" mih={32} onClick={() => setOpened(true)}>
            {t('followUp.repeats.unlink')}
            <span className="visually-hidden">: {said.number}</span>
          </Button>
          <ConfirmDialog
            opened={opened}
            title={t('followUp.repeats.unlink')}
            effect={t('followUp.repeats.unlinkEffect')}
            verb={t('followUp.repeats.unlink')}
            act={unlink}
            onConfirm={() => void take()}
            onClose={() => setOpened(false)}
          />
        </>
      ) : null}
    </li>
  )
}

function Later({ one }: { one: NonNullable<ReturnType<typeof useRepeats>['data']>['later'][number] }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const { recommendation, session, isAdopted, way } = one
  const to = isAdopted
    ? ('/sessions/$session/follow-up/$recommendation' as const)
    : ('/sessions/$session/recommendations/$recommendation' as const)
  return (
    <li>
      <Link to={to} params={{ session, recommendation }}>
        {t('followUp.repeats.later', { session: inMine(one.sessionTitle), number: one.number ?? '' })}
      </Link>
      <span className="quiet">{t(`followUp.repeats.ways.${way}`)}</span>
    </li>
  )
}
