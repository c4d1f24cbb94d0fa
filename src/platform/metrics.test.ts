import { expect, test } from 'vitest'
import { createMetrics } from './metrics.ts'

test('what was seen is told in the exposition format', async () => {
  const metrics = createMetrics()
  metrics.request({ method: 'POST', route: '/api/parties', status: 201, ms: 12 })
  metrics.request({ method: 'POST', route: '/api/parties', status: 201, ms: 700 })
  metrics.pool('app', { total: 4, idle: 3, waiting: 2 })
  metrics.ledger({ unsealed: 7, oldestWriterMs: 2500 })
  metrics.streams(5)
  metrics.job('holds.sweep', 'done')
  metrics.jobsWaiting({ 'holds.sweep': 3, old: 1 })
  metrics.jobsWaiting({ 'holds.sweep': 2 })
  metrics.message('mail', 'sent')
  const lines = (await metrics.text()).split('\n')
  const labels = 'method="POST",route="/api/parties",status="201"'
  for (const line of [
    `jingwei_http_request_seconds_bucket{le="0.01",${labels}} 0`,
    `jingwei_http_request_seconds_bucket{le="0.025",${labels}} 1`,
    `jingwei_http_request_seconds_count{${labels}} 2`,
    'jingwei_pool_connections{pool="app",state="waiting"} 2',
    'jingwei_ledger_unsealed_rows 7',
    'jingwei_oldest_writer_seconds 2.5',
    'jingwei_live_streams 5',
    'jingwei_jobs_total{job="holds.sweep",outcome="done"} 1',
    'jingwei_jobs_waiting{job="holds.sweep"} 2',
    'jingwei_messages_total{channel="mail",state="sent"} 1',
  ])
    expect(lines).toContain(line)
  expect(lines.filter((line) => line.includes('job="old"'))).toEqual([])
  expect(metrics.contentType).toContain('text/plain')
})

test('two registries do not share counts', async () => {
  const [a, b] = [createMetrics(), createMetrics()]
  a.streams(9)
  expect(await b.text()).toContain('jingwei_live_streams 0')
})
