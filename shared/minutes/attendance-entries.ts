import { eachLanguage } from '../language.ts'
import type { Entry, MinutesFacts } from './model.ts'
import { hourOf, paragraph, quorumWords, same } from './sentence.ts'

/** Who was there in each sitting and who was not, who came and went meanwhile, and the quorum as it was stated. Source: RULES.md MI1, SE3. */
export function attendanceEntries(facts: MinutesFacts): Entry[] {
  return [
    ...facts.sittings.flatMap(({ number, openedAt }) => {
      const came = facts.attendance.filter(({ sitting, event }) => sitting === number && event === 'came')
      const firstMoves = facts.attendance.filter(({ sitting }) => sitting === number)
      // Read behind the opening, whenever the last one came.
      const at = openedAt
      return firstMoves.length === 0
        ? []
        : [...facts.councils.map((council) => attended(facts, number, council, came, at)), ...moves(facts, number)]
    }),
    ...facts.quorum.map(({ number, at, counts }) =>
      paragraph({ id: `quorum:${number}`, at }, ['minuted.quorum'], {
        time: hourOf(facts, at),
        counts: quorumWords(counts, facts.councils),
      }),
    ),
  ]
}

type Attendance = MinutesFacts['attendance']

function attended(
  facts: MinutesFacts,
  sitting: number,
  council: MinutesFacts['councils'][number],
  came: Attendance,
  at: number,
): Entry {
  const here = new Set(came.map(({ account }) => account))
  const own = facts.seats.filter((seat) => seat.council === council.id)
  const present = own.filter(({ account }) => here.has(account))
  const absent = own.filter(({ account }) => !here.has(account))
  const names = (seats: typeof own) => eachLanguage((language) => seats.map(({ name }) => name[language]).join(', '))
  return paragraph(
    { id: `attendance:${sitting}:${council.id}`, at },
    [
      present.length > 0 ? 'minuted.present' : 'minuted.nobodyPresent',
      ...(absent.length > 0 && present.length > 0 ? (['minuted.absent'] as const) : []),
    ],
    {
      council: council.name,
      present: same(present.length),
      seats: same(council.seats),
      names: names(present),
      absent: names(absent),
    },
  )
}

/** Who left, who came back, and who came after the quorum had been stated or something had been voted on. */
function moves(facts: MinutesFacts, sitting: number): Entry[] {
  const own = facts.attendance.filter((one) => one.sitting === sitting)
  const began = Math.min(
    ...facts.quorum.map(({ at }) => at).filter((at) => at >= (own[0]?.at ?? 0)),
    ...facts.votes.map(({ openedAt }) => openedAt).filter((at) => at >= (own[0]?.at ?? 0)),
  )
  const wasHere = new Set<string>()
  return own.flatMap(({ number, account, name, event, at }): Entry[] => {
    const isBack = wasHere.has(account)
    wasHere.add(account)
    if (event === 'came' && !isBack && at <= began) return []
    const key = event === 'left' ? 'left' : isBack ? 'cameBack' : 'came'
    return [paragraph({ id: `moved:${number}`, at }, [`minuted.${key}`], { name, time: hourOf(facts, at) })]
  })
}
