import { useState } from 'react'
import { type Said, useAct } from '../api.ts'
import type { Shown } from './passkey.ts'

/** Shows a passkey and hands it to what signs in or proves; `stopped`: the device gave none. */
export function usePasskey(said: Said) {
  const ask = useAct('accounts', 'ask-passkey', said)
  const [stopped, setStopped] = useState(false)
  return {
    pending: ask.pending,
    stopped,
    show: async (): Promise<Shown | null> => {
      setStopped(false)
      const asked = await ask.run({})
      if (!asked?.ok) return null
      // Whoever has no passkey need not load how to read one.
      const { showPasskey } = await import('./passkey.ts')
      const shown = await showPasskey(asked.value)
      setStopped(shown === null)
      return shown
    },
  }
}
