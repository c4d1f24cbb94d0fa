import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { endpoint } from '../../base/contract.ts'
import { openApi } from './openapi.ts'

const Bed = z.object({ id: z.uuid(), note: z.string().nullable() }).meta({ id: 'Bed' })

const show = endpoint({
  id: 'beds.show',
  method: 'GET',
  path: '/beds/:id',
  summary: 'One bed',
  door: 'staff',
  params: z.object({ id: z.uuid() }),
  query: z.object({ deep: z.enum(['yes', 'no']).optional(), at: z.string() }),
  output: Bed,
})
const change = endpoint({
  id: 'beds.change',
  method: 'PATCH',
  path: '/beds/:id',
  summary: 'Change a bed',
  door: 'public',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ note: z.string() }),
  output: z.object({ beds: z.array(Bed) }),
  status: 202,
  errors: ['stale_base', 'command_reused', 'erased'],
})

const document = openApi([show, change], '1.2.3')

describe('openApi', () => {
  it('joins the methods of one address', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { version: '1.2.3' },
      paths: {
        '/api/beds/{id}': { get: { operationId: 'beds.show' }, patch: { operationId: 'beds.change' } },
      },
    })
  })

  it('tells parameters with their places, and which must be there', () => {
    expect(document).toHaveProperty(
      ['paths', '/api/beds/{id}', 'get', 'parameters'],
      [
        expect.objectContaining({ name: 'id', in: 'path', required: true }),
        expect.objectContaining({ name: 'deep', in: 'query', required: false }),
        expect.objectContaining({ name: 'at', in: 'query', required: true }),
      ],
    )
  })

  it('keeps a named schema once, where references find it', () => {
    expect(document).toMatchObject({
      components: { schemas: { Bed: { type: 'object', required: ['id', 'note'] } } },
    })
    const text = JSON.stringify(document)
    expect(text).not.toContain('$defs')
    expect([...text.matchAll(/"\$ref":"([^"]+)"/g)].map((found) => found[1])).toContain(
      '#/components/schemas/Bed',
    )
  })

  it('gathers refusals by status and asks for a token where the door is not open', () => {
    expect(document).toMatchObject({
      paths: {
        '/api/beds/{id}': {
          get: { security: [{ bearer: [] }] },
          patch: {
            responses: {
              '202': {},
              '400': { description: 'bad_input' },
              '409': { description: 'stale_base, command_reused' },
              '410': { description: 'erased' },
            },
          },
        },
      },
    })
    expect(document).not.toHaveProperty(['paths', '/api/beds/{id}', 'patch', 'security'])
  })

  it('refuses two schemas of one name', () => {
    const other = endpoint({
      ...show,
      id: 'x',
      path: '/x',
      output: z.object({ n: z.int() }).meta({ id: 'Bed2' }),
    })
    expect(() => openApi([show, other], '1')).not.toThrow()
    const Input = z.object({ a: z.string().default('') }).meta({ id: 'Both' })
    const both = endpoint({ ...change, body: Input, output: Input })
    expect(() => openApi([both], '1')).toThrow('two schemas are named Both')
  })
})
