/**
 * The one error class of the house and its catalogue. A refusal is a code and details; the words for it lie in
 * `modules/<m>/words.ts` (the shared ones in `base/shared-refusals.ts`), and a test holds catalogue and words equal.
 */

/** Every code that can be refused with, and the HTTP status it is answered with. */
export const CATALOGUE = {
  bad_input: 400,
  not_signed_in: 401,
  bad_token: 401,
  not_allowed: 403,
  wrong_world: 403,
  not_found: 404,
  method_not_allowed: 405,
  stale_base: 409,
  command_reused: 409,
  try_again: 409,
  erased: 410,
  body_too_large: 413,
  unsupported_media: 415,
  too_many: 429,
  internal: 500,
  unavailable: 503,

  'packet.no_emergency': 409,
  'places.outside_county': 422,
  'places.unknown_entry': 422,

  'shifts.not_yours': 409,
  'shifts.open': 409,
  'shifts.step_not_possible': 409,
  'sites.step_not_possible': 409,
  'sites.no_position': 422,
  'sites.no_places': 422,
  'sites.over_capacity': 422,
  'sites.no_name': 422,
  'sites.duplicate': 409,
  'sites.rooms_do_not_divide': 422,
  'sites.file_unreadable': 422,
  'sites.file_without_rows': 422,
  'sites.file_refused': 422,
  'sites.no_name_column': 422,
  'sites.number_unreadable': 422,
  'sites.sum_differs': 422,
  'sites.rooms_estimated': 422,
  'sites.kind_unknown': 422,
  'sites.position_swapped': 422,
  'sites.far_away': 422,
  'sites.alike': 409,
  'sites.undecided': 422,
  'sites.busy': 409,
  'sites.same': 422,

  'asks.none': 409,
  'districting.only_in_county': 409,
  'districting.no_buildings': 409,
  'districting.not_draft': 409,
  'districting.nothing_to_undo': 409,
  'districting.in_two_communities': 422,
  'districting.overtaken': 409,

  'offers.step_not_possible': 409,
  'offers.stove_unchecked': 422,
  'offers.no_emergency': 409,

  'entries.code_revoked': 409,

  'rescue.step_not_possible': 409,
  'rescue.still_open': 409,
  'road.no_emergency': 409,
  'road.step_not_possible': 409,
  'road.times_wrong': 422,

  'access.code_wrong': 401,
  'access.code_expired': 401,
  'access.code_locked': 429,
  'access.no_post': 403,
  'access.simulator_in_world_zero': 422,

  'mode.emergency_live': 409,
  'mode.step_not_possible': 409,
  'mode.second_person': 409,
  'mode.no_reason': 422,
  'mode.world_is_county': 409,
  'mode.world_ended': 409,
  'mode.not_a_demo': 403,

  'census.step_not_possible': 409,
  'duty.no_emergency': 409,
  'duty.wrong_pin': 401,
  'duty.locked': 429,
  'duty.ended': 410,

  'placement.empty_party': 422,
  'placement.step_not_possible': 409,
  'placement.no_room': 409,
  'placement.site_not_open': 409,
  'placement.needs_unmet': 409,
  'placement.not_living': 409,
  'placement.people_inside': 409,
  'placement.id_taken': 409,
  'placement.code_unknown': 422,
  'placement.code_taken': 409,
  'placement.no_position': 422,
  'placement.unconfirmed': 409,
  'placement.replan_stale': 409,
  'placement.replan_done': 409,
  'placement.replan_nothing': 409,
  'placement.replan_not_done': 409,
} as const

export type Code = keyof typeof CATALOGUE
export type Details = Readonly<Record<string, unknown>>

/** Thrown wherever a rule, a policy or an input says no; translated to a status and words at the edge only. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  constructor(
    readonly code: Code,
    readonly details: Details = {},
  ) {
    super(code)
  }
  /** HTTP status of this refusal, from the catalogue. */
  get status(): number {
    return CATALOGUE[this.code]
  }
}

/**
 * Throws the refusal that a pure `mayNot` or `whyNot` answered, or does nothing when it answered undefined.
 * @throws Refusal with that code.
 */
export function demand(code: Code | undefined, details: Details = {}): void {
  if (code !== undefined) throw new Refusal(code, details)
}
