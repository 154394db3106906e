import { DEMO_PASSWORD } from '../../server/demo/load.ts'
import type { PolicyRole } from '../../shared/policy.ts'
import { listOf } from '../docx.ts'
import { ANOTHER_SESSION } from '../plans.ts'
import { SESSION } from '../world.ts'
import { ROLES } from './house.ts'
import { CLOSED, INVITED_TO, type Moment, type Standing } from './standing.ts'

type Input = (standing: Standing, role: PolicyRole) => Record<string, unknown>

const session = { session: SESSION }
const draft = { recommendation: 'r01' }
const invitedTo = { recommendation: INVITED_TO }
const FIELDS = { addressees: [], deadline: null, priority: null, findings: [], standards: [], themes: [] }
const NAME = { kk: 'Кеңес', ru: 'Совет', en: 'Council' }
const CONTENT = { kind: 'comment', language: 'ru', words: 'Иначе.', proposed: null }
const SEAT = { role: 'member', from: '2026-01-01', until: null }
const LIST_FILE = { language: 'ru', name: 'ru.docx', base64: listOf([['О детях', 'Вести списки.']]).toString('base64') }

const newcomer = (role: string) => ({
  name: NAME,
  email: 'new@example.org',
  role,
  languages: ['ru'],
  phone: null,
  organisation: null,
})
/** An account as it is. */
function kept({ people }: Standing, id: string) {
  const found = people.find((one) => one.id === id)
  if (!found) throw new Error(`${id} is not there`)
  const { id: account, rev, name, email, role, languages, phone, organisation } = found
  return { account, rev, name, email, role, languages, phone, organisation }
}

/** Whoever asks, as the account that an act is about. */
const self = (role: PolicyRole) => ({ account: ROLES[role] ?? 'm01' })
/** Somebody else, with a seat and checked in. */
const another = { account: 'm08' }

/**
 * What is asked of each endpoint: something that is possible for whoever may, at some stage. What is named belongs to the member:
 * the comment, the motion, the point of order and, at the moment `raised`, the place on the list. `@other`: done for another person.
 */
