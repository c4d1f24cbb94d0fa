/**
 * The closed list of fields about persons (people.md, the law 1): nothing about a person is kept that is not named
 * here, each with purpose, ground (PIPL article), class and end. A test reads schema and import templates against it.
 */

/** language.md §2.11: 0 none, 1 name, 2 contact and address, 3 welfare and disability. */
export type PersonalClass = 0 | 1 | 2 | 3

export interface PersonalField {
  readonly subject: 'traveller' | 'staff' | 'host' | 'site_contact'
  readonly purpose: string
  readonly ground: string
  readonly class: PersonalClass
  /** When it is destroyed. */
  readonly end: string
}

/** Key: `<table>.<field>` as it stands in the identity tables. */
export const PERSONAL_FIELDS = {
  'party_identity.name': {
    subject: 'traveller',
    purpose: 'call the party at the desk and the site',
    ground: 'PIPL 13(1)(4), public health and safety emergency',
    class: 1,
    end: '7 days after the emergency closes (0–30 by configuration)',
  },
  'party_identity.phone': {
    subject: 'traveller',
    purpose: 'tell the party about its place, hold and the road',
    ground: 'PIPL 13(1)(4)',
    class: 2,
    end: '7 days after the emergency closes (0–30 by configuration)',
  },
  'party_identity.plate': {
    subject: 'traveller',
    purpose: 'find the car outside and warn of duplicates',
    ground: 'PIPL 13(1)(4)',
    class: 2,
    end: 'departure, or 7 days after the emergency closes',
  },
  'party_identity.direction': {
    subject: 'traveller',
    purpose: 'road news and departure advice on the party’s own page',
    ground: 'PIPL 13(1)(4)',
    class: 2,
    end: 'departure',
  },
  'party_identity.language': {
    subject: 'traveller',
    purpose: 'the language of the party’s own page',
    ground: 'PIPL 13(1)(4)',
    class: 1,
    end: 'departure',
  },
  'offer_identity.contact': {
    subject: 'host',
    purpose: 'who offers; told to the guest after accepting',
    ground: 'PIPL 13(1), the host’s own offer, revocable at any time',
    class: 1,
    end: '7 days after the emergency closes (0–30 by configuration)',
  },
  'offer_identity.phone': {
    subject: 'host',
    purpose: 'call the host before anybody is sent',
    ground: 'PIPL 13(1), the host’s own offer, revocable at any time',
    class: 2,
    end: '7 days after the emergency closes (0–30 by configuration)',
  },
  'offer_identity.address': {
    subject: 'host',
    purpose: 'look at the place, and find it',
    ground: 'PIPL 13(1), the host’s own offer, revocable at any time',
    class: 2,
    end: '7 days after the emergency closes (0–30 by configuration)',
  },
  'rescue_identity.place': {
    subject: 'traveller',
    purpose: 'find the vehicle whose people call for help',
    ground: 'PIPL 13(1)(4), life and health in an emergency',
    class: 2,
    end: '7 days after the emergency closes (0–30 by configuration)',
  },
  'rescue_identity.phone': {
    subject: 'traveller',
    purpose: 'call back whoever calls for help',
    ground: 'PIPL 13(1)(4), life and health in an emergency',
    class: 2,
    end: '7 days after the emergency closes (0–30 by configuration)',
  },
  'account_identity.name': {
    subject: 'staff',
    purpose: 'who acted, shown to those who must answer for it',
    ground: 'PIPL 13(3)',
    class: 1,
    end: '1 year after the last post ends',
  },
  'account_identity.phone': {
    subject: 'staff',
    purpose: 'sign-in by one-time code',
    ground: 'PIPL 13(3)',
    class: 2,
    end: '1 year after the last post ends',
  },
  'site_identity.contact': {
    subject: 'site_contact',
    purpose: 'who answers for the site',
    ground: 'PIPL 13(1)(3), consent of the host',
    class: 1,
    end: '7 days after the emergency closes for homes; with the site otherwise',
  },
  'site_identity.phone': {
    subject: 'site_contact',
    purpose: 'call the site',
    ground: 'PIPL 13(1)(3), consent of the host',
    class: 2,
    end: '7 days after the emergency closes for homes; with the site otherwise',
  },
  'site_former_identity.contact': {
    subject: 'site_contact',
    purpose: 'put back who answered for the site when an import or a merge is taken back',
    ground: 'PIPL 13(1)(3), consent of the host',
    class: 1,
    end: '7 days after the emergency closes for homes; with the site otherwise',
  },
  'site_former_identity.phone': {
    subject: 'site_contact',
    purpose: 'put back who answered for the site when an import or a merge is taken back',
    ground: 'PIPL 13(1)(3), consent of the host',
    class: 2,
    end: '7 days after the emergency closes for homes; with the site otherwise',
  },
} as const satisfies Record<string, PersonalField>

/** Words that may name no column, import heading, category or extra question about a person, in either language. */
export const FORBIDDEN_SUBJECTS = [
  'ethnic',
  'nationality',
  'religio',
  'hukou',
  'political',
  'petition',
  'criminal',
  'credit_score',
  'risk_level',
  'key_person',
  'face',
  'voiceprint',
  'gait',
  'id_card',
  'passport',
  '民族',
  '宗教',
  '户籍',
  '政治面貌',
  '信访',
  '重点人员',
  '前科',
  '信用',
  '身份证',
  '人脸',
] as const
