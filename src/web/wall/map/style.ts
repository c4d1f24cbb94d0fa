/** The look of the map: own shapes only, no tiles, no glyph files (labels of roads come from the computer's fonts). */
import type { LayerSpecification, StyleSpecification, SymbolLayerSpecification } from 'maplibre-gl'

/** Light to dark turned round for a dark hall: the fuller a community, the brighter. Steps differ by 1.8:1 and more. */
export const LOAD_COLOURS = ['#1d3a40', '#3c6a66', '#8fa27c', '#e0d3a8'] as const
export const GROUND = '#0d1519'
const UNKNOWN = '#16232a'

export const SOURCES = ['communities', 'grids', 'streets', 'sites'] as const
export type SourceName = (typeof SOURCES)[number]

const EMPTY = { type: 'FeatureCollection' as const, features: [] }

function sites(id: string, small: 0 | 1): SymbolLayerSpecification {
  return {
    id,
    type: 'symbol',
    source: 'sites',
    filter: ['==', ['get', 'small'], small],
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-size': ['get', 'size'],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': ['get', 'order'],
    },
  }
}

const layers: LayerSpecification[] = [
  { id: 'ground', type: 'background', paint: { 'background-color': GROUND } },
  {
    id: 'communities',
    type: 'fill',
    source: 'communities',
    paint: {
      'fill-color': [
        'match',
        ['get', 'load'],
        0,
        LOAD_COLOURS[0],
        1,
        LOAD_COLOURS[1],
        2,
        LOAD_COLOURS[2],
        3,
        LOAD_COLOURS[3],
        UNKNOWN,
      ],
    },
  },
  {
    id: 'worst',
    type: 'fill',
    source: 'communities',
    filter: ['==', ['get', 'load'], 3],
    paint: { 'fill-pattern': 'hatch', 'fill-opacity': 0.35 },
  },
  {
    id: 'grids',
    type: 'line',
    source: 'grids',
    minzoom: 14.2,
    paint: { 'line-color': '#0d1519', 'line-width': 1, 'line-opacity': 0.7 },
  },
  {
    id: 'streets',
    type: 'line',
    source: 'streets',
    filter: ['!=', ['get', 'kind'], 'route'],
    paint: {
      'line-color': '#0d1519',
      'line-opacity': ['match', ['get', 'kind'], 'trunk', 0.6, 'street', 0.4, 0.18],
      'line-width': ['match', ['get', 'kind'], 'trunk', 2.6, 'street', 1.3, 0.8],
    },
  },
  {
    id: 'borders',
    type: 'line',
    source: 'communities',
    paint: { 'line-color': GROUND, 'line-width': 5 },
  },
  {
    id: 'routes',
    type: 'line',
    source: 'streets',
    filter: ['==', ['get', 'kind'], 'route'],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': '#8c989c', 'line-width': 5 },
  },
  { ...sites('small-sites', 1), minzoom: 14.4 },
  sites('sites', 0),
  {
    id: 'route-names',
    type: 'symbol',
    source: 'streets',
    filter: ['==', ['get', 'kind'], 'route'],
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 600,
      'text-field': ['get', 'name'],
      'text-font': ['Noto Sans CJK SC', 'sans-serif'],
      'text-size': 20,
      'text-padding': 40,
    },
    paint: { 'text-color': '#f3efe6', 'text-halo-color': GROUND, 'text-halo-width': 3 },
  },
]

export function mapStyle(): StyleSpecification {
  return {
    version: 8,
    sources: Object.fromEntries(SOURCES.map((name) => [name, { type: 'geojson', data: EMPTY }])),
    layers,
  }
}
