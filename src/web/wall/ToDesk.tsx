/** From a figure to its list on the desk. A plain address: leaving the wall loads the desk and lets go of the map. */
import { defaultStringifySearch } from '@tanstack/react-router'
import type { CSSProperties, ReactNode } from 'react'
import { here, routes } from '../paths.ts'

type Filters = Readonly<Record<string, string | boolean | undefined>>

/** The address of a list, with its filters as the desk writes them. */
export function deskAddress(list: 'parties' | 'sites', filters: Filters = {}): string {
  return `${here}${routes[list]}${defaultStringifySearch(filters)}`
}

interface Props {
  readonly list: 'parties' | 'sites'
  readonly filters?: Filters
  readonly className?: string
  readonly style?: CSSProperties
  readonly late?: boolean
  readonly children: ReactNode
}

export function ToDesk({ list, filters, className, style, late, children }: Props) {
  return (
    <a
      href={deskAddress(list, filters)}
      className={className}
      style={style}
      data-late={late ? '' : undefined}
    >
      {children}
    </a>
  )
}
