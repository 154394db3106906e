/** Where the store is: a file of ours, or a PostgreSQL database that several servers share. */
export type StoreAddress =
  /** `isShipped`: its write-ahead log is read by the second disk's thread, which alone copies it back. */
  | { readonly kind: 'sqlite'; readonly file: string; readonly isShipped?: boolean }
  | { readonly kind: 'postgres'; readonly url: string }

/** What may be said of a store aloud: never the password in its address. */
export function nameOf(address: StoreAddress): string {
  if (address.kind === 'sqlite') return address.file
  const url = new URL(address.url)
  return `${url.protocol}//${url.host}${url.pathname}`
}
