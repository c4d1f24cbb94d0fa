/** HTTP to addresses that the operator wrote into the configuration, and to nowhere that such a name may be bent to. */
import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP } from 'node:net'
import { DeliveryFailure, networkCode } from './transport.ts'

/** IANA special-purpose registries (RFC 6890 and successors), as far as they do not lead to the public network. */
const PRIVATE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv6')

/** Whether an address leads into a private, loopback, link-local or otherwise special network. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return isPrivateAddress(mapped)
  const family = isIP(address)
  return family === 0 || PRIVATE.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

export interface Outgoing {
  /** Whether names may resolve into private networks; an address written as digits, or `localhost`, always may. */
  readonly privateNames: boolean
  /** Milliseconds until it is given up. */
  readonly timeout: number
  /** Stands in for the system's resolver (tests). */
  readonly resolve?: typeof lookup
}

export const OUTGOING: Outgoing = { privateNames: false, timeout: 15_000 }

/**
 * POSTs JSON. A redirect is not followed: it would lead to an address that nobody configured.
 * @throws DeliveryFailure temporary for network trouble, 408, 425, 429 and 5xx, permanent for any other answer but 2xx
 */
export async function postJson(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  outgoing: Outgoing,
): Promise<void> {
  const status = await send(new URL(url), body, headers, outgoing).catch((error: unknown) => {
    throw error instanceof DeliveryFailure ? error : new DeliveryFailure(networkCode(error), false)
  })
  if (status >= 200 && status < 300) return
  throw new DeliveryFailure(`http_${status}`, status < 500 && ![408, 425, 429].includes(status))
}

function send(
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>>,
  outgoing: Outgoing,
): Promise<number> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
        ...headers,
      },
      agent: false as const,
      signal: AbortSignal.timeout(outgoing.timeout),
      lookup: outgoing.privateNames || url.hostname === 'localhost' ? undefined : guardedLookup(outgoing),
    }
    const sent = request(url, options, (response) => {
      resolve(response.statusCode ?? 0)
      // What it answers beyond the status is of no use here.
      response.destroy()
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

type Answer = (error: Error | null, address: string | LookupAddress[], family?: number) => void

/** The check sits in the look-up that the connection itself uses, so a name cannot change between check and use. */
function guardedLookup(outgoing: Outgoing) {
  const resolve = outgoing.resolve ?? lookup
  return (host: string, options: LookupOptions, answer: Answer): void => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return answer(error, [])
      if (addresses.length === 0 || addresses.some(({ address }) => isPrivateAddress(address)))
        return answer(new DeliveryFailure('private_address', true), [])
      if (options.all) return answer(null, addresses)
      const first = addresses[0]!
      answer(null, first.address, first.family)
    })
  }
}
