import { api } from './api.ts'

/**
 * What the policy table is about: who may do what at which stage of a session. Only names stand here; the rights themselves are in
 * the rules of each domain, and the table that was decided beside them is tests/policy/table.txt. Right of all domains.
 * Source: RULES.md AC40.
 */
export const POLICY_ROLES = [
  'presiding',
  'chair',
  'deputy',
  'member',
  'former',
  'secretariat',
  'operator',
  'clerk',
  'drafter',
  'observer',
  'guest',
  'addressee',
  'administrator',
  'stranger',
  'nobody',
] as const
export type PolicyRole = (typeof POLICY_ROLES)[number]

/** The stages of a session; *voting* is an open one with a vote open. */
export const POLICY_STAGES = ['planned', 'open', 'voting', 'suspended', 'closed'] as const
export type PolicyStage = (typeof POLICY_STAGES)[number]

/** What is answered beside the endpoints: opening a live text, writing in it, the news, and files. */
export const BESIDE_THE_API = [
  'live/read',
  'live/write',
  'news',
  'accounts/sign-in-log-file',
  'record/file',
  'sessions/paper',
  'evidence/file',
  'evidence/upload',
  'votes/scan',
  'comments/file',
  'adoption/file',
  'adoption/final-file',
  'adoption/signature-file',
  'exports/file',
  'follow-up/file',
  'follow-up/form',
  'follow-up/table-file',
  'follow-up/upload',
  'follow-up/link/upload',
] as const

/** Every act and question, by domain and name. */
export const POLICY_ACTS: readonly string[] = [
  ...Object.entries(api).flatMap(([domain, endpoints]) => Object.keys(endpoints).map((name) => `${domain}/${name}`)),
  ...BESIDE_THE_API,
]