export const INPUTS: Readonly<Record<string, Input>> = {
  'councils/list': () => ({}),
  'councils/council': () => ({ id: 'cc' }),
  'councils/candidates': () => ({}),
  'councils/seat-history': () => ({ id: 'cc-m03' }),
  'councils/found': () => ({ name: NAME, seats: 5, profile: 'simple' }),
  'councils/change': ({ council }) => ({ id: 'cc', rev: council.rev, name: council.name, seats: 12, secretary: 's01' }),
  'councils/give-seat': ({ council }) => ({ council: 'cc', rev: council.rev, holder: 'x04', ...SEAT }),
  'councils/end-seat': ({ council }) => ({ seat: 'cc-m11', rev: council.rev, until: '2026-12-31' }),
  'councils/correct-seat': ({ council }) => ({
    seat: 'cc-m11',
    rev: council.rev,
    holder: 'm11',
    ...SEAT,
    from: '2023-01-20',
    until: '2026-12-31',
  }),
  'councils/remove-seat': ({ council }) => ({ seat: 'cc-m09', rev: council.rev }),
  'councils/orders': () => ({ council: 'cc' }),
  'councils/set-orders': ({ orders }) => ({ council: 'cc', basedOn: 1, orders }),
  'councils/preview-list': ({ list: { state: _, ...file } }) => file,
  'councils/take-in-list': ({ list }) => list,
  'councils/export-list': () => ({ format: 'csv', language: 'ru' }),

  'sessions/plan-choices': () => ({}),
  'sessions/plan-session': () => ANOTHER_SESSION,
  'sessions/plan': () => session,
  'sessions/change-plan': ({ planRev, title, place }) => ({
    ...ANOTHER_SESSION,
    ...session,
    rev: planRev,
    title,
    date: '2025-04-24',
    place,
    hybrid: true,
    councils: ['cc', 'ec'],
    amendmentDeadline: { date: '2026-05-20', time: '18:00' },
  }),
  'sessions/change-agenda': ({ agendaRev, agenda }) => ({ ...session, rev: agendaRev, points: agenda }),
  'sessions/invite': () => ({ ...session, account: 'x04', role: 'observer', organisation: null }),
  'sessions/uninvite': () => ({ ...session, account: 'o06' }),
  'sessions/answer-invitation': () => ({ ...session, answer: 'hall' }),
  'sessions/preparation': () => session,
  'sessions/add-paper': () => ({
    ...session,
    point: null,
    kind: 'letter',
    title: NAME,
    languages: ['ru'],
    source: { link: 'https://papers.example/1' },
  }),
  'sessions/remove-paper': ({ paper }) => ({ ...session, paper }),
  'sessions/list': () => ({}),
  'sessions/session': () => ({ id: SESSION }),
  'sessions/connected': () => session,
  'sessions/attendance': () => session,
  'sessions/note-attendance': () => ({ ...session, account: 'm17', event: 'came' }),
  'sessions/note-list': () => ({ ...session, accounts: ['m17'] }),
  'sessions/check-in': () => ({ ...session, event: 'left' }),
  'sessions/declare-recusal': (_, role) => ({ ...session, ...draft, ...self(role), reason: 'employed there' }),
  'sessions/declare-recusal@other': () => ({ ...session, ...draft, ...another, reason: 'employed there' }),
  'sessions/withdraw-recusal': () => ({ ...session, recommendation: 'r10', account: 'm20' }),
  'sessions/open': () => session,
  'sessions/suspend': () => session,
  'sessions/resume': () => session,
  'sessions/close': () => session,
  'sessions/take-point': () => ({ ...session, point: 'a10' }),
  'sessions/change-privacy': () => ({ ...session, point: 'a06', closed: true, released: false }),
  'sessions/let-observers-read': () => ({ ...session, on: false }),
  'sessions/hand-over': () => ({ ...session, to: 'm12' }),
  'sessions/name-operator': () => ({ ...session, operator: 's01' }),
  'sessions/state-quorum': () => session,

  'floor/floor': () => session,
  'floor/ask': (_, role) => ({ ...session, ...self(role) }),
  'floor/ask@other': () => ({ ...session, ...another }),
  'floor/withdraw': ({ entry }) => ({ ...session, entry }),
  'floor/call': ({ waiting, speaking }) => ({ ...session, entry: waiting, after: speaking }),
  'floor/end-speech': ({ speaking }) => ({ ...session, entry: speaking }),
  'floor/give-time': ({ speaking }) => ({ ...session, entry: speaking, seconds: 60 }),
  'floor/move': ({ waiting }) => ({ ...session, entry: waiting, before: null }),
  'floor/set-list': () => ({ ...session, seconds: 120 }),
  'floor/raise-point': (_, role) => ({ ...session, ...self(role), conduct: true }),
  'floor/raise-point@other': () => ({ ...session, ...another, conduct: true }),
  'floor/withdraw-point': ({ point }) => ({ ...session, point }),
  'floor/rule': ({ point }) => ({ ...session, point, ruling: 'not-sustained', words: 'It is not.' }),
  'floor/appeal': ({ point }, role) => ({ ...session, point, ...self(role) }),
  'floor/appeal@other': ({ point }) => ({ ...session, point, ...another }),
  'floor/settle-appeal': ({ point }) => ({ ...session, point, for: 5, against: 1, abstain: 0 }),
  'floor/raise-motion': (_, role) => ({ ...session, ...self(role), kind: 'division' }),
  'floor/raise-motion@other': () => ({ ...session, ...another, kind: 'division' }),
  'floor/withdraw-motion': ({ motion }) => ({ ...session, motion }),
  'floor/decide-motion': ({ motion }) => ({ ...session, motion, result: { how: 'no-objection' } }),
  'floor/decide-motion@out-of-order': ({ motion }) => ({ ...session, motion, result: { how: 'out-of-order' } }),
  'floor/declare-interest': (_, role) => ({ ...session, ...self(role), point: 'a06', reason: 'works there' }),
  'floor/declare-interest@other': () => ({ ...session, ...another, point: 'a06', reason: 'works there' }),
  'floor/withdraw-interest': () => ({ ...session, point: 'a07', account: 'm20' }),

  'evidence/references': () => session,

  'recommendations/list': () => session,
  'recommendations/recommendation': () => ({ id: 'r01' }),
  'recommendations/text': () => ({ id: 'r01' }),
  'recommendations/authors': () => ({ id: 'r01' }),
  'recommendations/contributions': () => session,
  'recommendations/since-suspension': () => ({ id: 'r01' }),
  'recommendations/addressees': () => ({}),
  'recommendations/change-fields': () => ({ id: 'r01', rev: 1, fields: FIELDS }),
  'recommendations/set-pen': () => ({ recommendations: ['r01'], pen: 'secretariat' }),
  'recommendations/move-to-point': () => ({ ...draft, point: 'a06' }),
  'recommendations/move-to-point@closed': () => ({ recommendation: CLOSED.drafted, point: 'a06' }),
  'recommendations/read-lists': () => ({ ...session, lists: [LIST_FILE] }),
  'recommendations/create-set': () => ({
    ...session,
    point: null,
    texts: [{ kind: 'recommendation', source: 'ru', title: NAME, paragraphs: { kk: [], ru: [], en: [] } }],
  }),
  'recommendations/withdraw': () => ({ id: 'r01' }),
  'recommendations/order': ({ order }) => ({ ...session, shown: order, order }),

  'versions/list': () => ({ recommendation: 'r02' }),
  'versions/list@unread': () => draft,
  'versions/version': ({ version }) => ({ id: version }),
  'versions/cut': () => ({ ...draft, name: 'For the ministry', words: 'Before the floor' }),
  'versions/restore': ({ olderVersion }) => ({ version: olderVersion }),
  'versions/freeze': () => ({ ...draft, inSeconds: 10 }),
  'versions/stop-freeze': () => ({ recommendation: 'r05' }),
  'versions/redactions': () => draft,
  'versions/waiting-redactions': () => session,
  'versions/passage-reach': ({ passage: { said: _, reason: __, words: ___, ...place } }) => ({
    ...place,
    paragraph: '0',
    start: '0',
    length: String(place.length),
  }),
  'versions/redaction-reach': ({ redaction }) => ({ redaction }),
  'versions/ask-redaction': ({ passage }) => passage,
  'versions/confirm-redaction': ({ redaction }) => ({ redaction }),
  'versions/refuse-redaction': ({ redaction }) => ({ redaction }),
  'versions/withdraw-redaction': ({ ownRedaction }) => ({ redaction: ownRedaction }),
  'versions/circulate': () => ({ ...session, commentsUntil: null, toObservers: false }),
  'versions/revisions': () => session,
  'versions/revision': () => ({ ...session, number: '1' }),
  'versions/present': () => session,
  'versions/note-opened': () => ({ ...session, number: 1 }),

  'comments/list': () => session,
  'comments/leave': () => ({ ...session, ...draft, revision: 1, ...CONTENT }),
  'comments/change': ({ comment }) => ({ comment, ...CONTENT }),
  'comments/withdraw': ({ comment }) => ({ comment }),
  'comments/answer': ({ comment }) => ({ comment, reply: 'Принято.' }),

  'comments/threads': () => draft,
  'comments/mentions': () => session,
  'comments/note-read': ({ remark }) => ({ ...draft, remarks: [remark] }),
  'comments/open-thread': () => ({ ...draft, passage: null, words: 'Почему?' }),
  'comments/open-thread@invited': () => ({ ...invitedTo, passage: null, words: 'Почему?' }),
  'comments/answer-thread': ({ thread }) => ({ thread, words: 'Потому.' }),
  'comments/answer-thread@invited': ({ shownThread }) => ({ thread: shownThread, words: 'Потому.' }),
  'comments/resolve-thread': ({ thread }) => ({ thread }),
  'comments/resolve-thread@invited': ({ shownThread }) => ({ thread: shownThread }),
  'comments/reopen-thread': ({ resolvedThread }) => ({ thread: resolvedThread }),
  'comments/change-remark': ({ remark }) => ({ remark, words: 'Иначе.' }),
  'comments/withdraw-remark': ({ remark }) => ({ remark }),
  'comments/invite-observers': () => ({ ...draft, on: true }),

  'translations/text': () => draft,
  'translations/queue': () => session,
  'translations/glossary': () => session,
  'translations/check': ({ kazakh }) => kazakh,
  'translations/check@named': ({ english }) => english,
  'translations/note-translated': ({ kazakh }) => kazakh,
  'translations/declare-editorial': ({ kazakh }) => kazakh,
  'translations/certify': ({ checked }) => checked,
  'translations/name-translators': () => ({ ...session, language: 'kk', accounts: ['m05'] }),
  'translations/set-term': () => ({ ...session, words: { kk: '', ru: 'журнал', en: 'register' } }),
  'translations/remove-term': () => ({ ...session, term: 'g1' }),

  'votes/list': () => session,
  'votes/now': () => session,
  'votes/vote': ({ vote }) => ({ id: vote }),
  'votes/prepare': () => draft,
  'votes/prepare-question': () => ({ ...session, kind: 'procedure' }),
  'votes/prepare-question@motion': ({ motion }) => ({ ...session, kind: 'motion', motion }),
  'votes/take-back-freeze': () => ({ recommendation: 'r02' }),
  'votes/open': ({ frozen }) => ({ recommendation: 'r02', hash: frozen }),
  'votes/open-question': () => ({
    question: { kind: 'procedure', ...session, words: { kk: '', ru: 'Перерыв?', en: '' } },
  }),
  'votes/open-question@motion': ({ motion }) => ({ question: { kind: 'motion', ...session, motion } }),
  'votes/open-question@ruling': ({ point }) => ({ question: { kind: 'ruling', ...session, pointOfOrder: point } }),
  'votes/trial': () => session,
  'votes/open-trial': () => session,
  'votes/close-trial': () => session,
  'votes/press-trial': () => session,
  'votes/series': () => session,
  'votes/prepare-series': () => ({ ...session, recommendations: ['r03', 'r04'] }),
  'votes/ask-without-vote': () => ({
    question: { kind: 'procedure', ...session, words: { kk: '', ru: 'Перерыв?', en: '' } },
  }),
  'votes/object': ({ vote }, role) => ({ vote, place: ROLES[role] ?? 'm01' }),
  'votes/cast': ({ vote, hash }, role) => ({ vote, hash, place: ROLES[role] ?? 'm01', choice: 'for' }),
  'votes/record-word': ({ vote, hash }) => ({ vote, hash, place: 'm04', choice: 'for' }),
  'votes/hand-sheet': ({ vote }) => ({ vote, place: 'm04' }),
  'votes/withdraw-ballot': ({ vote }) => ({ vote, place: 'm05' }),
  'votes/key-sheet': ({ vote, hash }) => ({ vote, hash, place: 'm06', choice: 'for' }),
  'votes/attach-scan': ({ announced }) => ({
    vote: announced,
    place: 'm07',
    base64: Buffer.from('%PDF-1.7 x').toString('base64'),
  }),
  'votes/scan': ({ announced }) => ({ vote: announced, place: 'm06' }),
  'votes/paper-kit': () => ({ recommendation: 'r02' }),
  'votes/enter-count': ({ vote }) => ({ vote, counts: [{ scope: 'pool', for: 1, against: 0, abstain: 0 }] }),
  'votes/set-aside-teller': ({ vote }) => ({ vote, teller: 's02', words: 'Was called away.' }),
  'votes/close': ({ vote }) => ({ vote }),
  'votes/announce': ({ counted }) => ({ vote: counted }),
  'votes/void': ({ vote }) => ({ vote, ground: 'disorder', words: 'The hall was cleared.' }),
  'votes/agree-to-void': ({ voiding }) => ({ voiding }),
  'votes/decline-void': ({ voiding }) => ({ voiding }),
  'votes/propose-correction': ({ keyed }) => ({
    vote: keyed,
    place: 'm05',
    right: { choice: 'for' },
    words: 'Heard wrongly.',
  }),
  'votes/propose-count-correction': ({ keyed }) => ({
    vote: keyed,
    counts: [{ scope: 'pool', for: 1, against: 0, abstain: 0 }],
    words: 'Counted twice.',
  }),
  'votes/confirm-correction': ({ correction }) => ({ correction }),
  'votes/decline-correction': ({ correction }) => ({ correction }),
  'votes/state-intention': ({ announced }, role) => ({
    vote: announced,
    place: ROLES[role] ?? 'm01',
    choice: 'against',
    words: '',
  }),
  'votes/lodge-objection': ({ announced }) => ({ vote: announced, ground: 'wrong-count', words: 'One hand too many.' }),
  'votes/rule-on-objection': ({ objection }) => ({ objection, upheld: true, words: 'It was so.' }),

  'votes/opinions': ({ announced }) => ({ vote: announced }),
  'votes/give-opinion': ({ counted }) => ({ vote: counted, kind: 'explanation', words: NAME }),
  'votes/change-opinion': ({ opinion }) => ({ opinion, words: NAME }),
  'votes/withdraw-opinion': ({ opinion }) => ({ opinion }),

  'adoption/adopt': ({ announced, carried }) => ({ vote: announced, hash: carried }),
  'adoption/text': () => ({ recommendation: 'r06' }),

  'screens/links': () => session,
  'screens/create-link': () => ({ ...session, name: 'Stage', languages: ['ru'] }),
  'screens/revoke-link': ({ screen }) => ({ screen }),
  'screens/show': () => ({ ...session, shown: 'check-in' }),
  'screens/enter': ({ secret }) => ({ ...session, secret }),
  'screens/screen': ({ screen }) => ({ ...session, screen }),
  'screens/screen@link': ({ screen }) => ({ ...session, screen }),

  'record/entries': () => ({ limit: '10' }),
  'record/head': () => ({}),

  'accounts/sign-in': () => ({ email: 's01@demo.kenes.example', password: DEMO_PASSWORD }),
  'accounts/second-step': () => ({ code: '000000' }),
  'accounts/use-card': ({ card }) => ({ code: card }),
  'accounts/accept-invitation': ({ invitation }) => ({ code: invitation, password: 'long enough it is' }),
  'accounts/set-up': () => ({ code: '0000', email: 'x@example.org', name: 'X', password: 'long enough it is' }),

  'accounts/me': () => ({}),
  'accounts/sign-out': () => ({}),
  'accounts/enrol-second-factor': () => ({}),
  'accounts/confirm-second-factor': () => ({ code: '000000' }),
  'accounts/change-password': () => ({ current: DEMO_PASSWORD, password: 'long enough it is' }),
  'accounts/sign-ins': () => ({}),
  'accounts/end-sign-in': ({ memberSignIn }) => ({ id: memberSignIn }),
  'accounts/end-other-sign-ins': () => ({}),
  'accounts/people': () => ({}),
  'accounts/create': () => newcomer('person'),
  'accounts/create@secretariat': () => newcomer('secretariat'),
  'accounts/change': (standing) => kept(standing, 'x04'),
  'accounts/change@secretariat': (standing) => kept(standing, 's03'),
  'accounts/switch-off': () => ({ account: 'x04' }),
  'accounts/switch-off@secretariat': () => ({ account: 's03' }),
  'accounts/switch-on': () => ({ account: 'x04' }),
  'accounts/invite': () => ({ account: 'x04' }),
  'accounts/invite@administrator': () => ({ account: 'x01' }),
  'accounts/give-card': () => ({ account: 'x04' }),
  'accounts/reset-second-factor': () => ({ account: 'x05' }),
  'accounts/switch-off-devices': () => ({ ...session, ...another }),
  'accounts/switch-on-devices': () => ({ ...session, ...another }),
  'accounts/devices-off': () => session,
  'accounts/sign-in-log': () => ({}),
  'accounts/sign-in-log-file': () => ({}),

  'sessions/paper': ({ paper }) => ({ id: paper }),
  'comments/file': () => session,
  'adoption/file': () => ({ recommendation: 'r06', format: 'json' }),
}

