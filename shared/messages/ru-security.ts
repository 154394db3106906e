import { security } from './ru/security.ts'

/** What is said in Russian of passwords, passkeys and proofs that it is oneself. */
export const securityWords = { security }
