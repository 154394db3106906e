import { median } from './latencies.ts'
import type { Figures } from './outcome.ts'
import type { ServerName } from './servers.ts'

/** A figure of a scenario, as its table shows it. */
export type Column = {
  readonly figure: string
  readonly heading: string
  readonly digits: number
  /** Whether the rows "Kenes : peer" show this figure divided by the peer's. */
  readonly isRatio?: boolean
  /** What Kenes may need at most; stands in the heading, and `!` marks what is above it. */
  readonly most?: number
}

/** One run, as it is kept for the tables and the line of JSON. */
export type Run = {
  readonly server: ServerName
  readonly repetition: number
  readonly figures: Figures
  readonly isGeneratorTheLimit: boolean
}

const NONE = '–'

/** The median of a figure over the runs of a server; not a number when none has it. */
export const medianOf = (runs: readonly Run[], server: ServerName, figure: string): number =>
  median(runs.flatMap((run) => (run.server === server ? (run.figures[figure] ?? []) : [])))

/** The median of Kenes's figure divided by the peer's of the same repetition, so that what slowed both down divides itself out. */
export function ratioOf(runs: readonly Run[], peer: ServerName, figure: string): number {
  const ratios = runs.flatMap((own) => {
    if (own.server !== 'kenes') return []
    const other = runs.find(({ server, repetition }) => server === peer && repetition === own.repetition)
    const value = own.figures[figure]
    const beside = other?.figures[figure]
    return value === undefined || beside === undefined || beside === 0 ? [] : [value / beside]
  })
  return median(ratios)
}

/**
 * One Markdown table for a scenario: a row of medians for each server, then Kenes divided by each peer.
 * A server with `*` had a run in which the generator was the limit.
 */
export function table(runs: readonly Run[], columns: readonly Column[]): string {
  const servers = [...new Set(runs.map(({ server }) => server))]
  const medians = servers.map((server) => [
    nameOf(runs, server),
    ...columns.map((column) => cell(medianOf(runs, server, column.figure), column, server)),
  ])
  const ratios = servers
    .filter((server) => server !== 'kenes')
    .map((peer) => [
      `kenes : ${peer}`,
      ...columns.map(({ figure, isRatio }) => (isRatio ? times(ratioOf(runs, peer, figure)) : '')),
    ])
  return [
    ['', ...columns.map(({ heading, most }) => (most === undefined ? heading : `${heading} (≤ ${most})`))],
    ['---', ...columns.map(() => '--:')],
    ...medians,
    ...(runs.some(({ server }) => server === 'kenes') ? ratios : []),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}

const cell = (value: number, { digits, most }: Column, server: ServerName): string =>
  server === 'kenes' && most !== undefined && value > most ? `${shown(value, digits)} !` : shown(value, digits)

const nameOf = (runs: readonly Run[], server: ServerName): string =>
  runs.some((run) => run.server === server && run.isGeneratorTheLimit) ? `${server} *` : server

const shown = (value: number, digits: number): string =>
  Number.isNaN(value)
    ? NONE
    : value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })

const times = (value: number): string => (Number.isNaN(value) ? NONE : `${value.toFixed(2)} ×`)
