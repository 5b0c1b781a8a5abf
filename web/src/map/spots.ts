/**
 * Where incidents are drawn. Incidents of one place share a *spot*: an area that shows
 * how far the true place may lie from the point, and their marks beside each other. A
 * place too wide for a point (a province) has its marks on the rim of its area, so that
 * no dot poses as the place; a whole country is not drawn at all.
 */

import { byConsequence, type Incident } from "../incidents";

const KM_A_DEGREE = 111.2;
/** A radius from which marks stand on the rim. */
export const WIDE_KM = 25;
/** A radius below which the mark itself covers the area. */
export const NARROW_KM = 1.5;
/** Marks drawn at one spot; the rest is counted in its label. */
export const MOST_MARKS = 36;
/** Distance between neighbouring marks, in pixels of a mark at full size. */
const SPREAD = 15;

export interface Spot {
  key: string;
  name: string;
  lat: number;
  lon: number;
  radius: number;
  incidents: Incident[];
}

export interface Mark {
  incident: Incident;
  lat: number;
  lon: number;
  /** Shift of the mark in pixels. */
  shift: [number, number];
}

export type Ring = [number, number][];

/** Whether an incident can be drawn: located, and narrower than a country. */
export function isDrawn(incident: Incident): boolean {
  return incident.lat !== null && incident.lon !== null && incident.level !== "country";
}

/** Incidents by spot; in each, the gravest first. */
export function spotsOf(incidents: readonly Incident[]): Spot[] {
  const spots = new Map<string, Spot>();
  for (const one of incidents) {
    if (!isDrawn(one) || one.lat === null || one.lon === null) continue;
    const radius = one.radius ?? 0;
    const key = `${one.lat.toFixed(3)},${one.lon.toFixed(3)},${Math.round(radius)}`;
    const spot = spots.get(key);
    if (spot) spot.incidents.push(one);
    else {
      const name = one.place ?? "";
      spots.set(key, { key, name, lat: one.lat, lon: one.lon, radius, incidents: [one] });
    }
  }
  for (const spot of spots.values()) spot.incidents.sort(byConsequence);
  return [...spots.values()];
}

/** The marks of a spot: the gravest in the middle, the others around it as the seeds
 * of a sunflower lie, so that none hides another. */
export function marksOf(spot: Spot): Mark[] {
  const lat = spot.radius > WIDE_KM ? spot.lat + spot.radius / KM_A_DEGREE : spot.lat;
  return spot.incidents.slice(0, MOST_MARKS).map((incident, n) => {
    const away = SPREAD * Math.sqrt(n) * (n ? 1.12 : 0);
    const turn = n * 2.399963;
    return {
      incident,
      lat,
      lon: spot.lon,
      shift: [Math.round(away * Math.cos(turn)), Math.round(away * Math.sin(turn))],
    };
  });
}

/** A circle on the ground as a closed ring of longitude and latitude. */
export function circle(lat: number, lon: number, km: number, corners = 48): Ring {
  const north = km / KM_A_DEGREE;
  const east = north / Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  const ring: Ring = [];
  for (let i = 0; i <= corners; i += 1) {
    const turn = (2 * Math.PI * (i % corners)) / corners;
    ring.push([lon + east * Math.cos(turn), lat + north * Math.sin(turn)]);
  }
  return ring;
}

/** West, south, east, north of all that is drawn; null where nothing is. */
export function bounds(spots: readonly Spot[]): [number, number, number, number] | null {
  if (!spots.length) return null;
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const { lat, lon, radius } of spots) {
    const reach = Math.min(radius, WIDE_KM) / KM_A_DEGREE;
    box[0] = Math.min(box[0], lon - reach);
    box[1] = Math.min(box[1], lat - reach);
    box[2] = Math.max(box[2], lon + reach);
    box[3] = Math.max(box[3], lat + reach);
  }
  return box;
}

/** The part of the world in which most incidents lie: the outermost tenth on each side
 * is left out, so that one far incident does not shrink the war to a dot. */
export function heart(spots: readonly Spot[]): [number, number, number, number] | null {
  const all = spots.flatMap((spot) => spot.incidents.map(() => spot));
  if (all.length < 10) return bounds(spots);
  const cut = (values: number[]): [number, number] => {
    values.sort((a, b) => a - b);
    const edge = Math.floor(values.length * 0.08);
    return [values[edge] ?? 0, values[values.length - 1 - edge] ?? 0];
  };
  const [west, east] = cut(all.map((spot) => spot.lon));
  const [south, north] = cut(all.map((spot) => spot.lat));
  return [west - 0.15, south - 0.15, east + 0.15, north + 0.15];
}
