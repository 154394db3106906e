import { Button } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import css from '../adoption/Final.module.css'
import { useFinals } from '../adoption/final-data.ts'
import { useOfficial } from '../adoption/useOfficial.ts'
import { type Answer, useAct } from '../api.ts'
import { FinalWords, useLanguage, useWords } from '../language.tsx'
import { useCalled } from '../recommendations/data.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Loaded } from '../ui/Waiting.tsx'

type Finals = Answer<'adoption', 'finals'>

/** The adopted texts of a session, and how far each is on its way to publication. Source: RULES.md AD20, AD32. */
export function FinalTextsPage() {
  const { session } = useParams({ from: '/frame/sessions/$session/final-texts' })
  const finals = useFinals(session as SessionId)
  return (
    <FinalWords>
      <Loaded from={finals}>{(found) => <Shown session={session as SessionId} {...found} />}</Loaded>
    </FinalWords>
  )
}

function Shown({ session, texts, isRenumbered, mayRenumber }: Finals & { readonly session: SessionId }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const called = useCalled()
  return (
    <Page title={t('final.list.title')} {...(isRenumbered && { intro: t('final.list.renumbered') })}>
      {mayRenumber ? <Renumber session={session} /> : null}
      {texts.length === 0 ? (
        <EmptyState title={t('final.list.none')}>{t('final.list.noneText')}</EmptyState>
      ) : (
        <ul className={css.list}>
          {texts.map((text) => (
            <li key={text.recommendation}>
              <span className="quiet">
                {called(text)}
                {text.numberBefore !== null && text.numberBefore !== text.number
                  ? `, ${t('final.list.was', { number: text.numberBefore })}`
                  : null}
              </span>
              <Link to="/adopted/$recommendation/final" params={{ recommendation: text.recommendation }}>
                {inMine(text.title)}
              </Link>
              <Standing text={text} />
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

/** Where a text stands: under which number it is out, and what is being worked on. */
function Standing({ text: { round, official } }: { text: Finals['texts'][number] }) {
  const t = useWords()
  const said = useOfficial()
  const now = round
    ? `${round.round > 0 ? `${t('final.corrigendum', { number: round.round })}: ` : ''}${t(`final.stages.${round.stage}`)}`
    : t('final.list.notBegun')
  return (
    <span>
      {now}
      {official ? ` · ${said(official)}` : null}
    </span>
  )
}

function Renumber({ session }: { session: SessionId }) {
  const t = useWords()
  const act = useAct('adoption', 'renumber')
  const [asked, setAsked] = useState(false)
  const verb = t('final.list.renumber')
  return (
    <p>
      <Button variant="default" size="md" onClick={() => setAsked(true)}>
        {verb}
      </Button>
      {asked ? (
        <ConfirmDialog
          opened
          title={verb}
          effect={t('final.list.renumberEffect')}
          verb={verb}
          act={act}
          onConfirm={() => void act.run({ session }).then((done) => done?.ok && setAsked(false))}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </p>
  )
}
