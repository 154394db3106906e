import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keyOf, useAct } from '../api.ts'

/** The course of setting up a second factor: the square, a first code, the recovery codes. */
export function useEnrolment() {
  const begin = useAct('accounts', 'enrol-second-factor')
  const confirm = useAct('accounts', 'confirm-second-factor')
  const queries = useQueryClient()
  const [shown, setShown] = useState<{ secret: string; address: string } | null>(null)
  const [recoveryCodes, setRecoveryCodes] = useState<readonly string[] | null>(null)
  return {
    shown,
    recoveryCodes,
    refusal: begin.refusal ?? confirm.refusal,
    pending: begin.pending || confirm.pending,
    begin: async () => {
      const done = await begin.run({})
      if (done?.ok) setShown(done.value)
    },
    confirm: async (code: string) => {
      const done = await confirm.run({ code })
      if (!done?.ok) return
      setRecoveryCodes(done.value.recoveryCodes)
      await queries.invalidateQueries({ queryKey: keyOf('accounts') })
    },
  }
}
