/** Norms of the ground: data with their source, effective until a county replaces them. A norm warns, it refuses nothing. */

/** 300–500 households a grid: a warning norm (language.md §2.1, 网格); the middle is what a proposal aims at. */
export const GRID_NORM = { min: 300, max: 500, target: 400 } as const
