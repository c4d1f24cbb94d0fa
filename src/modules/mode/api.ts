/** The mode in force, emergencies, worlds. */
import { z } from 'zod'
import { endpoint } from '../../base/contract.ts'
import { EMERGENCY_KINDS, EmergencyView, Reason, WorldView } from './model.ts'

export const modeApi = {
  /** What every screen's band shows: mode, live emergency, world and its clock. */
  mode: endpoint({
    id: 'mode.get',
    method: 'GET',
    path: '/mode',
    summary: 'What is in force in this county and world',
    door: 'public',
    output: z.object({
      mode: z.enum(['everyday', 'emergency']),
      emergency: EmergencyView.nullable(),
      /** Something is open to register or offer into: an emergency, or the watch that the public is not told of. */
      open: z.boolean(),
      world: WorldView,
    }),
  }),
  emergencies: endpoint({
    id: 'mode.emergencies',
    method: 'GET',
    path: '/emergencies',
    summary: 'Emergencies of this world, newest first',
    door: 'staff',
    output: z.object({ emergencies: z.array(EmergencyView) }),
  }),
  /** Declares an emergency, or gives a name to the watch that the first registration opened. */
  declare: endpoint({
    id: 'mode.declare',
    method: 'POST',
    path: '/emergencies',
    summary: 'Declare an emergency, with a reason',
    door: ['duty_officer'],
    status: 201,
    body: z.strictObject({
      id: z.uuid().optional(),
      command: z.uuid(),
      name: z.string().trim().min(2).max(120),
      kind: z.enum(EMERGENCY_KINDS),
      reason: Reason,
    }),
    output: EmergencyView,
    errors: ['mode.emergency_live'],
  }),
  rename: endpoint({
    id: 'mode.rename',
    method: 'POST',
    path: '/emergencies/:id/rename',
    summary: 'Give an emergency another name, with a reason',
    door: ['duty_officer'],
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ command: z.uuid(), name: z.string().trim().min(2).max(120), reason: Reason }),
    output: EmergencyView,
    errors: ['mode.step_not_possible'],
  }),
  /** The first call asks; the same call by a second person closes (people.md, duty officer). */
  close: endpoint({
    id: 'mode.close',
    method: 'POST',
    path: '/emergencies/:id/close',
    summary: 'Ask to close an emergency, or confirm as the second person',
    door: ['duty_officer'],
    params: z.object({ id: z.uuid() }),
    body: z.strictObject({ command: z.uuid(), reason: Reason }),
    output: EmergencyView,
    errors: ['mode.step_not_possible', 'mode.second_person', 'placement.people_inside', 'rescue.still_open'],
  }),
  worlds: endpoint({
    id: 'mode.worlds',
    method: 'GET',
    path: '/worlds',
    summary: 'Worlds of the county: the county itself, drills and plays',
    door: 'staff',
    output: z.object({ worlds: z.array(WorldView) }),
  }),
  setClock: endpoint({
    id: 'mode.setClock',
    method: 'POST',
    path: '/worlds/:id/clock',
    summary: 'Set the speed of a drill’s or play’s clock (0 holds it)',
    door: ['duty_officer', 'sys_admin'],
    params: z.object({ id: z.coerce.number().int().min(0) }),
    body: z.strictObject({ command: z.uuid(), rate: z.number().min(0).max(3600) }),
    output: WorldView,
    errors: ['mode.world_is_county', 'mode.world_ended'],
  }),
  endWorld: endpoint({
    id: 'mode.endWorld',
    method: 'POST',
    path: '/worlds/:id/end',
    summary: 'End a drill or play',
    door: ['duty_officer', 'sys_admin'],
    params: z.object({ id: z.coerce.number().int().min(0) }),
    body: z.strictObject({ command: z.uuid() }),
    output: WorldView,
    errors: ['mode.world_is_county', 'mode.world_ended'],
  }),
  /** Plays the night of 17 February in a world of its own, at a chosen speed (a county marked demo only). */
  playNight: endpoint({
    id: 'mode.playNight',
    method: 'POST',
    path: '/night',
    summary: 'Play the night of 17 February 2024 in a world of its own',
    door: 'public',
    perMinute: 60,
    status: 201,
    body: z.strictObject({
      command: z.uuid(),
      /** Told seconds in one real second. */
      speed: z.number().min(1).max(1200).default(120),
      /** At 23:00 the heating of the two fullest hotels fails. */
      hotelsFail: z.boolean().default(false),
    }),
    output: z.object({
      world: z.int(),
      /** Where its wall is. */
      path: z.string(),
    }),
    errors: ['mode.not_a_demo'],
  }),
  nights: endpoint({
    id: 'mode.nights',
    method: 'GET',
    path: '/night',
    summary: 'Nights being played or played to the end',
    door: 'public',
    output: z.object({
      nights: z.array(
        z.object({
          world: z.int(),
          path: z.string(),
          running: z.boolean(),
          /** Its process has died: nobody travels any more. */
          failed: z.boolean(),
          speed: z.number(),
          now: z.number(),
          registered: z.int(),
          total: z.int(),
          arrived: z.int(),
        }),
      ),
    }),
  }),
  stopNight: endpoint({
    id: 'mode.stopNight',
    method: 'POST',
    path: '/night/:world/stop',
    summary: 'Stop a night being played; its world stays to be looked at',
    door: 'public',
    params: z.object({ world: z.coerce.number().int().min(1) }),
    body: z.strictObject({ command: z.uuid() }),
    output: z.object({ stopped: z.boolean() }),
    errors: ['mode.not_a_demo'],
  }),
}
