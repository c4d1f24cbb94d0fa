/** The document that other programs read: valid OpenAPI 3.1, and the whole of the house in it. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/base/refusal.ts'
import { ENDPOINTS } from '../../src/house.ts'
import { DOCUMENT, LIVE } from '../../src/platform/http/own.ts'
import { type SmallCounty, startSmallCounty } from './small.ts'

/** Those of the modules, and the server's own two. */
const ALL = [...ENDPOINTS, LIVE, DOCUMENT]

type Json = Readonly<Record<string, unknown>>
const METHODS = ['get', 'post', 'patch', 'delete']

let county: SmallCounty
let document: Json

beforeAll(async () => {
  county = await startSmallCounty()
  document = (await county.nobody.send('GET', '/api/openapi.json')).body
})
afterAll(async () => {
  await county.stop()
})

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function inside(value: unknown, ...path: readonly string[]): Json {
  let here = value
  for (const step of path) here = isObject(here) ? here[step] : undefined
  return isObject(here) ? here : {}
}

/** Every object in the document with the way to it. */
function* walk(value: unknown, way = '#'): Generator<[string, Json]> {
  if (Array.isArray(value)) for (const [n, one] of value.entries()) yield* walk(one, `${way}/${n}`)
  if (!isObject(value)) return
  yield [way, value]
  for (const [key, one] of Object.entries(value)) yield* walk(one, `${way}/${key}`)
}

interface Operation {
  readonly method: string
  readonly path: string
  readonly of: Json
}

function operations(): Operation[] {
  return Object.entries(inside(document, 'paths')).flatMap(([path, item]) =>
    Object.entries(inside(item)).map(([method, of]) => ({ method, path, of: inside(of) })),
  )
}

const parametersOf = (operation: Operation): Json[] =>
  Array.isArray(operation.of['parameters']) ? operation.of['parameters'].filter(isObject) : []

/** Schemas stand under `schema` of a parameter, a body or an answer. */
const schemas = (): [string, Json][] =>
  [...walk(document)].flatMap(([way, one]): [string, Json][] =>
    isObject(one['schema']) ? [[`${way}/schema`, one['schema']]] : [],
  )

describe('the document', () => {
  it('tells of the live stream as a stream, for staff', () => {
    const live = inside(document, 'paths', '/api/live', 'get')
    expect(Object.keys(inside(live, 'responses', '200', 'content'))).toEqual(['text/event-stream'])
    expect(live['security']).toEqual([{ bearer: [] }])
  })

  it('says that it is 3.1, with title, version and licence', () => {
    expect(document['openapi']).toMatch(/^3\.1\.\d+$/)
    expect(document['info']).toMatchObject({
      title: expect.any(String),
      license: { identifier: 'Apache-2.0' },
    })
    expect(inside(document, 'info')['version']).toMatch(/^\d+\.\d+\.\d+$/)
  })

  it('contains every endpoint of the house, and none that the house does not have', () => {
    const told = operations().map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    const had = ALL.map((e) => `${e.method} /api${e.path.replace(/:(\w+)/g, '{$1}')}`)
    expect(told.sort()).toEqual(had.sort())
  })

  it('names every operation once', () => {
    const ids = operations().map(({ of }) => of['operationId'])
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBe(ALL.length)
  })

  it('uses the methods, places and keys that OpenAPI knows', () => {
    for (const operation of operations()) {
      expect(METHODS).toContain(operation.method)
      expect(operation.path).toMatch(/^\/api\//)
      for (const parameter of parametersOf(operation)) {
        expect(['path', 'query']).toContain(parameter['in'])
        expect(parameter['name']).toEqual(expect.any(String))
        expect(parameter['schema']).toEqual(expect.any(Object))
      }
    }
  })

  it('declares every parameter of a path, required, and none that the path does not have', () => {
    for (const operation of operations()) {
      const named = [...operation.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1])
      const declared = parametersOf(operation).filter((one) => one['in'] === 'path')
      expect(declared.map((one) => one['name']).sort(), operation.path).toEqual(named.sort())
      for (const one of declared) expect(one['required']).toBe(true)
      const keys = parametersOf(operation).map((one) => `${String(one['in'])} ${String(one['name'])}`)
      expect(new Set(keys).size).toBe(keys.length)
    }
  })

  it('describes an answer for every status, and the refusals by their codes', () => {
    for (const { path, of } of operations()) {
      const answers = Object.entries(inside(of, 'responses'))
      expect(answers.length, path).toBeGreaterThan(1)
      for (const [status, answer] of answers) {
        expect(status).toMatch(/^[2345]\d\d$/)
        expect(String(inside(answer)['description']).length).toBeGreaterThan(0)
        if (Number(status) < 400) continue
        for (const code of String(inside(answer)['description']).split(', '))
          expect(CATALOGUE).toHaveProperty([code], Number(status))
      }
      expect(inside(of, 'requestBody', 'content')).toEqual(
        ['get', 'delete'].some((method) => inside(document, 'paths', path, method) === of)
          ? {}
          : expect.any(Object),
      )
    }
  })

  it('refers to nothing that is not there', () => {
    const references = [...walk(document)].flatMap(([way, one]) =>
      typeof one['$ref'] === 'string' ? [[way, one['$ref']] as const] : [],
    )
    expect(references.length).toBeGreaterThan(0)
    for (const [way, reference] of references) {
      expect(reference, way).toMatch(/^#\//)
      const steps = reference
        .slice(2)
        .split('/')
        .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'))
      expect(Object.keys(inside(document, ...steps)).length, `${way} → ${reference}`).toBeGreaterThan(0)
    }
  })

  it('has schemas that JSON Schema 2020-12 can compile', () => {
    const components = { components: inside(document, 'components') }
    expect(schemas().length).toBeGreaterThan(60)
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const seen = new Set<string>()
    for (const [way, schema] of schemas()) {
      const text = JSON.stringify(schema)
      if (seen.has(text)) continue
      seen.add(text)
      expect(() => ajv.compile({ ...schema, ...components }), way).not.toThrow()
    }
  })

  it('describes what the house really answers', async () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const components = { components: inside(document, 'components') }
    const officer = county.as('duty_officer')
    for (const path of [
      '/api/mode',
      '/api/places',
      '/api/me',
      '/api/parties',
      '/api/sites',
      '/api/wall',
      '/api/ledger',
      '/api/night-report',
      '/api/worlds',
    ]) {
      const { status, body } = await officer.send('GET', path)
      const schema = inside(
        document,
        'paths',
        path,
        'get',
        'responses',
        String(status),
        'content',
        'application/json',
        'schema',
      )
      const holds = ajv.compile({ ...schema, ...components })
      expect(holds(body), `${path}: ${JSON.stringify(holds.errors)}`).toBe(true)
    }
    const refused = await county.nobody.send('GET', '/api/parties')
    const error = ajv.compile(inside(document, 'components', 'schemas', 'Error'))
    expect(error(refused.body)).toBe(true)
  })
})
