/** OpenAPI 3.1 printed from the endpoints. */

import type { Endpoint } from '../../base/contract.ts'
import { CATALOGUE, type Code } from '../../base/refusal.ts'
import { openApiSchema } from './schema.ts'

type Json = { [key: string]: unknown }

const ERROR = {
  type: 'object',
  required: ['code', 'message', 'details'],
  properties: { code: { type: 'string' }, message: { type: 'string' }, details: { type: 'object' } },
}

/** The document for these endpoints. @param version of the program */
export function openApi(endpoints: readonly Endpoint[], version: string): Json {
  const paths: Record<string, Json> = {}
  const schemas: Record<string, Json> = { Error: ERROR }
  for (const e of endpoints) {
    const path = `/api${e.path}`.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [e.method.toLowerCase()]: shared(operation(e), schemas) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Jingwei 经纬',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'Every path may stand under /c/{county}/w/{world}. Times are milliseconds since the epoch, on the clock of the world.',
    },
    servers: [{ url: '/' }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas,
    },
    paths,
  }
}

/** Named schemas come with each use under `$defs`; in a document they stand once, where every reference finds them. */
function shared(node: Json, schemas: Record<string, Json>): Json {
  const move = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(move)
    if (typeof value !== 'object' || value === null) return value
    const { $defs, ...rest } = value as Json
    for (const [name, definition] of Object.entries(($defs as Json | undefined) ?? {})) {
      const { id: _, ...schema } = move(definition) as Json
      const known = schemas[name]
      if (known !== undefined && JSON.stringify(known) !== JSON.stringify(schema))
        throw new Error(`two schemas are named ${name}`)
      schemas[name] = schema
    }
    return Object.fromEntries(
      Object.entries(rest).map(([key, one]) => [
        key,
        key === '$ref' && typeof one === 'string'
          ? one.replace(/^#\/\$defs\//, '#/components/schemas/')
          : move(one),
      ]),
    )
  }
  return move(node) as Json
}

function operation(e: Endpoint): Json {
  const refusals: readonly Code[] = ['bad_input', ...(e.errors ?? [])]
  const byStatus = new Map<number, Code[]>()
  for (const code of refusals) byStatus.set(CATALOGUE[code], [...(byStatus.get(CATALOGUE[code]) ?? []), code])
  const responses: Json = {
    [String(e.status ?? 200)]: {
      description: e.summary,
      content:
        e.file === true
          ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
          : {
              [e.stream === true ? 'text/event-stream' : 'application/json']: {
                schema: openApiSchema(e.output, 'output'),
              },
            },
    },
  }
  for (const [status, codes] of byStatus)
    responses[String(status)] = {
      description: codes.join(', '),
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    }
  return {
    operationId: e.id,
    summary: e.summary,
    tags: [e.id.split('.')[0]],
    ...(e.door === 'public' ? {} : { security: [{ bearer: [] }] }),
    parameters: [...parameters(e, 'path'), ...parameters(e, 'query')],
    ...(e.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: openApiSchema(e.body, 'input') } },
          },
        }),
    responses,
  }
}

function parameters(e: Endpoint, place: 'path' | 'query'): Json[] {
  const schema = place === 'path' ? e.params : e.query
  if (schema === undefined) return []
  const json = openApiSchema(schema, 'input')
  const required = new Set((json['required'] as string[] | undefined) ?? [])
  return Object.entries((json['properties'] as Record<string, Json> | undefined) ?? {}).map(
    ([name, property]) => ({
      name,
      in: place,
      required: place === 'path' || required.has(name),
      schema: property,
    }),
  )
}
