/** What the notices make of events: a party whose hold is due is asked by telephone whether it still comes. */
import { HOUR } from '../../base/time.ts'
import { fill } from '../../base/words.ts'
import type { Channels } from '../../platform/channels/channels.ts'
import type { Shared } from '../../platform/http/context.ts'
import { idFrom, type Reaction } from '../../platform/jobs/reactions.ts'
import { tokenOf } from '../asks/reads.ts'
import { contactOf, placeHeld, siteContact } from '../placement/reads/contact.ts'
import { ASKED } from '../placement/rules.ts'
import { send } from './actions.ts'
import { TEMPLATES } from './words.ts'

export interface NoticesReactionsServices extends Pick<Shared, 'clock' | 'keyring'> {
  readonly channels: Channels
  /** Address that outsiders use, without a slash at the end; without it a message tells no link. */
  readonly publicUrl: string | undefined
}

export function noticesReactions(services: NoticesReactionsServices): readonly Reaction[] {
  return [asked(services), moved(services), siteAsked(services)]
}

/** In a drill or play the message is written too, and stays in the outbox (platform/channels). */
function asked({ channels, clock, keyring, publicUrl }: NoticesReactionsServices): Reaction {
  return {
    name: 'notices.asked',
    hears: ['party.asked'],
    async react(tx, event, { county, world, now }) {
      if (world.id === 0 && !channels.has('sms')) return
      const contact = await contactOf(tx, keyring, county, world.id, event.subject)
      // An answer that came in the meantime needs no question.
      if (contact === undefined || !contact.asked) return
      const { name, slug } = await clock.county(county)
      const { language, code, emergency } = contact
      const template = publicUrl === undefined ? 'askedWithoutLink' : 'asked'
      await send(
        channels,
        tx,
        { kind: 'system', id: 'notices' },
        {
          county,
          world: world.id,
          id: idFrom(event.id, 'notices.asked'),
          emergency,
          channel: 'sms',
          to: contact.phone,
          title: '',
          text: fill(TEMPLATES[template], language, {
            county: name[language],
            link: `${publicUrl}/c/${slug}/w/${world.id}/p/${contact.token}`,
            code,
            hours: ASKED / HOUR,
          }),
          subjectKind: 'party',
          subject: event.subject,
          template: 'notices.asked',
          language,
          now,
        },
      )
    },
  }
}

/** Whoever was moved before it set out is told where to go now, where that is still its place. */
function moved({ channels, clock, keyring, publicUrl }: NoticesReactionsServices): Reaction {
  return {
    name: 'notices.moved',
    hears: ['party.replanned', 'party.replan_undone'],
    async react(tx, event, { county, world, now }) {
      if (world.id === 0 && !channels.has('sms')) return
      const contact = await contactOf(tx, keyring, county, world.id, event.subject)
      const held = await placeHeld(tx, county, world.id, event.subject)
      if (contact === undefined || held === undefined || held.id !== event.data['site']) return
      const { name, slug } = await clock.county(county)
      const { language, code, emergency } = contact
      const there = publicUrl === undefined ? 'movedWithoutLink' : 'moved'
      await send(
        channels,
        tx,
        { kind: 'system', id: 'notices' },
        {
          county,
          world: world.id,
          id: idFrom(event.id, 'notices.moved'),
          emergency,
          channel: 'sms',
          to: contact.phone,
          title: '',
          text: fill(TEMPLATES[event.type === 'party.replanned' ? there : 'movedBack'], language, {
            county: name[language],
            site:
              held.kind === 'home'
                ? TEMPLATES.aHome[language]
                : (language === 'en' && held.nameEn) || held.name,
            link: `${publicUrl}/c/${slug}/w/${world.id}/p/${contact.token}`,
            code,
          }),
          subjectKind: 'party',
          subject: event.subject,
          template: 'notices.moved',
          language,
          now,
        },
      )
    },
  }
}

/** Without an address that outsiders use there is no link to send; the duty room copies it from its own list. */
function siteAsked({ channels, clock, keyring, publicUrl }: NoticesReactionsServices): Reaction {
  return {
    name: 'notices.site_asked',
    hears: ['site.asked'],
    async react(tx, event, { county, world, now }) {
      if (publicUrl === undefined || (world.id === 0 && !channels.has('sms'))) return
      const contact = await siteContact(tx, keyring, county, world.id, event.subject)
      if (contact === undefined) return
      const { name, slug } = await clock.county(county)
      const token = tokenOf({ keyring, actor: { county } }, String(event.data['ask']))
      await send(
        channels,
        tx,
        { kind: 'system', id: 'notices' },
        {
          county,
          world: world.id,
          id: idFrom(event.id, 'notices.site_asked'),
          channel: 'sms',
          to: contact.phone,
          title: '',
          text: fill(TEMPLATES.siteAsked, 'zh', {
            county: name.zh,
            site: contact.name,
            link: `${publicUrl}/c/${slug}/w/${world.id}/ask/${token}`,
          }),
          subjectKind: 'site',
          subject: event.subject,
          template: 'notices.site_asked',
          language: 'zh',
          now,
        },
      )
    },
  }
}
