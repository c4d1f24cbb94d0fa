import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { DAY, HOUR } from '../../base/time.ts'
import { type Keyring, openKeyring } from '../crypto/keyring.ts'
import { type FileStore, type InTransaction, type NewFile, openFileStore } from './store.ts'

const COUNTY = '620922'
const NOW = Date.UTC(2024, 1, 17, 14)

describe('the file store on a real PostgreSQL', () => {
  let dir: string
  let db: TestDatabase
  let keys: Keyring
  let store: FileStore
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'jw-files-'))
    db = await testDatabase()
    await db.owner.query(
      `insert into county (code, slug, name_zh, name_en) values ($1, 'guazhou', '瓜州县', 'Guazhou')`,
      [COUNTY],
    )
    keys = await openKeyring(join(dir, 'keys'))
    store = openFileStore(join(dir, 'files'), keys, 100_000)
  })
  afterAll(async () => {
    await db.drop()
    rmSync(dir, { recursive: true })
  })

  const run: InTransaction = (work) =>
    db.app.tx({ county: COUNTY, world: 0, kind: 'deed', areas: [], sites: [] }, work)
  const put = (one: NewFile, body: Parameters<FileStore['put']>[2]) => run((tx) => store.put(tx, one, body))
  const get = (county: string, id: string) => run((tx) => store.get(tx, county, id))

  function file(change: Partial<NewFile> = {}): NewFile {
    return {
      id: randomUUID(),
      county: COUNTY,
      class: 2,
      contentType: 'application/pdf',
      name: '王小明的证明.pdf',
      retainUntil: NOW + DAY,
      createdBy: 'reports.print',
      now: NOW,
      ...change,
    }
  }
  function onDisk(): string[] {
    return readdirSync(join(dir, 'files'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  }
  const bytesOf = (id: string) => onDisk().filter((path) => path.includes(id))

  test('comes back as it went in; on disk and in the table nothing of it can be read', async () => {
    const one = file()
    const content = Buffer.from('甘F12345 '.repeat(100))
    async function* stream() {
      yield content.subarray(0, 10)
      yield content.subarray(10)
    }
    await put(one, stream())
    expect(await get(COUNTY, one.id)).toEqual({
      content,
      contentType: 'application/pdf',
      name: one.name,
      class: 2,
    })
    const [path] = bytesOf(one.id)
    expect(readFileSync(path!).includes('甘F12345')).toBe(false)
    expect(statSync(path!).mode & 0o777).toBe(0o600)
    const { rows } = await db.owner.query('select file::text as row from file where id = $1', [one.id])
    expect(rows[0].row).not.toContain(Buffer.from('王小明').toString('hex'))
    const { rows: times } = await db.owner.query('select retain_until, bytes from file where id = $1', [
      one.id,
    ])
    expect(times[0]).toEqual({ retain_until: NOW + DAY, bytes: content.length })
  })

  test('too large is refused and leaves nothing', async () => {
    const one = file()
    await expect(put(one, randomBytes(100_001))).rejects.toThrow('body_too_large')
    await put({ ...one, id: randomUUID() }, randomBytes(100_000))
    expect(bytesOf(one.id)).toEqual([])
  })

  test('a picture whose metadata cannot be removed is refused', async () => {
    await expect(put(file({ contentType: 'image/webp' }), Buffer.from('RIFF'))).rejects.toThrow(
      'unsupported_media',
    )
  })

  test('a second file under a taken id is refused and the first stays readable', async () => {
    const one = file()
    await put(one, Buffer.from('first'))
    await expect(put(one, Buffer.from('second'))).rejects.toMatchObject({ code: '23505' })
    expect((await get(COUNTY, one.id)).content.toString()).toBe('first')
  })

  test('bytes exchanged on disk are noticed', async () => {
    const [a, b] = [file(), file()]
    await put(a, Buffer.from('aaaa'))
    await put(b, Buffer.from('bbbb'))
    writeFileSync(bytesOf(a.id)[0]!, readFileSync(bytesOf(b.id)[0]!))
    await expect(get(COUNTY, a.id)).rejects.toThrow('internal')
  })

  test('another county does not find it, and names make no paths', async () => {
    const one = file()
    await put(one, Buffer.from('x'))
    await expect(get('620921', one.id)).rejects.toThrow('not_found')
    await expect(get('../620922', one.id)).rejects.toThrow('bad_input')
    await expect(get(COUNTY, '../../keys/server.key')).rejects.toThrow('bad_input')
  })

  test('a file of an emergency ends with its key', async () => {
    const emergency = randomUUID()
    await keys.createEmergencyKey(COUNTY, emergency)
    const one = file({ emergency })
    await put(one, Buffer.from('x'))
    expect((await get(COUNTY, one.id)).content.toString()).toBe('x')
    await keys.destroyEmergencyKey(COUNTY, emergency)
    await expect(get(COUNTY, one.id)).rejects.toThrow('erased')
    const other = file()
    await put(other, Buffer.from('y'))
    expect(await run((tx) => store.removeOf(tx, COUNTY, emergency))).toBe(1)
    await expect(get(COUNTY, one.id)).rejects.toThrow('not_found')
    expect((await get(COUNTY, other.id)).content.toString()).toBe('y')
  })

  test('removed or rolled back: the row decides, the sweep takes the bytes, once they are old enough', async () => {
    const [removed, rolledBack, kept, expired] = [file(), file(), file(), file({ retainUntil: NOW + HOUR })]
    for (const one of [removed, kept, expired]) await put(one, Buffer.from(one.id))
    const failing = run(async (tx) => {
      await store.put(tx, rolledBack, Buffer.from('x'))
      throw new Error('the deed failed')
    })
    await expect(failing).rejects.toThrow('the deed failed')
    await run((tx) => store.remove(tx, COUNTY, removed.id))
    await expect(get(COUNTY, removed.id)).rejects.toThrow('not_found')
    await expect(get(COUNTY, rolledBack.id)).rejects.toThrow('not_found')

    for (const path of onDisk()) utimesSync(path, NOW / 1000, NOW / 1000)
    expect(await store.sweep(run, COUNTY, NOW + HOUR - 1)).toEqual({ expired: 0, unlinked: 0 })
    expect(bytesOf(removed.id)).toHaveLength(1)
    const swept = await store.sweep(run, COUNTY, NOW + HOUR)
    expect(swept.expired).toBe(1)
    for (const gone of [removed, rolledBack, expired]) expect(bytesOf(gone.id)).toEqual([])
    expect((await get(COUNTY, kept.id)).content.toString()).toBe(kept.id)
    await expect(get(COUNTY, expired.id)).rejects.toThrow('not_found')
  })
})
