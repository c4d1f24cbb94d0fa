/** Delivery of the outbox: each message by a job of its own, with growing waits, and given up after eight tries. */
import { HOUR } from '../../base/time.ts'
import type { Channels } from '../../platform/channels/channels.ts'
import { addJob, MOST_TRIES } from '../../platform/jobs/add.ts'
import { type Jobs, type Task, TryLater } from '../../platform/jobs/task.ts'

/** All tries of a job and the waits between them take about half an hour. */
const LOST = 2 * HOUR

export function noticesJobs({ channels }: { readonly channels: Channels }): Jobs {
  return {
    tasks: { 'notices.deliver': deliver(channels), 'notices.lost': findLost(channels) },
    cron: [{ task: 'notices.lost', match: '37 * * * *' }],
  }
}

function deliver(channels: Channels): Task {
  return async ({ county, world, data }, run) => {
    const key = { county, world, id: String(data.id) }
    const delivery = await channels.deliver((work) => run.tx(world, work), key, run.now)
    if (!delivery.retry) return
    if (run.last) await run.tx(world, (tx) => channels.giveUp(tx, key))
    else throw new TryLater(delivery.code ?? 'busy')
  }
}

/** A message whose job is gone, as after a restore of tables without jobs, or of a runner that died at the last try. */
function findLost(channels: Channels): Task {
  return async ({ county, actor }, run) => {
    await run.tx(0, async (tx) => {
      for (const { id, tries } of await channels.waiting(tx, county, run.now - LOST))
        if (tries < MOST_TRIES) await addJob(tx, actor, 'notices.deliver', { id }, { key: id })
        else await channels.giveUp(tx, { county, world: 0, id })
    })
  }
}
