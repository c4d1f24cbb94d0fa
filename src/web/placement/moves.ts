/** Keys that move through a long list, as numbers. */

export interface Place {
  readonly row: number
  readonly column: number
}

export interface Extent {
  readonly rows: number
  readonly columns: number
  /** Rows that fit on the screen. */
  readonly page: number
}

/** Where a key leads in the grid, or undefined where it is no moving key. */
export function moved(key: string, ctrl: boolean, from: Place, extent: Extent): Place | undefined {
  const to = steps(key, ctrl, from, extent)
  if (!to || extent.rows === 0) return undefined
  return {
    row: Math.min(Math.max(to.row, 0), extent.rows - 1),
    column: Math.min(Math.max(to.column, 0), extent.columns - 1),
  }
}

function steps(key: string, ctrl: boolean, { row, column }: Place, extent: Extent): Place | undefined {
  switch (key) {
    case 'ArrowDown':
      return { row: row + 1, column }
    case 'ArrowUp':
      return { row: row - 1, column }
    case 'ArrowRight':
      return { row, column: column + 1 }
    case 'ArrowLeft':
      return { row, column: column - 1 }
    case 'PageDown':
      return { row: row + extent.page, column }
    case 'PageUp':
      return { row: row - extent.page, column }
    // A ledger is longer than it is wide: Home and End go along it, with Ctrl along the row.
    case 'Home':
      return ctrl ? { row, column: 0 } : { row: 0, column }
    case 'End':
      return ctrl ? { row, column: extent.columns - 1 } : { row: extent.rows - 1, column }
    default:
      return undefined
  }
}
