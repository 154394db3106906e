import { security } from './kk/security.ts'

/** What is said in Kazakh of passwords, passkeys and proofs that it is oneself. */
export const securityWords = { security }
