/** From zod schemas to what the server and OpenAPI read. Inputs are parsed by zod itself: refused, never bent. */
import { z } from 'zod'
import { Refusal } from '../../base/refusal.ts'

type Json = { [key: string]: unknown }

/** A schema as draft-7, for the serialiser; unions of plain types become one list of types, which it writes faster. */
export function serialiserSchema(schema: z.ZodType): Json {
  return collapse(z.toJSONSchema(schema, { target: 'draft-7', io: 'output', unrepresentable: 'any' })) as Json
}

/** A schema as OpenAPI 3.1 reads it (JSON Schema 2020-12). */
export function openApiSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
  }) as Json
  return rest
}

function collapse(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(collapse)
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node).map(([key, value]) => [key, collapse(value)] as const)
  const json: Json = Object.fromEntries(entries)
  const any = json['anyOf']
  if (Array.isArray(any) && any.length === 2) {
    const nothing = any.find((one: Json) => one['type'] === 'null')
    const thing = any.find((one: Json) => one['type'] !== 'null') as Json | undefined
    if (nothing !== undefined && thing !== undefined && typeof thing['type'] === 'string') {
      const { anyOf: _, ...rest } = json
      const values = thing['enum']
      return {
        ...rest,
        ...thing,
        type: [thing['type'], 'null'],
        ...(Array.isArray(values) ? { enum: [...values, null] } : {}),
      }
    }
  }
  return json
}

/** One wrong field: where it is, and what is wrong in zod's words (the code is for programs). */
export interface Issue {
  readonly path: string
  readonly code: string
  readonly problem: string
}

/**
 * Parses one part of a request.
 * @throws Refusal bad_input with `issues`; values are not repeated, they may be personal
 */
export function parsePart(schema: z.ZodType | undefined, value: unknown, part: string): unknown {
  if (schema === undefined) return undefined
  const result = schema.safeParse(value === undefined ? {} : value)
  if (result.success) return result.data
  const issues: Issue[] = result.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    code: issue.code,
    problem: issue.message,
  }))
  throw new Refusal('bad_input', { part, issues })
}
