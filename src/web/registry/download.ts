/** A file as the answer of a request that a link cannot make: asked for, and handed to the browser to keep. */
import type { Endpoint, InputOf } from '../../base/contract.ts'
import { addressOf, prefixOf } from '../shell/client.ts'
import { NetworkFailure, refusalFrom } from '../shell/refusals.ts'

/** @throws ApiRefusal, NetworkFailure */
export async function download<const E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  name: string,
): Promise<void> {
  const { body } = input as { body?: unknown }
  const response = await fetch(addressOf(endpoint, input, prefixOf(location.pathname)), {
    method: endpoint.method,
    headers: { 'content-type': 'application/json', 'x-jingwei': '1' },
    body: body === undefined ? null : JSON.stringify(body),
  }).catch((problem: unknown) => {
    throw new NetworkFailure(problem)
  })
  if (!response.ok) throw refusalFrom(response.status, await response.json().catch(() => undefined))
  const url = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun to write by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
