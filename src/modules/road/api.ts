/** Road news for everybody, and the waves home: worked out, announced, ended. */
import { z } from 'zod'
import { endpoint } from '../../base/contract.ts'
import { Departing, DeparturePlan, DeparturePlanning, RoadNews, RoadReport, WaveWindow } from './model.ts'

const OFFICER = ['duty_officer'] as const
const Id = z.object({ id: z.uuid() })
const Step = z.strictObject({ command: z.uuid(), base: z.int().optional() })
const errors = ['road.step_not_possible', 'stale_base', 'command_reused'] as const

export const roadApi = {
  /** What holds now, and the announced windows. Public: no figure of people, no person. */
  road: endpoint({
    id: 'road.get',
    method: 'GET',
    path: '/road',
    summary: 'Road news, and when to leave',
    door: 'public',
    output: z.object({
      now: z.number(),
      news: z.array(RoadNews),
      announcedAt: z.number().nullable(),
      windows: z.array(WaveWindow.omit({ vehicles: true })),
    }),
  }),
  /** A later word on the same road and direction ends the earlier one. */
  post: endpoint({
    id: 'road.post',
    method: 'POST',
    path: '/road/news',
    summary: 'Say how a road is',
    door: OFFICER,
    status: 201,
    body: RoadReport,
    output: RoadNews,
    errors: ['road.times_wrong', 'command_reused'],
  }),
  withdraw: endpoint({
    id: 'road.withdraw',
    method: 'POST',
    path: '/road/news/:id/withdraw',
    summary: 'Take road news down',
    door: OFFICER,
    params: Id,
    body: z.strictObject({ command: z.uuid() }),
    output: z.object({ done: z.boolean() }),
    errors: ['command_reused'],
  }),
  /** Whoever is still here, by class; the last plans, the newest first. */
  departures: endpoint({
    id: 'departure.list',
    method: 'GET',
    path: '/departures',
    summary: 'Who is still here, and the plans for their way home',
    door: ['duty_officer', 'intake_desk'],
    output: z.object({ now: z.number(), departing: z.array(Departing), plans: z.array(DeparturePlan) }),
  }),
  /** Counts the vehicles now and lays them out over the roads. A plan not yet announced gives way. */
  plan: endpoint({
    id: 'departure.plan',
    method: 'POST',
    path: '/departures',
    summary: 'Work out departure windows',
    door: OFFICER,
    status: 201,
    body: DeparturePlanning,
    output: DeparturePlan,
    errors: ['road.no_emergency', 'command_reused'],
  }),
  /** From now on every party's page tells its windows; an announced plan ends with the next. */
  announce: endpoint({
    id: 'departure.announce',
    method: 'POST',
    path: '/departures/:id/announce',
    summary: 'Announce departure windows',
    door: OFFICER,
    params: Id,
    body: Step,
    output: DeparturePlan,
    errors,
  }),
  drop: endpoint({
    id: 'departure.drop',
    method: 'POST',
    path: '/departures/:id/drop',
    summary: 'Drop a plan that is not announced',
    door: OFFICER,
    params: Id,
    body: Step,
    output: DeparturePlan,
    errors,
  }),
  end: endpoint({
    id: 'departure.end',
    method: 'POST',
    path: '/departures/:id/end',
    summary: 'End announced windows',
    door: OFFICER,
    params: Id,
    body: Step,
    output: DeparturePlan,
    errors,
  }),
}
