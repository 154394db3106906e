import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { ComparisonWords, DiscussionWords, FollowUpWords, OfficeWords } from './language.tsx'
import { AppFrame } from './pages/AppFrame.tsx'
import { BrokenPage } from './pages/BrokenPage.tsx'
import { Everywhere } from './pages/Everywhere.tsx'
import { NotFoundPage } from './pages/NotFoundPage.tsx'
import {
  chosenSearch,
  codeSearch,
  homeSearch,
  screenSearch,
  signInSearch,
  textSearch,
  versionSearch,
  viewSearch,
} from './search.ts'
import { Waiting } from './ui/Waiting.tsx'

const root = createRootRoute({ component: Everywhere, notFoundComponent: NotFoundPage })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./pages/SignInPage.tsx'), 'SignInPage'),
})
/** Where the identity provider sends people back to. */
const provider = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/provider',
  component: lazyRouteComponent(() => import('./pages/ProviderPage.tsx'), 'ProviderPage'),
})
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  validateSearch: codeSearch,
  component: lazyRouteComponent(() => import('./pages/SetUpPage.tsx'), 'SetUpPage'),
})

const code = createRoute({
  getParentRoute: () => root,
  path: '/code',
  component: lazyRouteComponent(() => import('./pages/CodePage.tsx'), 'CodePage'),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./pages/InvitationPage.tsx'), 'InvitationPage'),
})
const secondFactor = createRoute({
  getParentRoute: () => root,
  path: '/second-factor',
  component: lazyRouteComponent(() => import('./pages/SecondFactorPage.tsx'), 'SecondFactorPage'),
})

/** A screen of the hall, which nobody signs in to. */
const screen = createRoute({
  getParentRoute: () => root,
  path: '/screen/$session',
  validateSearch: screenSearch,
  component: lazyRouteComponent(() => import('./pages/ScreenPage.tsx'), 'ScreenPage'),
})

/** Everything for which one must be signed in. */
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: AppFrame })

/** Pages of those who keep councils and sets, with words of their own. */
const office = createRoute({
  getParentRoute: () => frame,
  id: 'office',
  component: () => (
    <OfficeWords>
      <Outlet />
    </OfficeWords>
  ),
})

