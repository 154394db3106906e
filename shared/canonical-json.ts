import canonicalize from 'canonicalize'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/** Whether two values have one canonical spelling, without spelling them. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (isList(one) || isList(other))
    return (
      isList(one) && isList(other) && one.length === other.length && one.every((item, at) => sameJson(item, other[at]))
    )
  const names = namesIn(one)
  return names.length === namesIn(other).length && names.every((name) => sameJson(one[name], other[name]))
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
const namesIn = (value: { readonly [key: string]: Json | undefined }): string[] =>
  Object.keys(value).filter((name) => value[name] !== undefined)

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
