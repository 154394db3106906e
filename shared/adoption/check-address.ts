/** Hex digits of a hash that a print carries: 64 bits, which no two texts share. */
export const CODE_LENGTH = 16

/** Where the code on a print leads. `origin`: of the workspace, without a slash behind it. Source: RULES.md AD31. */
export const checkAddress = (hash: string, origin: string): string => `${origin}/check/${codeOf(hash)}`

/** What is asked about a print, as it stands in its address. */
export const codeOf = (hash: string): string => hash.slice(0, CODE_LENGTH)
