/** Telling another system: a signed POST to the one address that is configured. */
import { createHmac } from 'node:crypto'
import { type Outgoing, postJson } from './outgoing.ts'
import { DeliveryFailure, type Transport } from './transport.ts'

/**
 * What the receiver computes too: HMAC-SHA256 over `<timestamp>.<id>.<body>` with the shared secret, as `v1=<hex>`. It
 * should refuse timestamps more than five minutes away, and ids that it has seen.
 * @param timestamp seconds since the epoch
 */
export function webhookSignature(secret: string, timestamp: number, id: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${id}.${body}`).digest('hex')}`
}

/** The letter's text is the JSON that is sent: counts and ids, never identities. */
export function webhookTransport(
  settings: { readonly url: string; readonly secret: string },
  outgoing: Outgoing,
): Transport {
  return async ({ id, to, text }, now) => {
    if (to !== settings.url) throw new DeliveryFailure('not_configured', true)
    const timestamp = Math.floor(now / 1000)
    const headers = {
      'Jingwei-Delivery': id,
      'Jingwei-Timestamp': String(timestamp),
      'Jingwei-Signature': webhookSignature(settings.secret, timestamp, id, text),
    }
    await postJson(settings.url, text, headers, outgoing)
  }
}
