/** The MapLibre map itself: opened once, fed by `put`, closed without a trace. */
import 'maplibre-gl/dist/maplibre-gl.css'
import { type GeoJSONSource, Map as GlMap, setWorkerUrl } from 'maplibre-gl'
// `?worker&url`: a plain `?url` gives a blank map in a production build.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import type { LonLat } from '../../../base/geo.ts'
import { hatchImage, IMAGE_RATIO, SITE_ICONS, siteImage } from './icons.ts'
import type { Bounds, Collection } from './shapes.ts'
import { mapStyle, type SourceName } from './style.ts'

setWorkerUrl(workerUrl)

declare global {
  interface Window {
    /** Set while nothing is left to draw; browser tests wait for it. */
    __mapidle?: boolean
  }
}

export interface TownMap {
  put(source: SourceName, shapes: Collection): void
  /** Where the point lies in the box, in css pixels. */
  project(p: LonLat): { readonly x: number; readonly y: number }
  bounds(): Bounds
  /** Fits the box; the map returns to it a minute after the last touch. */
  home(bounds: Bounds): void
  close(): void
}

/** Nobody stands at the wall: whatever was zoomed is put back. */
const RETURN_AFTER = 60_000
const PADDING = { top: 28, bottom: 28, left: 28, right: 28 }

function addImages(map: GlMap): void {
  for (const icon of SITE_ICONS) map.addImage(icon, siteImage(icon), { pixelRatio: IMAGE_RATIO })
  map.addImage('hatch', hatchImage(), { pixelRatio: IMAGE_RATIO })
}

/**
 * Opens the map in the box.
 * @param onView called whenever projected positions have changed
 * @throws where WebGL2 is absent
 */
export function openTown(box: HTMLElement, title: string, onView: () => void): TownMap {
  const map = new GlMap({
    container: box,
    style: mapStyle(),
    center: [95.78, 40.516],
    zoom: 13,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    locale: { 'Map.Title': title },
  })
  const waiting = new Map<SourceName, Collection>()
  let ready = false
  let home: Bounds | undefined
  let returning: ReturnType<typeof setTimeout> | undefined

  const refit = () => {
    if (!home) return
    const [west, south, east, north] = home
    map.fitBounds([west, south, east, north], { padding: PADDING, animate: false })
  }
  const set = (source: SourceName, shapes: Collection) => {
    window.__mapidle = false
    map.getSource<GeoJSONSource>(source)?.setData(shapes)
  }
  map.on('load', () => {
    addImages(map)
    ready = true
    for (const [source, shapes] of waiting) set(source, shapes)
    waiting.clear()
  })
  map.on('idle', () => {
    window.__mapidle = ready && home !== undefined
  })
  map.on('move', onView)
  map.on('resize', () => {
    refit()
    onView()
  })
  map.on('movestart', () => {
    window.__mapidle = false
  })
  map.on('moveend', (event) => {
    if (!event.originalEvent) return
    clearTimeout(returning)
    returning = setTimeout(refit, RETURN_AFTER)
  })

  return {
    put: (source, shapes) => {
      if (ready) set(source, shapes)
      else waiting.set(source, shapes)
    },
    project: (p) => map.project([p.lon, p.lat]),
    bounds: () => {
      const b = map.getBounds()
      return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()]
    },
    home: (bounds) => {
      home = bounds
      refit()
      onView()
    },
    close: () => {
      clearTimeout(returning)
      window.__mapidle = false
      map.remove()
    },
  }
}
