/** Whether an address leads to a page of this server: a path that cannot begin another host, also where browsers leave signs out. Source: RULES.md AC106. */
export const isOwnPath = (path: string): boolean => /^\/(?![/\\])[^\\\p{C}]*$/u.test(path)