/** Pages on which texts are discussed, with words of their own. */
const discussion = createRoute({
  getParentRoute: () => frame,
  id: 'discussion',
  component: () => (
    <DiscussionWords>
      <Outlet />
    </DiscussionWords>
  ),
})
/** Pages on which texts are compared, with words of their own. */
const comparison = createRoute({
  getParentRoute: () => frame,
  id: 'comparison',
  component: () => (
    <ComparisonWords>
      <Outlet />
    </ComparisonWords>
  ),
})
/** Pages on what became of adopted recommendations, with words of their own. */
const followUp = createRoute({
  getParentRoute: () => frame,
  id: 'follow-up',
  component: () => (
    <FollowUpWords>
      <Outlet />
    </FollowUpWords>
  ),
})
const followUpTable = createRoute({
  getParentRoute: () => followUp,
  path: '/sessions/$session/follow-up',
  component: lazyRouteComponent(() => import('./pages/FollowUpPage.tsx'), 'FollowUpPage'),
})
const followUpDesk = createRoute({
  getParentRoute: () => followUp,
  path: '/sessions/$session/follow-up/desk',
  component: lazyRouteComponent(() => import('./pages/FollowUpDeskPage.tsx'), 'FollowUpDeskPage'),
})
const followUpOne = createRoute({
  getParentRoute: () => followUp,
  path: '/sessions/$session/follow-up/$recommendation',
  component: lazyRouteComponent(() => import('./pages/FollowUpOnePage.tsx'), 'FollowUpOnePage'),
})
/** Where an addressee answers by its link; nobody signs in there. */
const answer = createRoute({
  getParentRoute: () => root,
  path: '/answer',
  component: lazyRouteComponent(() => import('./pages/AnswerPage.tsx'), 'AnswerPage'),
})
const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  validateSearch: homeSearch,
  component: lazyRouteComponent(() => import('./pages/HomePage.tsx'), 'HomePage'),
})
const session = createRoute({
  getParentRoute: () => frame,
  path: '/sessions/$session',
  validateSearch: homeSearch,
  component: lazyRouteComponent(() => import('./pages/HomePage.tsx'), 'HomePage'),
})
const newSession = createRoute({
  getParentRoute: () => office,
  path: '/sessions/new',
  component: lazyRouteComponent(() => import('./pages/PlanPage.tsx'), 'NewSessionPage'),
})
const plan = createRoute({
  getParentRoute: () => office,
  path: '/sessions/$session/plan',
  component: lazyRouteComponent(() => import('./pages/PlanPage.tsx'), 'PlanPage'),
})
const importSet = createRoute({
  getParentRoute: () => office,
  path: '/sessions/$session/import',
  component: lazyRouteComponent(() => import('./pages/ImportPage.tsx'), 'ImportPage'),
})
const files = createRoute({
  getParentRoute: () => office,
  path: '/sessions/$session/files',
  component: lazyRouteComponent(() => import('./pages/FilesPage.tsx'), 'FilesPage'),
})
const minutes = createRoute({
  getParentRoute: () => office,
  path: '/sessions/$session/minutes',
  component: lazyRouteComponent(() => import('./pages/MinutesPage.tsx'), 'MinutesPage'),
})
const revision = createRoute({
  getParentRoute: () => discussion,
  path: '/sessions/$session/rev/$number',
  component: lazyRouteComponent(() => import('./pages/RevisionPage.tsx'), 'RevisionPage'),
})
const compareSet = createRoute({
  getParentRoute: () => comparison,
  path: '/sessions/$session/revisions/$before/$after',
  component: lazyRouteComponent(() => import('./pages/CompareSetPage.tsx'), 'CompareSetPage'),
})
const comments = createRoute({
  getParentRoute: () => discussion,
  path: '/sessions/$session/comments',
  component: lazyRouteComponent(() => import('./pages/CommentsPage.tsx'), 'CommentsPage'),
})
const workspace = createRoute({
  getParentRoute: () => discussion,
  path: '/sessions/$session/recommendations/$recommendation',
  validateSearch: textSearch,
  component: lazyRouteComponent(() => import('./pages/WorkspacePage.tsx'), 'WorkspacePage'),
})
const version = createRoute({
  getParentRoute: () => frame,
  path: '/sessions/$session/recommendations/$recommendation/versions/$number',
  component: lazyRouteComponent(() => import('./pages/VersionPage.tsx'), 'VersionPage'),
})
const compare = createRoute({
  getParentRoute: () => comparison,
  path: '/sessions/$session/recommendations/$recommendation/compare/$before/$after',
  component: lazyRouteComponent(() => import('./pages/ComparePage.tsx'), 'ComparePage'),
})
const amendmentReview = createRoute({
  getParentRoute: () => frame,
  path: '/sessions/$session/amendments/$amendment/review',
  component: lazyRouteComponent(() => import('./pages/AmendmentReviewPage.tsx'), 'AmendmentReviewPage'),
})
const consolidated = createRoute({
  getParentRoute: () => frame,
  path: '/sessions/$session/consolidated',
  component: lazyRouteComponent(() => import('./pages/ConsolidatedPage.tsx'), 'ConsolidatedPage'),
})
const amendment = createRoute({
  getParentRoute: () => frame,
  path: '/sessions/$session/amendments/$amendment',
  component: lazyRouteComponent(() => import('./pages/AmendmentPage.tsx'), 'AmendmentPage'),
})
const desk = createRoute({
  getParentRoute: () => frame,
  path: '/sessions/$session/desk',
  validateSearch: chosenSearch,
  component: lazyRouteComponent(() => import('./pages/DeskPage.tsx'), 'DeskPage'),
})
const paperKit = createRoute({
  getParentRoute: () => office,
  path: '/sessions/$session/paper-kit/$recommendation',
  component: lazyRouteComponent(() => import('./pages/PaperKitPage.tsx'), 'PaperKitPage'),
})
const attendance = createRoute({
  getParentRoute: () => frame,
  path: '/sessions/$session/attendance',
  component: lazyRouteComponent(() => import('./pages/AttendancePage.tsx'), 'AttendancePage'),
})
const checkIn = createRoute({
  getParentRoute: () => frame,
  path: '/sessions/$session/check-in',
  component: lazyRouteComponent(() => import('./pages/CheckInPage.tsx'), 'CheckInPage'),
})
const screens = createRoute({
  getParentRoute: () => office,
  path: '/sessions/$session/screens',
  component: lazyRouteComponent(() => import('./pages/ScreensPage.tsx'), 'ScreensPage'),
})
const translations = createRoute({
  getParentRoute: () => frame,
  path: '/sessions/$session/translations',
  component: lazyRouteComponent(() => import('./pages/TranslationsPage.tsx'), 'TranslationsPage'),
})
const evidence = createRoute({
  getParentRoute: () => frame,
  path: '/sessions/$session/evidence',
  validateSearch: viewSearch,
  component: lazyRouteComponent(() => import('./pages/EvidencePage.tsx'), 'EvidencePage'),
})
const vote = createRoute({
  getParentRoute: () => frame,
  path: '/votes/$vote',
  component: lazyRouteComponent(() => import('./pages/VotePage.tsx'), 'VotePage'),
})
const adopted = createRoute({
  getParentRoute: () => frame,
  path: '/adopted/$recommendation',
  component: lazyRouteComponent(() => import('./pages/AdoptedPage.tsx'), 'AdoptedPage'),
})
const final = createRoute({
  getParentRoute: () => frame,
  path: '/adopted/$recommendation/final',
  component: lazyRouteComponent(() => import('./pages/FinalPage.tsx'), 'FinalPage'),
})
const finals = createRoute({
  getParentRoute: () => frame,
  path: '/sessions/$session/final-texts',
  component: lazyRouteComponent(() => import('./pages/FinalTextsPage.tsx'), 'FinalTextsPage'),
})
/** Published texts, which everybody may read. */
const published = createRoute({
  getParentRoute: () => root,
  path: '/published',
  component: lazyRouteComponent(() => import('./pages/PublishedPage.tsx'), 'PublishedPage'),
})
const publishedText = createRoute({
  getParentRoute: () => root,
  path: '/published/$recommendation',
  component: lazyRouteComponent(() => import('./pages/PublishedTextPage.tsx'), 'PublishedTextPage'),
})
/** Where the code on a print leads. */
const check = createRoute({
  getParentRoute: () => root,
  path: '/check/$code',
  component: lazyRouteComponent(() => import('./pages/CheckPage.tsx'), 'CheckPage'),
})
const councils = createRoute({
  getParentRoute: () => office,
  path: '/councils',
  component: lazyRouteComponent(() => import('./pages/CouncilsPage.tsx'), 'CouncilsPage'),
})
const council = createRoute({
  getParentRoute: () => office,
  path: '/councils/$council',
  component: lazyRouteComponent(() => import('./pages/CouncilPage.tsx'), 'CouncilPage'),
})
const standingOrders = createRoute({
  getParentRoute: () => office,
  path: '/councils/$council/standing-orders',
  validateSearch: versionSearch,
  component: lazyRouteComponent(() => import('./pages/StandingOrdersPage.tsx'), 'StandingOrdersPage'),
})
const membershipList = createRoute({
  getParentRoute: () => office,
  path: '/membership-list',
  component: lazyRouteComponent(() => import('./pages/MembershipListPage.tsx'), 'MembershipListPage'),
})
const record = createRoute({
  getParentRoute: () => office,
  path: '/record',
  component: lazyRouteComponent(() => import('./pages/RecordPage.tsx'), 'RecordPage'),
})
const status = createRoute({
  getParentRoute: () => office,
  path: '/status',
  component: lazyRouteComponent(() => import('./pages/StatusPage.tsx'), 'StatusPage'),
})

