/** The steps of an emergency as mutations: sent once, then every band asks anew. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { modeApi } from '../../modules/mode/api.ts'
import type { EMERGENCY_KINDS, EmergencyView } from '../../modules/mode/model.ts'
import { newId } from '../kit/id.ts'
import { useToast } from '../kit/Toast.tsx'
import { useT } from '../kit/t.tsx'
import { call } from '../shell/client.ts'
import { MODE_KEY } from '../shell/mode.tsx'
import type { Given } from './ReasonForm.tsx'
import { words } from './words.ts'

export const EMERGENCIES_KEY = ['emergencies'] as const
export const WORLDS_KEY = ['worlds'] as const

/** Runs one step with one command id, renews what it changes, tells and closes the form. */
function useStep<Input>(send: (input: Input, command: string) => Promise<EmergencyView>, onDone: () => void) {
  const t = useT()
  const tell = useToast()
  const queries = useQueryClient()
  const [command] = useState(newId)
  return useMutation({
    mutationFn: (input: Input) => send(input, command),
    onSuccess: async (emergency) => {
      await Promise.all(
        [MODE_KEY, EMERGENCIES_KEY].map((queryKey) => queries.invalidateQueries({ queryKey })),
      )
      tell(t(words.done, { name: emergency.name }))
      onDone()
    },
  })
}

export interface Declaration extends Given {
  readonly kind: (typeof EMERGENCY_KINDS)[number]
}

export function useDeclare(onDone: () => void) {
  return useStep(
    ({ name, reason, kind }: Declaration, command) =>
      call(modeApi.declare, { body: { command, name, kind, reason } }),
    onDone,
  )
}

export function useRename(id: string, onDone: () => void) {
  return useStep(
    ({ name, reason }: Given, command) =>
      call(modeApi.rename, { params: { id }, body: { command, name, reason } }),
    onDone,
  )
}

/** The first person asks, a second confirms: the same call. */
export function useClose(id: string, onDone: () => void) {
  return useStep(
    ({ reason }: Given, command) => call(modeApi.close, { params: { id }, body: { command, reason } }),
    onDone,
  )
}
