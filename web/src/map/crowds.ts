/**
 * What is too dense to be told apart at a zoom. Where many incidents fall into one
 * cell of the screen, they are drawn as a *crowd*: one ring with their number. What is
 * drawn is so bounded by the screen, not by the length of the war.
 */

import type { Incident, Type } from "../incidents";
import type { Spot } from "./spots";

/** Width of a cell in pixels of the screen. */
const CELL = 76;
/** A picture of so few incidents is drawn whole. */
const FEW = 400;
/** Incidents in a cell from which they are one crowd. */
const CROWDED = 8;
/** From this zoom on every spot stands for itself. */
export const NEAR_ZOOM = 9;
/** Pixels in which MapLibre draws the whole earth at zoom 0. */
const WORLD = 512;

export interface Crowd {
  lat: number;
  lon: number;
  incidents: Incident[];
  /** The type of most of them. */
  type: Type;
}

export interface Gathered {
  alone: Spot[];
  crowds: Crowd[];
}

/**
 * Spots that stand for themselves at a zoom (a whole number), and crowds. The chosen
 * incident always has a mark of its own.
 */
export function gather(spots: readonly Spot[], zoom: number, chosen: string | null): Gathered {
  if (zoom >= NEAR_ZOOM || countIn(spots) <= FEW) return { alone: [...spots], crowds: [] };
  const cells = new Map<number, Spot[]>();
  for (const spot of spots) {
    const key = cellOf(spot, zoom);
    const cell = cells.get(key);
    if (cell) cell.push(spot);
    else cells.set(key, [spot]);
  }
  const gathered: Gathered = { alone: [], crowds: [] };
  for (const cell of cells.values()) {
    const isCrowd = countIn(cell) >= CROWDED;
    if (isCrowd) gathered.crowds.push(crowdOf(cell));
    gathered.alone.push(...(isCrowd ? apart(cell, chosen) : cell));
  }
  return gathered;
}

function countIn(spots: readonly Spot[]): number {
  return spots.reduce((sum, spot) => sum + spot.incidents.length, 0);
}

/** The cell in which a spot lies: squares of Mercator's map, so that they lie still
 * while it is moved. */
function cellOf({ lat, lon }: Spot, zoom: number): number {
  const across = (WORLD * 2 ** zoom) / CELL;
  const north = Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  const x = Math.floor(((lon + 180) / 360) * across);
  const y = Math.floor((0.5 - north / (2 * Math.PI)) * across);
  return y * Math.ceil(across + 1) + x;
}

function crowdOf(cell: readonly Spot[]): Crowd {
  const count = countIn(cell);
  const types = new Map<Type, number>();
  let [lat, lon] = [0, 0];
  for (const spot of cell) {
    lat += (spot.lat * spot.incidents.length) / count;
    lon += (spot.lon * spot.incidents.length) / count;
    for (const { type } of spot.incidents) types.set(type, (types.get(type) ?? 0) + 1);
  }
  const [[type] = ["act" as Type]] = [...types].sort((a, b) => b[1] - a[1]);
  return { lat, lon, type, incidents: cell.flatMap((spot) => spot.incidents) };
}

/** The chosen incident of a cell, as a spot of its own. */
function apart(cell: readonly Spot[], chosen: string | null): Spot[] {
  if (!chosen) return [];
  return cell.flatMap((spot) => {
    const own = spot.incidents.filter((one) => one.id === chosen);
    return own.length ? [{ ...spot, incidents: own }] : [];
  });
}