/** At which moment an act is asked; the others when all is quiet. */
export const MOMENT_OF: Readonly<Record<string, Moment>> = {
  'floor/ask@guests-let': 'raised',
  'recommendations/recommendation@unread': 'unread',
  'recommendations/text@unread': 'unread',
  'versions/list@unread': 'unread',
  'versions/revision@unread': 'unread',
  'versions/present@unread': 'unread',
  'live/read@unread': 'unread',
  'floor/withdraw': 'raised',
  'floor/withdraw-point': 'raised',
  'floor/rule': 'raised',
  'floor/appeal': 'ruled',
  'floor/appeal@other': 'ruled',
  'floor/settle-appeal': 'appealed',
  'votes/open-question@ruling': 'appealed',
}

/** What is answered of a closed point: a list, where it holds the thing; a thing itself, where it is there. */
export const OF_CLOSED: Readonly<
  Record<string, { readonly asks: Input; readonly holds?: (standing: Standing) => string }>
> = {
  'sessions/session@closed': { asks: () => ({ id: SESSION }), holds: () => 'Discussion with state bodies' },
  'sessions/preparation@closed': { asks: () => session, holds: ({ closedPaper }) => closedPaper },
  'sessions/paper@closed': { asks: ({ closedPaper }) => ({ id: closedPaper }) },
  'recommendations/list@closed': { asks: () => session, holds: () => `"id":"${CLOSED.drafted}"` },
  'recommendations/recommendation@closed': { asks: () => ({ id: CLOSED.drafted }) },
  'recommendations/text@closed': { asks: () => ({ id: CLOSED.drafted }) },
  'recommendations/authors@closed': { asks: () => ({ id: CLOSED.drafted }) },
  'recommendations/contributions@closed': { asks: () => ({ ...session, recommendation: CLOSED.drafted }) },
  'recommendations/since-suspension@closed': { asks: () => ({ id: CLOSED.drafted }) },
  'versions/list@closed': { asks: () => ({ recommendation: CLOSED.adopted }) },
  'versions/redactions@closed': { asks: () => ({ recommendation: CLOSED.drafted }) },
  'versions/version@closed': { asks: ({ closedVersion }) => ({ id: closedVersion }) },
  'versions/present@closed': { asks: () => session, holds: () => `"recommendation":"${CLOSED.drafted}"` },
  'versions/revision@closed': {
    asks: () => ({ ...session, number: '1' }),
    holds: () => `"recommendation":"${CLOSED.drafted}"`,
  },
  'comments/list@closed': { asks: () => session, holds: ({ closedComment }) => closedComment },
  'comments/leave@closed': {
    asks: () => ({ ...session, recommendation: CLOSED.drafted, revision: 1, ...CONTENT }),
  },
  'comments/threads@closed': { asks: () => ({ recommendation: CLOSED.drafted }) },
  'comments/answer-thread@closed': { asks: ({ closedThread }) => ({ thread: closedThread, words: 'Потому.' }) },
  'votes/list@closed': { asks: () => session, holds: ({ closedVote }) => closedVote },
  'votes/vote@closed': { asks: ({ closedVote }) => ({ id: closedVote }) },
  'votes/opinions@closed': { asks: ({ closedVote }) => ({ vote: closedVote }) },
  'adoption/text@closed': { asks: () => ({ recommendation: CLOSED.adopted }) },
  'adoption/file@closed': { asks: () => ({ recommendation: CLOSED.adopted, format: 'json' }) },
}
