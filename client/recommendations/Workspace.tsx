import { Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type * as Y from 'yjs'
import type { Language } from '../../shared/language.ts'
import type { Parts } from '../../shared/text/canonical.ts'
import type { Me } from '../accounts/data.ts'
import { AmendBar } from '../amendments/AmendBar.tsx'
import { useAmendmentCount, useAmendmentCounts } from '../amendments/data.ts'
import { FromFloor } from '../amendments/FromFloor.tsx'
import { LateAmendment } from '../amendments/LateAmendment.tsx'
import { useAct } from '../api.ts'
import { usePassages } from '../editor/passages.ts'
import { AmendmentWords, TranslationWords, useLanguage, useWords } from '../language.tsx'
import { NotAcceptedTray } from '../live/NotAcceptedTray.tsx'
import { useRoom } from '../live/useRoom.ts'
import type { RoomView } from '../live/view.ts'
import type { SessionDetail } from '../sessions/data.ts'
import { LanguagesPanel } from '../translations/LanguagesPanel.tsx'
import { TranslationBand } from '../translations/TranslationBand.tsx'
import { UnderlinedTerms } from '../translations/UnderlinedTerms.tsx'
import { useTranslating } from '../translations/useTranslating.ts'
import { PageTitle } from '../ui/PageTitle.tsx'
import { useVersion, type VersionDetail } from '../versions/data.ts'
import { useAuthors } from './Authorship.tsx'
import {
  type Addressee,
  type RecommendationDetail,
  type RecommendationSummary,
  useAddressees,
  useCalled,
  useRecommendation,
  useReferences,
} from './data.ts'
import { FieldsForm } from './FieldsForm.tsx'
import { FieldsView } from './FieldsView.tsx'
import { Outline } from './Outline.tsx'
import { besideOf, Paper } from './Paper.tsx'
import { PaperHead } from './PaperHead.tsx'
import { InText, Notices } from './RoomParts.tsx'
import { type Panel, SidePanel } from './SidePanel.tsx'
import { SinceSuspension } from './SinceSuspension.tsx'
import { useLiveTitle } from './useLiveTitle.ts'
import css from './Workspace.module.css'

type Props = {
  readonly me: Me
  readonly session: SessionDetail
  readonly recommendations: readonly RecommendationSummary[]
  readonly recommendation: RecommendationSummary
  /** A language that is to stand beside its source at first. */
  readonly beside: Language | null
  readonly discussion: {
    readonly tab: ReactNode
    /** Draws the discussion of the text in sight: the live one, or a version's parts instead. */
    readonly panel: (
      inSight: { doc: Y.Doc | null; parts: Parts | null },
      onLanguage: (language: Language) => void,
    ) => ReactNode
  }
}

/** Outline, paper and panel of one text; below 1200 the panel and below 900 the outline are drawers. */
export function Workspace({ me, session, recommendations, recommendation, beside, discussion }: Props) {
  const t = useWords()
  const { language: mine, inMine } = useLanguage()
  const called = useCalled()
  const detail = useRecommendation(recommendation.id).data
  const entered = useRoom(me.id, recommendation.textId)
  const view = entered?.view ?? null
  const version = useShownVersion(recommendation, view)
  // The reader's own language at first; changing the interface later does not take the text from under one's hands.
  const source = recommendation.sourceLanguage
  const [chosen, setLanguage] = useState<Language>(beside === null ? mine : source)
  const language = recommendation.languages[chosen] === 'missing' ? source : chosen
  const [sideBySide, setSideBySide] = useState(beside !== null)
  const [second, setSecond] = useState(beside)
  const shown = sideBySide ? [language, besideOf(language, second, source)] : [language]
  const { translations, standings, states } = useTranslating({ me, session, recommendation, view, version })
  const [marked, setMarked] = useState(false)
  const authors = useAuthors(recommendation, marked)
  const [chosenPanel, setPanel] = useState<Panel | null>(null)
  const panel = chosenPanel ?? usualPanel(recommendation)
  const [finding, setFinding] = useState<string | null>(null)
  const [drawer, setDrawer] = useState<'outline' | 'panel' | null>(null)
  const hasPanel = useMediaQuery('(min-width: 1200px)', true, { getInitialValueInEffect: false })
  const hasOutline = useMediaQuery('(min-width: 900px)', true, { getInitialValueInEffect: false })
  const references = useReferences(session.id).data
  const addressees = useAddressees().data?.addressees ?? NO_ADDRESSEES
  const mayAmend = useAmendmentCount(session.id, recommendation.id).mayPropose
  const mayType = useAmendmentCounts(session.id).data?.mayType ?? false
  const liveTitle = useLiveTitle(version ? null : (view?.doc ?? null), mine)
  const title = liveTitle ?? inMine(recommendation.title)

  // What was pressed in the text is shown beside it.
  const { opened } = usePassages()
  const openedBefore = useRef(0)
  useEffect(() => {
    if (opened === openedBefore.current) return
    openedBefore.current = opened
    setPanel('discussion')
    if (!hasPanel) setDrawer('panel')
  }, [opened, hasPanel])

  const putBeside = (translation: Language) => {
    setLanguage(source)
    setSecond(translation)
    setSideBySide(true)
  }
  const showFinding = (id: string) => {
    setPanel('evidence')
    setFinding(id)
    if (!hasPanel) setDrawer('panel')
  }
  const outline = (shape: { rail?: boolean; headed?: boolean }) => (
    <Outline
      recommendations={recommendations}
      session={session.id}
      here={recommendation.id}
      liveTitle={liveTitle}
      {...shape}
      onChoose={() => setDrawer(null)}
    />
  )
  const side = detail ? (
    <SidePanel
      me={me}
      recommendation={detail}
      session={session}
      references={references}
      chosen={panel}
      finding={finding}
      marked={marked}
      onMark={setMarked}
      onChoose={setPanel}
      discussion={{
        tab: discussion.tab,
        panel: discussion.panel({ doc: view?.doc ?? null, parts: version?.parts ?? null }, setLanguage),
      }}
      languages={
        translations && standings ? (
          <TranslationWords>
            <LanguagesPanel
              me={me.id}
              session={session}
              recommendation={recommendation}
              recommendations={recommendations}
              translations={translations}
              standings={standings}
              addressees={addressees}
              shown={shown.find((each) => each !== source) ?? null}
              onBeside={putBeside}
            />
          </TranslationWords>
        ) : null
      }
    />
  ) : null
  return (
    <div className={css.workspace} data-pair={sideBySide || undefined}>
      {hasOutline ? <div className={css.outline}>{outline({ rail: sideBySide })}</div> : null}
      <div className={css.centre}>
        <div className={css.column}>
          <PageTitle hidden>{`${called(recommendation)}. ${title}`}</PageTitle>
          <PaperHead
            recommendations={recommendations}
            here={recommendation}
            people={
              <>
                {mayType ? (
                  <AmendmentWords>
                    <FromFloor session={session} text={recommendation} />
                  </AmendmentWords>
                ) : null}
                {entered ? <InText me={me} room={entered.room} view={entered.view} session={session} /> : null}
              </>
            }
            onOutline={hasOutline ? undefined : () => setDrawer('outline')}
            onPanel={hasPanel ? undefined : () => setDrawer('panel')}
          />
          {entered ? <Notices room={entered.room} view={entered.view} session={session} version={version} /> : null}
          {session.sittings.length > 1 && recommendation.stage === 'drafting' && session.stage !== 'closed' ? (
            <SinceSuspension
              key={recommendation.id}
              recommendation={recommendation.id}
              language={language}
              timezone={session.timezone}
            />
          ) : null}

          <UnderlinedTerms translations={translations} standings={standings} shown={shown}>
            <Paper
              key={recommendation.textId}
              recommendation={{ ...recommendation, languages: states }}
              view={view}
              version={version}
              language={language}
              authors={authors}
              sideBySide={sideBySide}
              onLanguage={setLanguage}
              onSideBySide={setSideBySide}
              second={second}
              onSecond={setSecond}
              about={
                standings ? (
                  <TranslationWords>
                    <TranslationBand
                      recommendation={recommendation.id}
                      standings={standings}
                      shown={shown}
                      timezone={session.timezone}
                      onUpdate={putBeside}
                    />
                  </TranslationWords>
                ) : null
              }
            >
              {detail ? (
                <FieldsPart key={detail.id} recommendation={detail} references={references} onFinding={showFinding} />
              ) : null}
            </Paper>
          </UnderlinedTerms>
          {mayAmend ? (
            <AmendmentWords>
              <AmendBar key={recommendation.id} session={session.id} recommendation={recommendation.id} />
            </AmendmentWords>
          ) : null}

          {entered ? (
            <div className={css.tray}>
              <NotAcceptedTray
                words={entered.view.notAccepted}
                timezone={session.timezone}
                onRemove={(ids) => entered.room.removeNotAccepted(ids)}
                more={(words) =>
                  mayAmend ? (
                    <AmendmentWords>
                      <LateAmendment
                        session={session.id}
                        recommendation={recommendation.id}
                        words={words}
                        onMade={() => entered.room.removeNotAccepted(words.map(({ id }) => id))}
                      />
                    </AmendmentWords>
                  ) : null
                }
              />
            </div>
          ) : null}
        </div>
      </div>
      {hasPanel ? <aside className={css.panel}>{side}</aside> : null}
      <Drawer
        opened={drawer === 'outline' && !hasOutline}
        onClose={() => setDrawer(null)}
        title={t('recommendations.title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        padding={0}
        classNames={{ header: css.drawerHead }}
      >
        {outline({ headed: true })}
      </Drawer>
      <Drawer
        opened={drawer === 'panel' && !hasPanel}
        onClose={() => setDrawer(null)}
        position="right"
        title={called(recommendation)}
        closeButtonProps={{ 'aria-label': t('common.close') }}
        padding={0}
        classNames={{ header: css.drawerHead }}
      >
        {side}
      </Drawer>
    </div>
  )
}

const NO_ADDRESSEES: readonly Addressee[] = []

/** While drafting one looks up what the text rests on; afterwards what was fixed, and how it was voted. */
const usualPanel = ({ stage, vote }: RecommendationSummary): Panel =>
  stage === 'drafting' ? 'evidence' : vote ? 'vote' : 'versions'

/** The version that stands instead of the live text. The room knows first when a text is frozen or taken back. */
function useShownVersion(recommendation: RecommendationSummary, view: RoomView | null): VersionDetail | null {
  const version = useVersion(recommendation.version?.id ?? null).data ?? null
  const isFixed = view?.status ? view.status.stage !== 'drafting' : recommendation.stage !== 'drafting'
  return isFixed && recommendation.stage !== 'drafting' && version?.id === recommendation.version?.id ? version : null
}

type FieldsPartProps = {
  readonly recommendation: RecommendationDetail
  readonly references: Parameters<typeof FieldsView>[0]['references']
  readonly onFinding: (finding: string) => void
}

/** The fields, read or changed in place. */
function FieldsPart({ recommendation, references, onFinding }: FieldsPartProps) {
  const [changing, setChanging] = useState(false)
  const change = useAct('recommendations', 'change-fields')
  const { id, fieldsRev } = recommendation
  const addressees = useAddressees().data?.addressees ?? []
  const mayChange = recommendation.may.edit && references !== undefined && addressees.length > 0
  if (changing && mayChange)
    return (
      <FieldsForm
        session={recommendation.session}
        there={{ fields: recommendation.fields, rev: fieldsRev }}
        references={references}
        addressees={addressees}
        act={change}
        onSave={async (fields, rev) => (await change.run({ id, rev, fields }))?.ok ?? false}
        onDone={() => setChanging(false)}
      />
    )
  return (
    <FieldsView
      fields={recommendation.fields}
      references={references}
      addressees={addressees}
      onFinding={onFinding}
      onChange={mayChange ? () => setChanging(true) : undefined}
    />
  )
}
