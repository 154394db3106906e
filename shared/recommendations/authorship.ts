import type { AccountId, CouncilId, RecommendationId } from '../ids.ts'

/** How many characters of a text, in all its languages, are a person's as it stands now. */
export type Credit = { readonly account: AccountId; readonly characters: number }
export type TextCredits = { readonly recommendation: RecommendationId; readonly people: readonly Credit[] }

const descending = (a: { characters: number }, b: { characters: number }) => b.characters - a.characters

/** What each person wrote in several texts, most first. Source: RULES.md VE41. */
export function byPerson(texts: readonly TextCredits[]): Credit[] {
  const sums = new Map<AccountId, number>()
  for (const { account, characters } of texts.flatMap(({ people }) => people))
    sums.set(account, (sums.get(account) ?? 0) + characters)
  return [...sums].map(([account, characters]) => ({ account, characters })).sort(descending)
}

/** What the members of each council wrote, in the order given; who sits in two counts once in each. Source: RULES.md VE41. */
export const byCouncil = (
  people: readonly Credit[],
  councils: readonly CouncilId[],
  councilsOf: (account: AccountId) => readonly CouncilId[],
): { council: CouncilId; characters: number }[] =>
  councils.map((council) => ({
    council,
    characters: people
      .filter(({ account }) => councilsOf(account).includes(council))
      .reduce((sum, { characters }) => sum + characters, 0),
  }))

/** A part of a whole in whole percent; what is there at all is never 0. */
export const percentOf = (part: number, whole: number): number =>
  part === 0 || whole === 0 ? 0 : Math.max(1, Math.round((part * 100) / whole))
