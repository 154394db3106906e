import { security } from './en/security.ts'

/** What is said in English of passwords, passkeys and proofs that it is oneself. */
export const securityWords = { security }
