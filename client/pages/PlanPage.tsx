import { useNavigate, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { SessionId } from '../../shared/ids.ts'
import { useLanguage, useWords } from '../language.tsx'
import { TextsEditor } from '../recommendations/TextsEditor.tsx'
import { useSession } from '../sessions/data.ts'
import { AgendaEditor } from '../sessions/plan/AgendaEditor.tsx'
import { type PlanChoices, type PlanDetail, usePlan, usePlanChoices } from '../sessions/plan/data.ts'
import { Forecast } from '../sessions/plan/Forecast.tsx'
import { PapersEditor } from '../sessions/plan/PapersEditor.tsx'
import { PeopleEditor } from '../sessions/plan/PeopleEditor.tsx'
import { PlanForm } from '../sessions/plan/PlanForm.tsx'
import { Page } from '../ui/Page.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import { Circulation } from '../versions/Circulation.tsx'
import css from './PlanPage.module.css'

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className={`sheet ${css.part}`} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

/** Plans a new session; what it is held on comes next, on its own page. */
export function NewSessionPage() {
  const t = useWords()
  const navigate = useNavigate()
  const choices = usePlanChoices()
  return (
    <Page title={t('planning.newTitle')}>
      <Loaded from={choices}>
        {(loaded) => (
          <Part id="facts-title" title={t('plan.facts')}>
            <PlanForm
              choices={loaded}
              kept={null}
              onPlanned={(session) => void navigate({ to: '/sessions/$session/plan', params: { session } })}
            />
          </Part>
        )}
      </Loaded>
    </Page>
  )
}

function Prepared({ plan, choices }: { plan: PlanDetail; choices: PlanChoices }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const session = useSession(plan.session).data
  return (
    <Page title={t('plan.title')} intro={inMine(plan.title)}>
      <Part id="facts-title" title={t('plan.facts')}>
        <PlanForm choices={choices} kept={plan} />
      </Part>
      <Part id="agenda-title" title={t('plan.agenda.title')}>
        <AgendaEditor plan={plan} />
      </Part>
      <Part id="people-title" title={t('plan.people.title')}>
        {session ? <Forecast session={session} /> : null}
        <PeopleEditor plan={plan} choices={choices} />
      </Part>
      <Part id="papers-title" title={t('planning.papers.title')}>
        <PapersEditor plan={plan} />
      </Part>
      <Part id="texts-title" title={t('planning.set.title')}>
        {/* In an open sitting it is for who runs the session. */}
        <TextsEditor session={plan.session} mayWithdraw={plan.stage !== 'open' || session?.may.run === true} />
      </Part>
      <Part id="circulation-title" title={t('planning.circulated.title')}>
        <Circulation session={plan.session} timezone={plan.timezone} />
      </Part>
    </Page>
  )
}

/** Prepares a session: facts, agenda, people, papers, texts, circulation. */
export function PlanPage() {
  const { session: id } = useParams({ from: '/frame/office/sessions/$session/plan' })
  const plan = usePlan(id as SessionId)
  const choices = usePlanChoices(id as SessionId)
  return (
    <Loaded from={plan}>
      {(loaded) => (
        <Loaded from={choices}>{(known) => <Prepared key={loaded.session} plan={loaded} choices={known} />}</Loaded>
      )}
    </Loaded>
  )
}
