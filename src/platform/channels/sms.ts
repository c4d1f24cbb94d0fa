/** Text messages through a gateway that takes `{id, to, text, template, language}` by HTTP. */
import { type Outgoing, postJson } from './outgoing.ts'
import { DeliveryFailure, type Transport } from './transport.ts'

/** The gateway gets the id as `Idempotency-Key`, so that a repeated request sends one message. */
export function smsTransport(
  settings: { readonly url: string; readonly token: string | undefined },
  outgoing: Outgoing,
): Transport {
  return async ({ id, to, text, template, language }) => {
    if (!/^\+?\d{5,15}$/.test(to)) throw new DeliveryFailure('bad_recipient', true)
    const headers: Record<string, string> = { 'Idempotency-Key': id }
    if (settings.token !== undefined) headers.Authorization = `Bearer ${settings.token}`
    await postJson(settings.url, JSON.stringify({ id, to, text, template, language }), headers, outgoing)
  }
}
