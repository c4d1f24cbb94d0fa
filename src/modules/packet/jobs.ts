/** A packet every half hour of an emergency of the county itself. Real time: paper is needed when clocks stop. */

import { toldAt } from '../../platform/clock.ts'
import { type Context, deedScope, type Shared } from '../../platform/http/context.ts'
import { idFrom } from '../../platform/jobs/reactions.ts'
import type { Jobs } from '../../platform/jobs/task.ts'
import { modeOf, readLive } from '../mode/reads.ts'
import { machine } from '../placement/actions/replace.ts'
import { makePacket } from './actions.ts'

export function packetJobs(services: Shared & { readonly dataDir: string }): Jobs {
  return {
    tasks: {
      'packet.make': async ({ county }, run) => {
        if ((await run.tx(0, (tx) => readLive(tx, county, 0))) === undefined) return
        const actor = machine(county, 0, await modeOf({ db: run.db, clock: services.clock }, county, 0))
        const now = toldAt(await services.clock.world(county, 0), run.now)
        const ctx: Context = { ...services, actor, scope: deedScope({ actor }), realNow: run.now, now }
        await makePacket(ctx, services.dataDir, {
          command: idFrom(`${county}/${Math.floor(run.now / 60_000)}`, 'packet.make'),
        })
      },
    },
    cron: [{ task: 'packet.make', match: '*/30 * * * *' }],
  }
}
