/** Packets for a failing network: the newest first, made by itself every half hour, printed in one click. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { packetApi } from '../../modules/packet/api.ts'
import type { PacketFormat } from '../../modules/packet/model.ts'
import { mayNot } from '../../modules/packet/policy.ts'
import { Age } from '../kit/Age.tsx'
import { Button } from '../kit/Button.tsx'
import { ErrorNote } from '../kit/ErrorNote.tsx'
import { useFormat } from '../kit/format.ts'
import { newId } from '../kit/id.ts'
import { Loaded } from '../kit/Loaded.tsx'
import { useToast } from '../kit/Toast.tsx'
import { useT } from '../kit/t.tsx'
import { addressOf, call, prefixOf } from '../shell/client.ts'
import { useActor } from '../shell/me.ts'
import { words } from './words.ts'

const KEY = ['packets'] as const
/** Older ones stay on the disk; whoever needs one of them has the time to ask. */
const SHOWN = 4

const fileOf = (name: string, format: PacketFormat): string =>
  addressOf(packetApi.open, { params: { name, format } }, prefixOf(location.pathname))

export function Packets() {
  const t = useT()
  const format = useFormat()
  const tell = useToast()
  const queries = useQueryClient()
  const denied = mayNot.open(useActor())
  const list = useQuery({
    queryKey: KEY,
    refetchInterval: 60_000,
    enabled: denied === undefined,
    queryFn: ({ signal }) => call(packetApi.list, {}, { signal }),
  })
  const make = useMutation({
    mutationFn: () => call(packetApi.make, { body: { command: newId() } }),
    onSuccess: () => {
      tell(t(words.packetMade))
      void queries.invalidateQueries({ queryKey: KEY })
    },
  })
  if (denied) return null
  return (
    <section className="section no-print" aria-label={t(words.packets)}>
      <h2>{t(words.packets)}</h2>
      <p className="muted">{t(words.packetsHint)}</p>
      <Loaded query={list}>
        {({ packets }) =>
          packets.length === 0 ? (
            <p>{t(words.noPackets)}</p>
          ) : (
            <ul className="shift-past">
              {packets.slice(0, SHOWN).map(({ name, at }) => (
                <li key={name} className="packet">
                  <strong>{format.dayClock(at)}</strong>
                  <Age at={at} />
                  <a className="button button-primary button-normal" href={fileOf(name, 'html')} download>
                    {t(words.packetPage)}
                  </a>
                  <a className="button button-plain button-normal" href={fileOf(name, 'xlsx')} download>
                    {t(words.packetBook)}
                  </a>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <div>
        <Button busy={make.isPending} onClick={() => make.mutate()}>
          {t(words.makePacket)}
        </Button>
      </div>
      {make.error ? <ErrorNote error={make.error} /> : null}
    </section>
  )
}
