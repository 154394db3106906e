import { networkInterfaces } from 'node:os'

type Known = {
  readonly publicUrl: string | null
  readonly https: boolean
  /** The names in the certificate, the operator's own first. */
  readonly names: readonly string[]
  readonly host: string
  readonly port: number
  /** This machine's addresses in networks, the most likely first. */
  readonly machine: readonly string[]
}

const isOwn = (name: string) => name === 'localhost' || name === '::1' || name.startsWith('127.')

/**
 * The address that people in the hall type or scan: PUBLIC_URL, else the first name of the certificate, else where the server listens,
 * else this machine's address in its network. Null when the server listens to this machine alone. Source: RULES.md HA6.
 */
export function hallAddress({ publicUrl, https, names, host, port, machine }: Known): string | null {
  if (publicUrl !== null) return new URL(publicUrl).origin
  if (isOwn(host)) return null
  const isAny = host === '0.0.0.0' || host === '::'
  const name = names.find((one) => !isOwn(one)) ?? (isAny ? machine[0] : host)
  if (name === undefined) return null
  return new URL(`${https ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${port}`).origin
}

/** This machine's addresses beyond itself: IPv4 first, those of private networks before others. */
export function machineAddresses(): readonly string[] {
  const found = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  const isPrivate = (address: string) => /^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(address)
  return found
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address)
    .sort((one, other) => Number(isPrivate(other)) - Number(isPrivate(one)))
}
