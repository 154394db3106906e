import { useState } from 'react'
import { type Said, useAct } from '../api.ts'
import { type Shown, showPasskey } from './passkey.ts'

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
      const shown = await showPasskey(asked.value)
      setStopped(shown === null)
      return shown
    },
  }
}
