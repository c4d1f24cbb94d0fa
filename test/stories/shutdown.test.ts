/** Stopping: what is under way is answered, streams end, nothing new is taken. */
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { placementApi } from '../../src/modules/placement/api.ts'
import { withClient } from '../../src/platform/db/client.ts'
import { callerOf, until } from './caller.ts'
import { hall, openHall, party, startSmallCounty } from './small.ts'
import { listen } from './sse.ts'

/** Whether anybody answers at the address. */
function knocks(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

describe('a graceful stop', () => {
  it('answers the requests under way and ends the live streams', async () => {
    const county = await startSmallCounty()
    const { database } = county.server
    try {
      const site = await openHall(county, hall(100))
      const stream = await listen(county.url, county.tokenOf('duty_officer'))
      await until(async () => stream.hello)
      // A lock of our own holds every registration in the middle of its work.
      const blocker = await database.owner.connect()
      await blocker.query('begin')
      await blocker.query('select 1 from site_load where site = $1 for update', [site.id])
      const crowd = callerOf(county.url, undefined, 8)
      const underWay = Promise.all(
        Array.from({ length: 5 }, () => crowd.call(placementApi.register, { body: party(2) })),
      )
      await until(async () => {
        // Only a superuser is told what others wait for.
        const { rows } = await withClient(database.superUrl, (client) =>
          client.query<{ waiting: number }>(
            `select count(*)::int as waiting from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock' and query like '%placement_register%'`,
          ),
        )
        return rows[0]!.waiting === 5 ? true : undefined
      })
      let closed = false
      const closing = county.server.program.close().then(() => {
        closed = true
      })
      await until(async () => (stream.ended ? true : undefined))
      await until(async () => ((await knocks(county.url)) ? undefined : true))
      expect(closed).toBe(false)
      await blocker.query('rollback')
      blocker.release()
      const told = await underWay
      await closing
      crowd.close()
      expect(told.map((one) => one.state)).toEqual(Array(5).fill('placed'))
      const { rows } = await database.owner.query<{ held: number }>(
        `select held from site_load where site = $1 and pool = 'site'`,
        [site.id],
      )
      expect(rows[0]!.held).toBe(10)
    } finally {
      await county.stop()
    }
  })
})