const people = createRoute({
  getParentRoute: () => frame,
  path: '/people',
  component: lazyRouteComponent(() => import('./pages/PeoplePage.tsx'), 'PeoplePage'),
})
const signInLog = createRoute({
  getParentRoute: () => office,
  path: '/sign-in-log',
  component: lazyRouteComponent(() => import('./pages/SignInLogPage.tsx'), 'SignInLogPage'),
})
const account = createRoute({
  getParentRoute: () => frame,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/AccountPage.tsx'), 'AccountPage'),
})

/** Every page and its address. */
export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    provider,
    setUp,
    code,
    invitation,
    secondFactor,
    screen,
    published,
    publishedText,
    check,
    answer,
    frame.addChildren([
      home,
      session,
      version,
      amendmentReview,
      consolidated,
      amendment,
      desk,
      attendance,
      checkIn,
      translations,
      evidence,
      vote,
      adopted,
      final,
      finals,
      people,
      account,
      discussion.addChildren([revision, comments, workspace]),
      followUp.addChildren([followUpTable, followUpDesk, followUpOne]),
      comparison.addChildren([compare, compareSet]),
      office.addChildren([
        newSession,
        plan,
        record,
        signInLog,
        status,
        importSet,
        files,
        minutes,
        councils,
        council,
        standingOrders,
        membershipList,
        screens,
        paperKit,
      ]),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: Waiting,
  defaultErrorComponent: BrokenPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
