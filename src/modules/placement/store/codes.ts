/** Codes handed out without a lock: a process takes a block of numbers and gives them one by one (language: issued blocks). */
import { partyCode } from '../../../base/ids.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { remember } from '../../../platform/remember.ts'

/** Numbers a block. A process that ends loses the rest of its block; the numbers are never given twice. */
const BLOCK = 200

interface Block {
  next: number
  end: number
  taking: Promise<void> | undefined
}

const blocks = remember<Block>(Number.POSITIVE_INFINITY)

/** The next code of the context's world: digits, the last a check digit. */
export async function nextCode(ctx: Context): Promise<string> {
  const block = await blocks.get(ctx, `${ctx.actor.county}/${ctx.actor.world}`, async () => ({
    next: 0,
    end: 0,
    taking: undefined,
  }))
  while (block.next >= block.end) {
    block.taking ??= takeBlock(ctx, block)
    await block.taking
  }
  return partyCode(block.next++)
}

async function takeBlock(ctx: Context, block: Block): Promise<void> {
  try {
    const { county, world } = ctx.actor
    const row = await ctx.db.tx(deedScope(ctx), (tx) =>
      tx.one<{ next: number }>(
        `insert into code_block (county, world, next) values ($1, $2, $3)
         on conflict (county, world) do update set next = code_block.next + $3 returning next`,
        [county, world, BLOCK],
      ),
    )
    block.next = row.next - BLOCK
    block.end = row.next
  } finally {
    block.taking = undefined
  }
}
