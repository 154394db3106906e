import { afterEach, beforeEach } from 'vitest'
import { type Person, type World, world } from '../world.ts'

/** The world of the test that runs, and the four whom most tests need; new for each test of a file that says `inTheHall()`. */
export let w: World
/** The presiding chair. */
export let chair: Person
export let secretary: Person
export let member: Person
export let observer: Person

/** Gives each test of the file a world of its own. */
export function inTheHall(): void {
  beforeEach(async () => {
    w = await world()
    ;[chair, secretary, member, observer] = await w.people('m01', 's01', 'm03', 'o01')
  })
  afterEach(() => w.close())
}
