/** Telephone numbers as links. */
import { html, type Markup } from './html.ts'

/** As a link takes it: digits and a leading plus; anything else in a number is for the eye. */
export function dialled(phone: string): string {
  return phone.replace(/[^\d+]/g, '')
}

export function callButton(phone: string, text: string): Markup {
  return html`<a class="b" href="tel:${dialled(phone)}">${text}</a>`
}
