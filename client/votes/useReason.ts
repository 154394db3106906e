import { useState } from 'react'

/** Words that an act is not done without; pressing with none marks the field. */
export function useReason() {
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState(false)
  return {
    words: words.trim(),
    field: { value: words, missing, onChange: setWords },
    /** Runs the act when there are words. */
    with: (run: () => Promise<void>) => {
      if (words.trim() === '') setMissing(true)
      else void run()
    },
  }
}
