/** The live stream: every event of the ledger, in order, none missed and none twice, also over a broken line. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { placementApi } from '../../src/modules/placement/api.ts'
import type { PartyView } from '../../src/modules/placement/model.ts'
import { type LedgerEvent, reportsApi } from '../../src/modules/reports/api.ts'
import { type Caller, callerOf, command, until } from './caller.ts'
import { EAST, hall, openHall, party, type SmallCounty, startSmallCounty, WEST } from './small.ts'
import { listen, type Stream } from './sse.ts'

let county: SmallCounty
let officer: Caller
let token: string
const streams: Stream[] = []

beforeAll(async () => {
  county = await startSmallCounty()
  officer = county.as('duty_officer')
  token = county.tokenOf('duty_officer')
  await openHall(county, hall(300))
  await openHall(county, hall(500, { side: 'west', near: 2500 }))
})
afterAll(async () => {
  for (const stream of streams) stream.cut()
  await county.stop()
})

async function open(...args: Parameters<typeof listen>): Promise<Stream> {
  const stream = await listen(...args)
  streams.push(stream)
  await until(async () => stream.hello, 5)
  return stream
}

const told = (stream: Stream, id: string, type: string): boolean =>
  stream.events.some((event) => event.subject === id && event.type === type)

/** Everything sealed once all these parties are in the ledger. */
async function sealedWith(parties: readonly PartyView[]): Promise<LedgerEvent[]> {
  return until(async () => {
    const { events } = await officer.call(reportsApi.ledger, { query: { limit: 5000 } })
    const seen = new Set(events.filter((one) => one.type === 'party.registered').map((one) => one.subject))
    return parties.every((one) => seen.has(one.id)) ? events : undefined
  })
}

const register = (caller: Caller, n: number): Promise<PartyView> =>
  caller.call(placementApi.register, { body: party(1 + (n % 3)) })

const seqs = (events: readonly LedgerEvent[]): number[] => events.map((event) => event.seq)

describe('the live stream', () => {
  it('greets with where it begins, and then tells what happens', async () => {
    const stream = await open(county.url, token)
    expect(stream.contentType).toContain('text/event-stream')
    expect(stream.hello).toMatchObject({ rate: 1 })
    const { head } = await officer.call(reportsApi.ledger, { query: { limit: 1 } })
    expect(stream.hello!.seq).toBeLessThanOrEqual(head.seq)
    const one = await register(county.nobody, 0)
    await until(async () => (told(stream, one.id, 'party.placed') ? true : undefined))
    expect(told(stream, one.id, 'party.registered')).toBe(true)
    expect(stream.events[0]!.seq).toBe(stream.hello!.seq + 1)
  })

  it('tells 300 registrations without gap; a listener that is cut off again and again misses and repeats nothing', async () => {
    const steady = await open(county.url, token)
    const read: LedgerEvent[] = []
    let line = await open(county.url, token)
    const from = line.hello!.seq
    let cuts = 0
    const crowd = callerOf(county.url, undefined, 32)
    const registering = Promise.all(Array.from({ length: 300 }, (_, n) => register(crowd, n)))
    let over = false
    void registering.then(() => {
      over = true
    })
    while (!over) {
      await until(async () => (line.events.length > 20 || over ? true : undefined), 2)
      line.cut()
      read.push(...line.events)
      cuts++
      line = await open(county.url, token, { lastEventId: String(read.at(-1)?.seq ?? from) })
    }
    const sealed = await sealedWith(await registering)
    crowd.close()
    const last = sealed.at(-1)!.seq
    await until(async () => ((line.events.at(-1)?.seq ?? read.at(-1)?.seq) === last ? true : undefined))
    await until(async () => (steady.events.at(-1)!.seq >= last ? true : undefined))
    read.push(...line.events)
    const expected = sealed.filter((event) => event.seq > from)
    expect(expected.length).toBeGreaterThanOrEqual(600)
    expect(cuts).toBeGreaterThan(1)
    expect(seqs(read)).toEqual(seqs(expected))
    expect(read).toEqual(expected)
    const whole = sealed.filter((event) => event.seq > steady.hello!.seq)
    expect(steady.events.slice(0, whole.length)).toEqual(whole)
    expect(steady.ids).toEqual(steady.events.map((event) => String(event.seq)))
    whole.forEach((event, n) => {
      expect(event.seq).toBe(steady.hello!.seq + 1 + n)
    })
  })

  it('begins anywhere it is asked to, from the first event on', async () => {
    const { events } = await officer.call(reportsApi.ledger, { query: { limit: 5000 } })
    const stream = await open(county.url, token, { query: '?after=0' })
    await until(async () => (stream.events.length >= events.length ? true : undefined))
    expect(stream.hello!.seq).toBe(0)
    expect(stream.events.slice(0, events.length)).toEqual(events)
  })

  it('tells a secretary of the own community only', async () => {
    const own = await open(county.url, county.tokenOf('community_secretary'), { query: '?after=0' })
    const other = await open(county.url, county.tokenOf('community_secretary', 1), { query: '?after=0' })
    const { events } = await officer.call(reportsApi.ledger, { query: { limit: 5000 } })
    for (const [stream, area] of [
      [own, EAST],
      [other, WEST],
    ] as const) {
      const theirs = events.filter((event) => event.area === area)
      expect(theirs.length).toBeGreaterThan(10)
      await until(async () => (stream.events.length >= theirs.length ? true : undefined))
      expect(stream.events).toEqual(theirs)
    }
  })

  it('carries neither name nor telephone nor code', async () => {
    const stream = await open(county.url, token)
    const one = await county.nobody.call(placementApi.register, {
      body: party(1, { name: '欧阳修', phone: '13899998888', plate: '甘F12345', direction: '乌鲁木齐' }),
    })
    await until(async () => (told(stream, one.id, 'party.placed') ? true : undefined))
    const text = JSON.stringify(stream.events)
    for (const secret of ['欧阳修', '9999888', '甘F12345', '乌鲁木齐', one.code, one.token!])
      expect(text).not.toContain(secret)
  })

  it('keeps worlds apart', async () => {
    const drill = await officer.call(placementApi.startWorld, {
      body: { ...command(), kind: 'drill', name: '演练' },
    })
    const base = `${county.url}/c/small/w/${drill.id}`
    const real = await open(county.url, token)
    const inDrill = await open(base, drill.token)
    const inside = callerOf(base, drill.token)
    const there = await inside.call(placementApi.register, { body: party(1) })
    const here = await register(county.nobody, 0)
    await until(async () => (told(inDrill, there.id, 'party.registered') ? true : undefined))
    await until(async () => (told(real, here.id, 'party.registered') ? true : undefined))
    expect(told(real, there.id, 'party.registered')).toBe(false)
    expect(told(inDrill, here.id, 'party.registered')).toBe(false)
    inside.close()
  })

  it('is refused to the public, to travellers, and from a position that is none', async () => {
    const { token: traveller } = await register(county.nobody, 0)
    expect((await county.nobody.send('GET', '/api/live')).status).toBe(401)
    await expect(listen(county.url, traveller!)).rejects.toThrow('403')
    for (const lastEventId of ['x', '-1', '1.5'])
      await expect(listen(county.url, token, { lastEventId })).rejects.toThrow('400')
  })
})
