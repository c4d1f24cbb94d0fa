/** Deeds of asking: all sites in one act, and what whoever answers has said. */
import { uuidv7 } from '../../base/ids.ts'
import { demand, Refusal } from '../../base/refusal.ts'
import { tokenHash } from '../../platform/crypto/token.ts'
import { at } from '../../platform/db/types.ts'
import { type Context, deedScope } from '../../platform/http/context.ts'
import { record, recordAll } from '../../platform/ledger/record.ts'
import { once, secondCommand } from '../../platform/receipt.ts'
import { machine } from '../placement/actions/replace.ts'
import { stillTake } from '../placement/actions/still.ts'
import { mayNot } from '../placement/policy.ts'
import type { SiteKind } from '../sites/model.ts'
import type { AskAnswer, AskedSite } from './model.ts'
import { askOfToken, tokenOf, viewAsked } from './reads.ts'

/**
 * Asks every site that stands by or is open. The same command asks nobody twice.
 * @throws Refusal asks.none, not_allowed
 */
export async function askSites(
  ctx: Context,
  input: { readonly command: string; readonly kinds?: readonly SiteKind[] | undefined },
): Promise<{ readonly asked: number; readonly byPhone: number }> {
  demand(mayNot.openSites(ctx.actor))
  const { county, world } = ctx.actor
  const told = await ctx.db.tx(deedScope(ctx), async (tx) => {
    const round = await once(tx, ctx, 'askSites', input.command, input, async () => {
      const sites = await tx.query<{ id: string; community: string | null }>(
        `select id, community from site where county = $1 and world = $2 and state in ('standby', 'opening', 'open')
           and ($3::text[] is null or kind = any($3)) order by id`,
        [county, world, input.kinds ?? null],
      )
      if (sites.length === 0) throw new Refusal('asks.none')
      const asks = sites.map((site) => ({ ...site, ask: uuidv7(ctx.realNow, ctx.random(10)) }))
      await tx.query(
        `insert into site_ask (county, world, id, round, site, token_hash, asked_at)
         select $1, $2, (a->>'ask')::uuid, $3, (a->>'id')::uuid, decode(a->>'hash', 'hex'), $4
         from jsonb_array_elements($5::jsonb) a`,
        [
          county,
          world,
          input.command,
          at(ctx.now),
          JSON.stringify(
            asks.map(({ id, ask }) => ({
              id,
              ask,
              hash: Buffer.from(tokenHash(tokenOf(ctx, ask))).toString('hex'),
            })),
          ),
        ],
      )
      await recordAll(
        tx,
        ctx.actor,
        ctx.now,
        asks.map(({ id, community, ask }) => ({
          type: 'site.asked',
          subjectKind: 'site',
          subject: id,
          area: community,
          data: { ask },
        })),
      )
      return input.command
    })
    return tx.one<{ asked: number; byPhone: number }>(
      `select count(*)::int as asked, count(*) filter (where exists (select from site_identity i
         where i.county = a.county and i.world = a.world and i.site = a.site and i.field = 'phone'))::int as "byPhone"
       from site_ask a where a.county = $1 and a.world = $2 and a.round = $3`,
      [county, world, round],
    )
  })
  ctx.committed(county)
  return told
}

/**
 * What a site can take tonight, said by whoever has its link. What is given stays; a site without pools gets those said.
 * Sent again it changes nothing, and finishes what a stop has cut off between its two halves.
 * @throws Refusal bad_token, sites.no_places, command_reused
 */
export async function answerAsk(ctx: Context, input: AskAnswer): Promise<AskedSite> {
  const { county, world, mode } = ctx.actor
  const { command, token, still, wardens } = input
  const ask = await ctx.db.read(deedScope(ctx), (tx) => askOfToken(tx, ctx, token))
  // The link is the permission: the site's own figures, and nothing else.
  const actor = machine(county, world, mode)
  const there: Context = { ...ctx, actor, scope: deedScope({ actor }) }
  const { community: area } = await stillTake(there, ask.site, { command, still, onTheWay: 'keep', wardens })
  return ctx.db.tx(there.scope, async (tx) => {
    await once(tx, there, 'answerAsk', secondCommand(command), { ask: ask.id, command }, async () => {
      await tx.query('update site_ask set answered_at = $4 where county = $1 and world = $2 and id = $3', [
        county,
        world,
        ask.id,
        at(ctx.now),
      ])
      await record(tx, actor, ctx.now, {
        type: 'site.answered',
        subjectKind: 'site',
        subject: ask.site,
        area,
        data: { ask: ask.id },
      })
      return ask.id
    })
    return viewAsked(tx, there, token)
  })
}
