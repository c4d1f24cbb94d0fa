import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { cleanUp, directory } from './embedded.harness.ts'
import { isHeld, lockDirectory } from './lock.ts'
import { bootId, startedAt } from './process.ts'

afterAll(cleanUp)

let home: string
let path: string
beforeEach(() => {
  home = directory()
  path = join(home, 'lock')
})

const OURS = { pid: process.pid, host: hostname(), boot: bootId(), started: startedAt(process.pid) }
const leave = (holder: object) => writeFileSync(path, JSON.stringify({ ...OURS, ...holder }))
const REFUSED = /正被另一个经纬程序使用[\s\S]*in use by another Jingwei/

describe('the lock of a data directory', () => {
  it('is held once, by name, until it is released', () => {
    const lock = lockDirectory(home)
    expect(() => lockDirectory(home)).toThrow(REFUSED)
    expect(() => lockDirectory(home)).toThrow(String(process.pid))
    expect(isHeld(home)).toBe(true)
    lock.release()
    expect(isHeld(home)).toBe(false)
    expect(readdirSync(home)).toEqual([])
    lockDirectory(home).release()
  })

  it.each([
    ['of a process that is gone', { pid: 2 ** 22 + 1 }],
    ['of an earlier boot', { boot: 'earlier' }],
    ['of an earlier process of the same id', { started: '1' }],
  ])('%s is taken over', (_, holder) => {
    leave(holder)
    const lock = lockDirectory(home)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(OURS)
    lock.release()
    expect(readdirSync(home)).toEqual([])
  })

  it('that nobody can read is taken over', () => {
    writeFileSync(path, '{"pid":')
    lockDirectory(home).release()
    expect(existsSync(path)).toBe(false)
  })

  it('of another machine holds while its heart beats', () => {
    leave({ host: 'another' })
    expect(() => lockDirectory(home)).toThrow(/another/)
    const long = new Date(Date.now() - 60_000)
    utimesSync(path, long, long)
    lockDirectory(home).release()
  })

  it('is not taken away from whoever took it over in the meantime', () => {
    const lock = lockDirectory(home)
    leave({ pid: process.ppid, started: startedAt(process.ppid) })
    lock.release()
    expect(existsSync(path)).toBe(true)
  })
})
