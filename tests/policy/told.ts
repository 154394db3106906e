import type { PolicyRole } from '../../shared/policy.ts'
import { type Person, SESSION } from '../world.ts'
import type { Stand } from './house.ts'
import type { Moment } from './moments.ts'
import { MADE_FINAL } from './places.ts'
import type { Standing } from './standing.ts'
import { decided } from './table.ts'

const session = { session: SESSION }

/** What a page is told it may do, and the act this is about. `right`: told whatever the stage, so that `s` is true as well. */
type Told = { readonly act: string; readonly told: boolean; readonly right?: true }

/** Questions whose answers say what may be done; each is asked where the table lets the role ask it. */
const QUESTIONS: readonly {
  readonly row: string
  readonly moment?: Moment
  readonly only?: readonly PolicyRole[]
  readonly tells: (person: Person, standing: Standing) => Promise<readonly Told[]>
}[] = [
  {
    row: 'sessions/session',
    async tells(person) {
      const { may } = await person.sees('sessions', 'session', { id: SESSION })
      return [
        { act: 'sessions/note-attendance', told: may.noteAttendance },
        { act: 'sessions/note-list', told: may.noteAttendance },
        { act: 'sessions/suspend', told: may.preside, right: true },
        { act: 'sessions/take-point', told: may.run, right: true },
        { act: 'sessions/check-in', told: may.checkOut },
        { act: 'sessions/change-privacy', told: may.changePrivacy },
        { act: 'sessions/hand-over', told: may.handOverTo.some((one) => one === 'm12') },
        { act: 'sessions/name-operator', told: may.operators.some((one) => one === 's01') },
        { act: 'sessions/attendance', told: may.seeAttendanceLog },
      ]
    },
  },
  {
    row: 'sessions/preparation',
    async tells(person) {
      const { mayAnswer, mayPrepare } = await person.sees('sessions', 'preparation', session)
      return [
        { act: 'sessions/answer-invitation', told: mayAnswer },
        { act: 'sessions/change-plan', told: mayPrepare },
        { act: 'sessions/change-agenda', told: mayPrepare },
        { act: 'sessions/add-paper', told: mayPrepare },
        { act: 'recommendations/create-set', told: mayPrepare },
      ]
    },
  },
  {
    row: 'evidence/evidence',
    async tells(person) {
      const { mayKeep } = await person.sees('evidence', 'evidence', session)
      return [
        { act: 'evidence/set-report', told: mayKeep },
        { act: 'evidence/set-finding', told: mayKeep },
        { act: 'evidence/add-annex', told: mayKeep },
        { act: 'evidence/import', told: mayKeep },
        { act: 'evidence/remove-earlier', told: mayKeep },
      ]
    },
  },
  {
    row: 'evidence/references',
    async tells(person) {
      const { mayKeep } = await person.sees('evidence', 'references', session)
      return [{ act: 'evidence/add-standard', told: mayKeep }]
    },
  },
  {
    row: 'follow-up/repeats',
    async tells(person) {
      const { mayLink } = await person.sees('follow-up', 'repeats', { recommendation: 'r01' })
      return [
        { act: 'follow-up/link-earlier', told: mayLink },
        { act: 'follow-up/unlink-earlier', told: mayLink },
      ]
    },
  },
  {
    row: 'recommendations/recommendation',
    async tells(person) {
      const mayOn = async (id: string) => (await person.sees('recommendations', 'recommendation', { id })).may
      const [draft, frozen, carried] = await Promise.all([mayOn('r01'), mayOn('r02'), mayOn('r03')])
      return [
        { act: 'live/write', told: draft.edit },
        { act: 'recommendations/change-fields', told: draft.edit },
        { act: 'recommendations/set-pen', told: draft.setPen },
        { act: 'recommendations/move-to-point', told: draft.moveToPoint },
        { act: 'versions/freeze', told: draft.freeze },
        { act: 'votes/take-back-freeze', told: frozen.takeBackFreeze },
        { act: 'votes/open', told: frozen.openVote },
        { act: 'adoption/adopt', told: carried.adopt },
      ]
    },
  },
  {
    row: 'recommendations/recommendation@closed',
    async tells(person) {
      const { may } = await person.sees('recommendations', 'recommendation', { id: 'r08' })
      return [
        { act: 'live/write@closed', told: may.edit },
        { act: 'recommendations/move-to-point@closed', told: may.moveToPoint },
      ]
    },
  },
  {
    row: 'votes/vote',
    async tells(person, { vote, counted, announced }) {
      const mayOn = async (id: string) => (await person.sees('votes', 'vote', { id })).may
      const [now, closed, over] = await Promise.all([mayOn(vote), mayOn(counted), mayOn(announced)])
      return [
        { act: 'votes/close', told: now.close },
        { act: 'votes/record-word', told: now.recordWord },
        { act: 'votes/announce', told: closed.announce },
        { act: 'adoption/adopt', told: over.adopt },
      ]
    },
  },
  {
    row: 'votes/prepare',
    // The secretariat is told whether the chair could open the vote.
    only: ['presiding', 'operator'],
    async tells(person) {
      const { mayOpen } = await person.sees('votes', 'prepare', { recommendation: 'r02' })
      return [{ act: 'votes/open', told: mayOpen.ok }]
    },
  },
  {
    row: 'floor/floor',
    async tells(person) {
      const { may } = await person.sees('floor', 'floor', session)
      return [
        { act: 'floor/ask', told: may.ask.ok },
        { act: 'floor/raise-point', told: may.raisePoint.ok },
        { act: 'floor/raise-motion', told: may.motions.division.ok },
        { act: 'floor/set-list', told: may.run.ok },
        { act: 'floor/call', told: may.call.ok },
        { act: 'floor/ask@other', told: may.actForOthers },
      ]
    },
  },
  {
    row: 'floor/floor',
    moment: 'ruled',
    async tells(person, { point }) {
      const { may } = await person.sees('floor', 'floor', session)
      return [{ act: 'floor/appeal', told: may.appeal.ok && may.appealable === point }]
    },
  },
  {
    row: 'amendments/list',
    async tells(person) {
      const { may } = await person.sees('amendments', 'list', { recommendation: 'r01' })
      return [
        { act: 'amendments/start', told: may.propose },
        { act: 'amendments/from-floor', told: may.type },
        { act: 'amendments/order', told: may.order },
      ]
    },
  },
  {
    row: 'amendments/amendment',
    async tells(person, { tabled, signed, typed, givenUp, reviewed }) {
      const mayOn = async (id: string) => (await person.sees('amendments', 'amendment', { id })).may
      const [may, other] = [await mayOn(tabled), await mayOn(signed)]
      return [
        { act: 'amendments/sign', told: may.sign },
        { act: 'amendments/unsign', told: other.unsign },
        { act: 'amendments/revise', told: may.revise },
        { act: 'amendments/withdraw', told: may.withdraw },
        { act: 'amendments/confirm', told: (await mayOn(typed)).confirm },
        { act: 'amendments/take-up', told: (await mayOn(givenUp)).takeUp },
        { act: 'amendments/decide', told: (await mayOn(reviewed)).decide },
        { act: 'amendments/fall', told: may.fall },
        { act: 'live/write@tabled', told: may.draft },
      ]
    },
  },
  {
    row: 'amendments/amendment@draft',
    async tells(person, { drafted }) {
      const { may } = await person.sees('amendments', 'amendment', { id: drafted })
      return [
        { act: 'amendments/table', told: may.table },
        { act: 'amendments/arrange', told: may.arrange },
        { act: 'live/write@draft', told: may.draft },
      ]
    },
  },
  {
    row: 'versions/list',
    async tells(person) {
      const { mayCut, mayRestore } = await person.sees('versions', 'list', { recommendation: 'r01' })
      return [
        { act: 'versions/cut', told: mayCut },
        { act: 'versions/restore', told: mayRestore },
      ]
    },
  },
  {
    row: 'versions/redactions',
    async tells(person, { redaction, ownRedaction }) {
      const { mayRedact, redactions } = await person.sees('versions', 'redactions', { recommendation: 'r01' })
      const of = (id: string) => redactions.find((one) => one.id === id)
      return [
        { act: 'versions/ask-redaction', told: mayRedact },
        { act: 'versions/confirm-redaction', told: of(redaction)?.mayConfirm ?? false },
        { act: 'versions/withdraw-redaction', told: of(ownRedaction)?.mayWithdraw ?? false },
      ]
    },
  },
  {
    row: 'versions/revisions',
    async tells(person) {
      const { mayCirculate } = await person.sees('versions', 'revisions', session)
      return [{ act: 'versions/circulate', told: mayCirculate }]
    },
  },
  {
    row: 'comments/list',
    async tells(person, { comment }) {
      const listed = await person.sees('comments', 'list', session)
      return [
        { act: 'comments/leave', told: listed.mayComment },
        { act: 'comments/answer', told: listed.mayAnswer },
        { act: 'comments/change', told: listed.comments.some(({ id, mayChange }) => id === comment && mayChange) },
      ]
    },
  },
  {
    row: 'comments/threads',
    async tells(person, { thread, remark }) {
      const { mayOpen, mayInviteObservers, threads } = await person.sees('comments', 'threads', {
        recommendation: 'r01',
      })
      const own = threads.find(({ id }) => id === thread)
      return [
        { act: 'comments/open-thread', told: mayOpen },
        { act: 'comments/invite-observers', told: mayInviteObservers },
        { act: 'comments/resolve-thread', told: own?.mayResolve ?? false },
        { act: 'comments/change-remark', told: own?.remarks.find(({ id }) => id === remark)?.mayChange ?? false },
      ]
    },
  },
  {
    row: 'translations/text',
    async tells(person) {
      const { languages } = await person.sees('translations', 'text', { recommendation: 'r01' })
      const works = (one: string) => languages.find(({ language }) => language === one)?.works ?? false
      return [
        { act: 'translations/check', told: works('kk') },
        { act: 'translations/check@named', told: works('en') },
        { act: 'translations/certify', told: works('kk') },
      ]
    },
  },
  {
    row: 'translations/queue',
    async tells(person) {
      const { mayName } = await person.sees('translations', 'queue', session)
      return [{ act: 'translations/name-translators', told: mayName }]
    },
  },
  {
    row: 'translations/glossary',
    async tells(person) {
      const { mayKeep } = await person.sees('translations', 'glossary', session)
      return [{ act: 'translations/set-term', told: mayKeep }]
    },
  },
  {
    row: 'adoption/final',
    moment: 'copied',
    async tells(person) {
      const { may } = await person.sees('adoption', 'final', MADE_FINAL)
      return [
        { act: 'adoption/class-change', told: may.draft },
        { act: 'adoption/submit-final', told: may.submit },
        { act: 'adoption/number-final', told: may.number },
      ]
    },
  },
  {
    row: 'adoption/final',
    moment: 'given',
    async tells(person) {
      const { may } = await person.sees('adoption', 'final', MADE_FINAL)
      return [
        { act: 'adoption/revise-final', told: may.revise },
        { act: 'adoption/confirm-final', told: may.confirm },
      ]
    },
  },
  {
    row: 'adoption/final',
    moment: 'signed',
    async tells(person) {
      const { may } = await person.sees('adoption', 'final', MADE_FINAL)
      return [{ act: 'adoption/publish-final', told: may.publish }]
    },
  },
  {
    row: 'adoption/final',
    moment: 'confirmed',
    async tells(person) {
      const { may } = await person.sees('adoption', 'final', MADE_FINAL)
      return [{ act: 'adoption/sign-final', told: may.sign }]
    },
  },
  {
    row: 'adoption/final',
    moment: 'published',
    async tells(person) {
      const { may } = await person.sees('adoption', 'final', MADE_FINAL)
      return [{ act: 'adoption/begin-final@corrigendum', told: may.begin }]
    },
  },
  {
    row: 'screens/links',
    async tells(person) {
      const { may } = await person.sees('screens', 'links', session)
      return [{ act: 'screens/show', told: may.show }]
    },
  },
  {
    row: 'councils/council',
    async tells(person) {
      const { may } = await person.sees('councils', 'council', { id: 'cc' })
      return [
        { act: 'councils/change', told: may.keep },
        { act: 'councils/give-seat', told: may.keep },
      ]
    },
  },
  {
    row: 'councils/orders',
    async tells(person) {
      const { may } = await person.sees('councils', 'orders', { council: 'cc' })
      return [{ act: 'councils/set-orders', told: may.change }]
    },
  },
  {
    row: 'accounts/erasures',
    async tells(person, { erasure, ownErasure }) {
      const { erasures } = await person.sees('accounts', 'erasures')
      const of = (id: string) => erasures.find((one) => one.id === id)
      return [
        { act: 'accounts/confirm-erasure', told: of(erasure)?.mayConfirm ?? false },
        { act: 'accounts/refuse-erasure', told: of(erasure)?.mayConfirm ?? false },
        { act: 'accounts/withdraw-erasure', told: of(ownErasure)?.mayWithdraw ?? false },
      ]
    },
  },
  {
    row: 'accounts/people',
    async tells(person) {
      const { people } = await person.sees('accounts', 'people')
      const mayOn = (id: string) => people.find((one) => one.id === id)?.may
      return [
        { act: 'accounts/change', told: mayOn('x04')?.change === true },
        { act: 'accounts/change@secretariat', told: mayOn('s03')?.change === true },
        { act: 'accounts/switch-off', told: mayOn('x04')?.switch === true },
        { act: 'accounts/switch-off@secretariat', told: mayOn('s03')?.switch === true },
        { act: 'accounts/invite', told: mayOn('x04')?.invite === true },
        { act: 'accounts/invite@administrator', told: mayOn('x01')?.invite === true },
        { act: 'accounts/give-card', told: mayOn('x04')?.card === true },
        { act: 'accounts/ask-erasure', told: mayOn('x04')?.erase === true },
      ]
    },
  },
]

/** Where a page is told otherwise than the table says. */
export async function toldOtherwise(stand: Stand, roles: readonly PolicyRole[]): Promise<readonly string[]> {
  const different: string[] = []
  for (const { row, moment, only, tells } of QUESTIONS) {
    const standing = await stand.at(moment ?? 'quiet')
    for (const role of roles) {
      if (decided(row, role, stand.stage) !== '+' || (only && !only.includes(role))) continue
      for (const { act, told, right } of await tells(stand.as(role), standing)) {
        const sign = decided(act, role, stand.stage)
        if ((sign === '+' || (right === true && sign === 's')) !== told)
          different.push(`${act}, ${role}, ${stand.stage}: the table says ${sign}, ${row} tells ${told}`)
      }
    }
  }
  return different
}
