import { z } from 'zod'
import type { FindingId, SessionId, StandardId, ThemeId } from '../ids.ts'
import { id, localised, query } from '../wire.ts'

export const evidenceWire = {
  references: query(
    'Findings, standards and themes that recommendations refer to. Refuses: not-found.',
    z.object({ session: id<SessionId>() }),
    z.object({
      findings: z.array(z.object({ id: id<FindingId>(), number: z.string(), title: localised, text: localised })),
      standards: z.array(z.object({ id: id<StandardId>(), instrument: z.string(), ref: z.string() })),
      themes: z.array(z.object({ id: id<ThemeId>(), label: localised })),
    }),
  ),
} as const
