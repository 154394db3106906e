import { Extension } from '@tiptap/core'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import { nameOf, type PacedAwareness, stampOf } from '../live/presence.ts'
import { personColour } from '../ui/names.ts'

/** A name is shown this long after its caret moved, then a dot stays. */
const NAMED_MS = 2_000
/** Room a name needs to the right of its caret; nearer to the edge it opens to the left. */
const NAME_ROOM_PX = 180

/** Carets of others: a line in the person's colour with their name for two seconds. Screen readers are not told of them. */
export const carets = (awareness: PacedAwareness) =>
  Extension.create({
    name: 'carets',
    addProseMirrorPlugins() {
      const names = new Names(awareness)
      this.editor.on('destroy', () => names.stop())
      return [
        yCursorPlugin(awareness, {
          awarenessStateFilter: (own: number, other: number) => own !== other && stampOf(awareness, other) !== null,
          cursorBuilder: (_user: unknown, client: number) => names.draw(client),
          selectionBuilder: (_user: unknown, client: number) => ({
            class: 'kenes-selection',
            style: `--person: ${colourOf(awareness, client)}`,
          }),
        }),
      ]
    },
  })

const colourOf = (awareness: PacedAwareness, client: number): string =>
  personColour(stampOf(awareness, client)?.id ?? '')

/** Which names are shown now. A caret's element may be kept or made anew by ProseMirror: both ways the name stays its two seconds. */
class Names {
  private readonly awareness: PacedAwareness
  private readonly drawn = new Map<number, HTMLElement>()
  private readonly places = new Map<number, string>()
  private readonly timers = new Map<number, ReturnType<typeof setTimeout>>()

  constructor(awareness: PacedAwareness) {
    this.awareness = awareness
    awareness.on('change', this.onChange)
  }

  stop(): void {
    this.awareness.off('change', this.onChange)
    for (const timer of this.timers.values()) clearTimeout(timer)
  }

  draw(client: number): HTMLElement {
    const caret = document.createElement('span')
    caret.className = 'kenes-caret'
    caret.setAttribute('aria-hidden', 'true')
    caret.style.setProperty('--person', colourOf(this.awareness, client))
    const name = document.createElement('span')
    name.className = 'kenes-caret-name'
    name.textContent = nameOf(this.awareness, client)
    // Word joiners keep a caret at the end of a word from opening a place to break the line.
    caret.append('\u2060', name, '\u2060')
    this.drawn.set(client, caret)
    caret.toggleAttribute('data-named', this.timers.has(client))
    requestAnimationFrame(() => turnAtEdge(caret))
    return caret
  }

  private readonly onChange = (): void => {
    for (const [client, state] of this.awareness.getStates()) {
      const place = JSON.stringify(state.cursor ?? null)
      if (client === this.awareness.clientID || this.places.get(client) === place) continue
      this.places.set(client, place)
      if (state.cursor) this.name(client)
    }
  }

  private name(client: number): void {
    clearTimeout(this.timers.get(client))
    const hide = () => {
      this.timers.delete(client)
      this.drawn.get(client)?.removeAttribute('data-named')
    }
    this.timers.set(client, setTimeout(hide, NAMED_MS))
    const caret = this.drawn.get(client)
    caret?.setAttribute('data-named', '')
    if (caret?.isConnected) turnAtEdge(caret)
  }
}

function turnAtEdge(caret: HTMLElement): void {
  const editor = caret.closest('.ProseMirror')
  if (!editor) return
  const left = editor.getBoundingClientRect().right - caret.getBoundingClientRect().right < NAME_ROOM_PX
  caret.toggleAttribute('data-left', left)
}
