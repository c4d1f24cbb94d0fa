import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Refusal } from '../../base/refusal.ts'
import { openApiSchema, parsePart, serialiserSchema } from './schema.ts'

const Body = z.strictObject({ adults: z.int().min(0), needs: z.array(z.string()).default([]) })

function refused(value: unknown, schema: z.ZodType = Body): Readonly<Record<string, unknown>> {
  try {
    parsePart(schema, value, 'body')
  } catch (error) {
    if (error instanceof Refusal && error.code === 'bad_input') return error.details
    throw error
  }
  throw new Error('was not refused')
}

describe('parsePart', () => {
  it('fills defaults in', () => {
    expect(parsePart(Body, { adults: 2 }, 'body')).toEqual({ adults: 2, needs: [] })
  })

  it('reads nothing where nothing is declared', () => {
    expect(parsePart(undefined, { anything: 1 }, 'body')).toBeUndefined()
  })

  it.each([['3'], [true], [null], [1.5], [-1], [undefined]])('refuses %j for a count', (adults) => {
    expect(refused({ adults })).toMatchObject({ part: 'body', issues: [{ path: 'adults' }] })
  })

  it.each([[null], ['x'], [3], [[]]])('refuses %j for a body, as what it is', (body) => {
    expect(refused(body)).toMatchObject({ issues: [{ path: '', code: 'invalid_type' }] })
  })

  it('names the way into lists and does not repeat what was sent', () => {
    const details = refused({ adults: 1, needs: ['ok', 7, { secret: '13812345678' }] })
    expect(details).toMatchObject({ issues: [{ path: 'needs.1' }, { path: 'needs.2' }] })
    expect(JSON.stringify(details)).not.toContain('13812345678')
  })
})

describe('serialiserSchema', () => {
  it('writes a type or nothing as one list of types', () => {
    const schema = serialiserSchema(
      z.object({ at: z.number().nullable(), kind: z.enum(['a', 'b']).nullable() }),
    )
    expect(schema).toMatchObject({
      properties: {
        at: { type: ['number', 'null'] },
        kind: { type: ['string', 'null'], enum: ['a', 'b', null] },
      },
    })
  })
})

describe('openApiSchema', () => {
  it('asks for less where defaults fill in, and promises more where they have', () => {
    expect(openApiSchema(Body, 'input')['required']).toEqual(['adults'])
    expect(openApiSchema(Body, 'output')['required']).toEqual(['adults', 'needs'])
  })
})
