/** Mail through the county's own server (SMTP). */
import { createTransport } from 'nodemailer'
import { DeliveryFailure, networkCode, type Transport } from './transport.ts'

const ADDRESS = /^[^\s@,;:<>()"\\]+@[^\s@,;:<>()"\\]+$/

/**
 * @param settings `url` as `smtp://user:password@host:587` (STARTTLS where offered; `?requireTLS=true` insists) or
 *   `smtps://…`, `from` the sender
 */
export function mailTransport(settings: { readonly url: string; readonly from: string }): Transport {
  // Timeouts stay well under the lease of a row, so that no second worker takes it while this one still sends.
  const mailer = createTransport({
    url: settings.url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async ({ id, to, title, text, language }) => {
    if (!ADDRESS.test(to)) throw new DeliveryFailure('bad_recipient', true)
    const headers = {
      'Content-Language': language === 'zh' ? 'zh-CN' : 'en',
      'Auto-Submitted': 'auto-generated',
    }
    await mailer
      .sendMail({ from: settings.from, to, subject: title, text, headers, messageId: `<${id}@jingwei>` })
      .catch((error: unknown) => {
        throw failure(error)
      })
  }
}

/** 5xx of the server is its last word, except that it did not know us: that is for the county to repair. */
function failure(error: unknown): DeliveryFailure {
  const status: unknown = error instanceof Error ? Reflect.get(error, 'responseCode') : undefined
  const code = networkCode(error)
  if (typeof status !== 'number') return new DeliveryFailure(code, false)
  return new DeliveryFailure(`smtp_${status}`, status >= 500 && code !== 'eauth')
}
