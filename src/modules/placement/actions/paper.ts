/** Codes on paper: issued in blocks, printed, and keyed in with what was written beside them (people.md, 断网包). */
import { demand, Refusal } from '../../../base/refusal.ts'
import { at } from '../../../platform/db/types.ts'
import { type Context, deedScope } from '../../../platform/http/context.ts'
import { record } from '../../../platform/ledger/record.ts'
import { once } from '../../../platform/receipt.ts'
import { mayNot } from '../policy.ts'
import { nextCode } from '../store/codes.ts'

/** Issues codes for a sheet of paper; the same command tells the same codes again. @returns as many as asked for */
export async function issueCodes(
  ctx: Context,
  input: { readonly command: string; readonly count: number },
): Promise<string[]> {
  demand(mayNot.issueCodes(ctx.actor))
  const { county, world } = ctx.actor
  const codes: string[] = []
  // Numbers are taken outside the transaction, as every code is; those of a refused one are lost, never given twice.
  while (codes.length < input.count) codes.push(await nextCode(ctx))
  const given = await ctx.db.tx(deedScope(ctx), async (tx) => {
    const sheet = await once(tx, ctx, 'issueCodes', input.command, input, async () => {
      await tx.query(
        `insert into paper_code (county, world, code, sheet, issued_at)
         select $1, $2, code, $3, $4 from unnest($5::text[]) code`,
        [county, world, input.command, at(ctx.now), codes],
      )
      await record(tx, ctx.actor, ctx.now, {
        type: 'codes.issued',
        subjectKind: 'code_sheet',
        subject: input.command,
        area: null,
        data: { count: codes.length },
      })
      return input.command
    })
    return tx.query<{ code: string }>(
      'select code from paper_code where county = $1 and world = $2 and sheet = $3 order by code',
      [county, world, sheet],
    )
  })
  ctx.committed(county)
  return given.map(({ code }) => code)
}

/** A code may be brought along only from a sheet that was issued. @throws Refusal placement.code_unknown */
export async function demandIssued(ctx: Context, code: string): Promise<void> {
  const { county, world } = ctx.actor
  const found = await ctx.db.read(deedScope(ctx), (tx) =>
    tx.maybe('select code from paper_code where county = $1 and world = $2 and code = $3', [
      county,
      world,
      code,
    ]),
  )
  if (found === undefined) throw new Refusal('placement.code_unknown')
}
