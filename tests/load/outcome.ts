import type { ServerName } from './servers.ts'

/** What a run measured, by the name of the figure. */
export type Figures = Readonly<Record<string, number>>

/** What came out of one run: figures, and what was not as it must be. A run with a fault fails the bench. */
export type Outcome = {
  readonly figures: Figures
  readonly faults: readonly string[]
  /** The generator had no time left: the figures say less of the server than they seem to. */
  readonly isGeneratorTheLimit: boolean
}

/** What a scenario is played with. */
export type Given = {
  readonly server: ServerName
  /** How long is measured, in the scenarios that measure for a time. */
  readonly seconds: number
  /** How often, in the scenarios that repeat something; how many, in those that count something. */
  readonly times: number
  /** The bench's own folder, for what several runs need. */
  readonly folder: string
  /** Kenes is spoken to as by a stock client, without our own messages. */
  readonly isStock: boolean
}

/** Plays a scenario once, against a new server with a new store, which it starts and ends. */
export type Player = (given: Given) => Promise<Outcome>
