import canonicalize from 'canonicalize'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * The one JSON spelling of a value: keys sorted, no white space.
 * Throws for what JSON cannot hold (NaN, a function): that is a fault, never a person's mistake.
 * Source: RFC 8785.
 */
export function canonicalJson(value: Json): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('value has no canonical JSON')
  return text
}
