/** Packets for a failing network: what is in them, that they open from the disk alone, and that they die with the key. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type County,
  command,
  type House,
  hall,
  NIGHT,
  openHouse,
  registration,
} from '../../../test/builders.ts'
import { MINUTE } from '../../base/time.ts'
import type { Context } from '../../platform/http/context.ts'
import { LIMITS } from '../../platform/tabular/table.ts'
import { readXlsx } from '../../platform/tabular/xlsx.ts'
import { register } from '../placement/actions/register.ts'
import { arrive } from '../placement/actions/steps.ts'
import { makePacket, showPackets, takePacket } from './actions.ts'
import { FORMS, KEPT, nameOf, readName } from './rules.ts'
import { pageOf } from './sheets.ts'
import { folderOf, openPacket } from './store.ts'

let house: House
let county: County
let officer: Context
let dir: string

beforeAll(async () => {
  house = await openHouse()
  dir = mkdtempSync(join(tmpdir(), 'jingwei-packet-'))
})
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true })
  await house.stop()
})
beforeEach(async () => {
  county = await house.county()
  officer = county.as([{ role: 'duty_officer', area: county.code }])
})

test('a name tells its emergency and its minute, and nothing else is a name', () => {
  const id = '018f0000-0000-7000-8000-00000000aaaa'
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000_000 }), (minutes) => {
      expect(readName(nameOf(id, minutes * MINUTE))).toEqual({ emergency: id, at: minutes * MINUTE })
    }),
  )
  for (const name of ['', id, `../${id}-202402172200`, `${id}-202402172200/..`, `${id}-2024021722`])
    expect(readName(name)).toBeUndefined()
})

describe('a packet', () => {
  test('lists sites, who is where, who waits, and codes for the forms; no name or telephone of anybody', async () => {
    await county.layOut([hall(5)])
    const inside = await register(county.ctx(), registration(3, { name: '王小明', phone: '13877770001' }))
    await arrive(county.ctx(), inside.id, command())
    const waiting = await register(county.ctx(), registration(4))
    const made = await makePacket(officer, dir, command())
    expect(await showPackets(officer, dir)).toEqual([made])
    const packet = await openPacket(folderOf(dir, county.code), officer.keyring, county.code, made.name)
    expect(packet.sites).toMatchObject([{ offered: 5, inside: 3, held: 0, free: 2 }])
    expect(packet.parties.map(({ code, persons, state }) => [code, persons, state]).sort()).toEqual(
      [
        [inside.code, 3, 'arrived'],
        [waiting.code, 4, 'waiting'],
      ].sort(),
    )
    expect(packet.codes).toHaveLength(FORMS)
    const disk = readFileSync(join(folderOf(dir, county.code), readdirSync(folderOf(dir, county.code))[0]!))
    expect(disk.includes(inside.code)).toBe(false)
    const page = Buffer.from((await takePacket(officer, dir, made.name, 'html')).bytes).toString()
    expect(page).toContain(inside.code)
    expect(page).not.toMatch(/王小明|13877770001|<script|src=|href=/)
    const book = await takePacket(officer, dir, made.name, 'xlsx')
    const [head] = await readXlsx(Buffer.from(book.bytes), LIMITS)
    expect(head!.cells).toContain('电话')
    const { rows } = await house.db.owner.query(
      `select type, data from ledger where county = $1 and type like 'packet.%' order by nr`,
      [county.code],
    )
    expect(rows).toEqual([
      { type: 'packet.made', data: { sites: 1, parties: 2, waiting: 1 } },
      { type: 'packet.opened', data: { format: 'html', parties: 2 } },
      { type: 'packet.opened', data: { format: 'xlsx', parties: 2 } },
    ])
  })

  test('takes the codes of the last sheet while enough are left; what was keyed in from paper is in once', async () => {
    await county.layOut([hall(200)])
    await register(county.ctx(), registration(1))
    const first = await makePacket(officer, dir, command())
    const open = (name: string) => openPacket(folderOf(dir, county.code), officer.keyring, county.code, name)
    const { codes } = await open(first.name)
    const desk = county.as([{ role: 'intake_desk', area: county.code }])
    for (const code of codes.slice(0, 5)) await register(desk, { ...registration(2), code })
    await expect(register(desk, { ...registration(2), code: codes[0]! })).rejects.toMatchObject({
      code: 'placement.code_taken',
    })
    const later = { ...officer, now: NIGHT + 30 * MINUTE }
    expect((await open((await makePacket(later, dir, command())).name)).codes).toEqual(codes.slice(5))
    for (const code of codes.slice(5, 21)) await register(desk, { ...registration(1), code })
    const last = { ...officer, now: NIGHT + 60 * MINUTE }
    const anew = (await open((await makePacket(last, dir, command())).name)).codes
    expect(anew).toHaveLength(FORMS)
    expect(anew.filter((code) => codes.includes(code))).toEqual([])
  })

  test('is unreadable once the emergency’s key is destroyed, and old ones go', async () => {
    await register(county.ctx(), registration(1))
    const made = await makePacket(officer, dir, command())
    for (let n = 1; n <= KEPT; n++)
      await makePacket({ ...officer, now: NIGHT + n * 30 * MINUTE }, dir, command())
    const kept = await showPackets(officer, dir)
    expect(kept).toHaveLength(KEPT)
    expect(kept.map(({ name }) => name)).not.toContain(made.name)
    await officer.keyring.destroyEmergencyKey(county.code, readName(made.name)!.emergency)
    await expect(takePacket(officer, dir, kept[0]!.name, 'html')).rejects.toMatchObject({ code: 'erased' })
  })

  test('is made in an emergency only, by the officer, and nobody else opens one', async () => {
    await expect(makePacket(officer, dir, command())).rejects.toMatchObject({ code: 'packet.no_emergency' })
    const desk = county.as([{ role: 'intake_desk', area: county.code }])
    await expect(makePacket(desk, dir, command())).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(takePacket(desk, dir, 'x', 'html')).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(takePacket(officer, dir, 'x', 'html')).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('hostile words come out as text on the page', () => {
  const evil = '"><script>alert(1)</script>'
  const site = { name: evil, kind: 'hotel' as const, state: 'open' as const, address: evil, phone: evil }
  const page = pageOf(
    {
      county: evil,
      emergency: evil,
      at: NIGHT,
      sites: [{ ...site, offered: 1, inside: 0, held: 0, free: 1 }],
      parties: [],
      codes: [],
    },
    'zh',
  )
  expect(page).not.toContain('<script')
})
