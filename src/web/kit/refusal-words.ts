/** The words of every refusal. Loaded beside the first page, not before it. */
import type { Code } from '../../base/refusal.ts'
import { SHARED_REFUSALS } from '../../base/shared-refusals.ts'
import type { Text } from '../../base/words.ts'
import { refusals as access } from '../../modules/access/words.ts'
import { refusals as asks } from '../../modules/asks/words.ts'
import { refusals as duty } from '../../modules/duty/words.ts'
import { refusals as mode } from '../../modules/mode/words.ts'
import { refusals as offers } from '../../modules/offers/words.ts'
import { refusals as placement } from '../../modules/placement/words.ts'
import { refusals as places } from '../../modules/places/words.ts'
import { refusals as rescue } from '../../modules/rescue/words.ts'
import { refusals as sites } from '../../modules/sites/words.ts'

export const REFUSALS: Readonly<Record<Code, Text>> = {
  ...SHARED_REFUSALS,
  ...access,
  ...asks,
  ...duty,
  ...mode,
  ...offers,
  ...placement,
  ...places,
  ...rescue,
  ...sites,
}
