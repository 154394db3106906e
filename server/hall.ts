import type { Hall, House, HouseSettings } from './house.ts'
import { hallAddress, machineAddresses } from './http/hall.ts'
import { namesOf, type Pair } from './tls/pair.ts'
import { type Trusted, trustAddress } from './tls/trust-page.ts'

/** Where people in the hall find the server, by what is known of it. */
export function hallOf({ publicUrl, https }: HouseSettings, pair: Pair | null, at: Listening | null): Hall {
  const names = pair ? namesOf(pair.own) : []
  const address = at && hallAddress({ publicUrl, https, names, ...at, machine: machineAddresses() })
  return { address, trust: address !== null && pair?.authority ? trustAddress(address) : null }
}

export type Listening = { readonly host: string; readonly port: number }

/** What a device is told before it trusts the authority that came with the certificate; null where there is none. */
export const trustedOf = (house: House, pair: Pair | null): Trusted | null =>
  pair?.authority ? { authority: pair.authority, names: namesOf(pair.own), address: house.hall().address ?? '/' } : null
