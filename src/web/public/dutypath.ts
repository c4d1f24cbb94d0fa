/** Addresses of a site's duty page: `/s/<link>` and `/s/<link>/<step>`. */

export const DUTY_STEPS = [
  'pin',
  'arrive',
  'depart',
  'leave',
  'still',
  'count',
  'wants',
  'hand-over',
] as const
export type DutyStep = (typeof DUTY_STEPS)[number]

export interface DutyPath {
  readonly link: string
  readonly step?: DutyStep
}

/** Undefined where the path is no duty page's. */
export function dutyPath(path: string): DutyPath | undefined {
  const [empty, s, link, word, ...rest] = path.split('/')
  if (empty !== '' || s !== 's' || !link || !/^[\w-]{16,80}$/.test(link) || rest.length > 0) return undefined
  if (word === undefined) return { link }
  const step = DUTY_STEPS.find((one) => one === word)
  return step && { link, step }
}
