import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import Printer from 'lucide-react/icons/printer'
import type { Localised } from '../../shared/language.ts'
import { CheckCode } from '../adoption/CheckCode.tsx'
import { type Answer, useAsk } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { Hash } from '../ui/Hash.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './PaperKitPage.module.css'

type Kit = Answer<'votes', 'paper-kit'>
const CHOICES = ['for', 'against', 'abstain'] as const

/** Words in every language of record, one under the other, so that a sheet can be read by whoever holds it. */
function InEach({ kit, value }: { kit: Kit; value: (words: Kit['words'][number]) => string }) {
  return kit.words.map((words) => (
    <span key={words.language} lang={words.language} className={css.line}>
      {value(words)}
    </span>
  ))
}

function useCouncils(kit: Kit) {
  const { inMine } = useLanguage()
  return (ids: readonly string[]) =>
    kit.councils
      .filter(({ id }) => ids.some((one) => one === id))
      .map(({ name }) => inMine(name))
      .join(', ')
}

/** The sheet of one place: for whom, on which text, three boxes and a line to sign. */
function BallotPaper({ kit, place }: { kit: Kit; place: Kit['places'][number] }) {
  const { inMine } = useLanguage()
  const councils = useCouncils(kit)
  return (
    <section className={css.sheet}>
      <p className={css.what}>
        <InEach kit={kit} value={({ sheet }) => sheet.title} />
      </p>
      <p className={css.who}>
        {inMine(place.name)}
        <span className={css.councils}>{councils(place.councils)}</span>
      </p>
      <p className={css.question}>
        <InEach kit={kit} value={({ language }) => kit.question[language]} />
        <Hash hash={kit.hash} />
      </p>
      <ul className={css.boxes}>
        {CHOICES.map((choice) => (
          <li key={choice}>
            <span className={css.box} aria-hidden="true" />
            <span>
              <InEach kit={kit} value={({ sheet }) => sheet[choice]} />
            </span>
          </li>
        ))}
      </ul>
      <p className={css.how}>
        <InEach kit={kit} value={({ sheet }) => sheet.how} />
      </p>
      <p className={css.sign}>
        <InEach kit={kit} value={({ sheet }) => sheet.signature} />
      </p>
    </section>
  )
}

/** Everybody on the roll in its order, with a column for each choice. */
function RollCallList({ kit }: { kit: Kit }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const councils = useCouncils(kit)
  return (
    <section className={css.page}>
      <h2>{t('paperKit.rollCall')}</h2>
      <p>
        {inMine(kit.question)} <Hash hash={kit.hash} />
      </p>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('paperKit.number')}</th>
            <th scope="col">{t('paperKit.name')}</th>
            <th scope="col">{t('paperKit.councils')}</th>
            {CHOICES.map((choice) => (
              <th key={choice} scope="col">
                {t(`votes.recorded.${choice}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kit.places.map((place, at) => (
            <tr key={place.place}>
              <td className="tabular">{at + 1}</td>
              <th scope="row">{inMine(place.name)}</th>
              <td>{councils(place.councils)}</td>
              {CHOICES.map((choice) => (
                <td key={choice} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The form on which tellers write what they counted, together or for each council. */
function TallyForm({ kit }: { kit: Kit }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const rows: readonly { readonly id: string; readonly name: Localised | null }[] = [
    ...kit.councils,
    { id: 'all', name: null },
  ]
  return (
    <section className={css.page}>
      <h2>{t('paperKit.tally')}</h2>
      <p>
        {inMine(kit.question)} <Hash hash={kit.hash} />
      </p>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('paperKit.councils')}</th>
            {CHOICES.map((choice) => (
              <th key={choice} scope="col">
                {t(`votes.recorded.${choice}`)}
              </th>
            ))}
            <th scope="col">{t('votes.notVoting')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name }) => (
            <tr key={id} className={css.tall}>
              <th scope="row">{name ? inMine(name) : t('paperKit.total')}</th>
              <td />
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <p className={css.sign}>{t('paperKit.teller')}</p>
      <p className={css.sign}>{t('paperKit.time')}</p>
    </section>
  )
}

function KitOf({ kit }: { kit: Kit }) {
  const t = useWords()
  const { inMine } = useLanguage()
  return (
    <div className={css.kit}>
      <header className={`${css.head} no-print`}>
        <PageTitle>{t('paperKit.title')}</PageTitle>
        <p>{t('paperKit.intro', { count: kit.places.length })}</p>
        {kit.vote === null ? <p className="quiet">{t('paperKit.asBefore')}</p> : null}
        <Button size="md" leftSection={<Printer size={18} aria-hidden />} onClick={() => window.print()}>
          {t('paperKit.print')}
        </Button>
      </header>
      <section className={css.page}>
        <p className="quiet">
          {kit.vote === null ? null : `${t('paperKit.vote', { number: kit.vote })} · `}
          {t('paperKit.version', { number: kit.version })} <Hash hash={kit.hash} />
        </p>
        <h2>{inMine(kit.question)}</h2>
        {kit.words.map(({ language, title, text }) => (
          <article key={language} lang={language} className={css.words}>
            <h3>{title}</h3>
            <p>{text}</p>
          </article>
        ))}
        <CheckCode hash={kit.hash} />
      </section>
      {kit.places.map((place) => (
        <BallotPaper key={place.place} kit={kit} place={place} />
      ))}
      <RollCallList kit={kit} />
      <TallyForm kit={kit} />
    </div>
  )
}

/** The paper kit of a frozen text: one page to print, with all that a vote on paper needs. */
export function PaperKitPage() {
  const { recommendation } = useParams({ from: '/frame/office/sessions/$session/paper-kit/$recommendation' })
  const kit = useAsk('votes', 'paper-kit', { recommendation })
  return <Loaded from={kit}>{(loaded) => <KitOf kit={loaded} />}</Loaded>
}
