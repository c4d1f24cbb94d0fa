/** The closed list of what is kept about persons (base/personal.ts), held against the schema and every way in. */
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { FORBIDDEN_SUBJECTS, PERSONAL_FIELDS } from '../../src/base/personal.ts'
import { readSources } from '../../tools/shape/source.ts'
import { root } from './files.ts'
import { type Column, columnsOf, schema } from './schema.ts'

const columns = schema()

function isIdentity({ table }: Column): boolean {
  return table.endsWith('_identity')
}

/** Columns that would hold something personal in the open, wherever they stood. */
const PERSONAL =
  /^(phone|telephone|tel|mobile|plate|surname|given_name|full_name|person_name|contact|email|mail|wechat|birth\w*|age|sex|gender|direction|language)$/

/** Tables whose `name` names a thing; everywhere else a `name` is somebody's. */
const NAMED_THINGS = ['world', 'site', 'building', 'districting', 'emergency', 'street_edge', 'job', 'file']

/** The language of a message, whose text is sealed beside it, and not the language of a person. */
const NOT_OF_A_PERSON = ['outbox.language', 'road_news.direction']

/** `field in ('name', 'phone')` → name, phone */
function fieldsOf({ rest }: Column): string[] {
  return [...(rest.match(/\bin\s*\(([^)]*)\)/i)?.[1] ?? '').matchAll(/'([^']+)'/g)].map((match) => match[1]!)
}

function openlyPersonal(found: readonly Column[]): string[] {
  return found
    .filter((one) => !isIdentity(one))
    .filter(({ table, name }) => PERSONAL.test(name) || (name === 'name' && !NAMED_THINGS.includes(table)))
    .map(({ table, name }) => `${table}.${name}`)
    .filter((column) => !NOT_OF_A_PERSON.includes(column))
}

/** A word of the name begins with the subject; Chinese has no word ends, so there it may stand anywhere. */
function forbidden(name: string): boolean {
  const plain = name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()
  return FORBIDDEN_SUBJECTS.some((subject) =>
    /^[a-z_]+$/.test(subject) ? `_${plain}`.includes(`_${subject}`) : plain.includes(subject),
  )
}

describe('schema', () => {
  test('the reader of the schema sees planted columns', () => {
    const planted = columnsOf(`
      create table guest (id uuid, -- phone text,
        phone text not null, name text check (name <> ''), age int default (1), primary key (id));
      alter table guest add column ethnic_group text;`)
    expect(openlyPersonal(planted)).toEqual(['guest.phone', 'guest.name', 'guest.age'])
    expect(planted.filter(({ name }) => forbidden(name)).map(({ name }) => name)).toEqual(['ethnic_group'])
  })

  test('the identity tables hold exactly the fields of the list', () => {
    const held = columns
      .filter((one) => isIdentity(one) && one.name === 'field')
      .flatMap((one) => fieldsOf(one).map((field) => `${one.table}.${field}`))
    expect(held.sort()).toEqual(Object.keys(PERSONAL_FIELDS).sort())
  })

  test('beside them stand only keys and ciphertext', () => {
    const allowed = /^(county|world|site|party|account|rescue|offer|deed|field|sealed|key_version)$/
    const others = columns.filter(isIdentity).filter(({ name }) => !allowed.test(name))
    expect(others.map(({ table, name }) => `${table}.${name}`)).toEqual([])
  })

  test('no other table has a column for a person', () => {
    expect(columns.length).toBeGreaterThan(100)
    expect(openlyPersonal(columns)).toEqual([])
  })

  test('no column names a forbidden subject', () => {
    expect(columns.map(({ name }) => name).filter(forbidden)).toEqual([])
  })
})

/** Names of properties anywhere below a JSON schema. */
function propertyNames(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'properties' && typeof one === 'object' && one !== null
      ? [...Object.keys(one), ...Object.values(one).flatMap(propertyNames)]
      : propertyNames(one),
  )
}

function questionsOf(endpoint: unknown): string[] {
  if (typeof endpoint !== 'object' || endpoint === null) return []
  return Object.values(endpoint)
    .filter((part) => part instanceof z.ZodType)
    .flatMap((part) => propertyNames(z.toJSONSchema(part, { io: 'input', unrepresentable: 'any' })))
}

describe('ways in', () => {
  const apis = import.meta.glob<Readonly<Record<string, unknown>>>('../../src/modules/*/api.ts', {
    eager: true,
  })
  const endpoints = Object.values(apis)
    .flatMap((api) => Object.values(api))
    .flatMap((group) => (typeof group === 'object' && group !== null ? Object.values(group) : []))

  test('no endpoint asks for or answers with a forbidden subject', () => {
    const questions = endpoints.flatMap(questionsOf)
    expect(questions.length).toBeGreaterThan(20)
    expect(questions.filter(forbidden)).toEqual([])
  })

  test('no import knows a heading for one', () => {
    const importers = readSources(root, ['src/modules']).filter(({ scan }) =>
      /\bmapHeaders\b/.test(scan.code),
    )
    const named = importers.flatMap(({ path, scan }) =>
      [...scan.texts.matchAll(/['"`]([^'"`\n]+)['"`]/g)]
        .filter((match) => forbidden(match[1]!))
        .map((match) => `${path}: ${match[1]}`),
    )
    expect(named).toEqual([])
  })
})
