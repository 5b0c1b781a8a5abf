/** What is drawn, as GeoJSON: areas of doubt, marks, and the names beside them. */

import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { Place } from "../api";
import type { Crowd, Gathered } from "./crowds";
import { COLOURS } from "./marks";
import { circle, marksOf, MOST_MARKS, NARROW_KM, type Spot } from "./spots";
import { geometryOf } from "./wkt";

/** Of a ring, in pixels. */
const MOST_RADIUS = 30;

export function collect(features: Feature[]): FeatureCollection {
  return { type: "FeatureCollection", features };
}

export function feature(geometry: Geometry, properties: object): Feature {
  return { type: "Feature", properties: { ...properties }, geometry };
}

function polygon(ring: [number, number][]): Geometry {
  return { type: "Polygon", coordinates: [ring] };
}

function point(lat: number, lon: number, properties: object): Feature {
  return feature({ type: "Point", coordinates: [lon, lat] }, properties);
}

/** The area of a place: its outline where one is known, else how far it may lie off. */
export function geometryAt(place: Place): Geometry | null {
  const shape = place.shape ? geometryOf(place.shape) : null;
  if (shape || place.lat === null || place.lon === null) return shape;
  return polygon(circle(place.lat, place.lon, place.radius_km ?? 5));
}

/** All that is drawn of incidents: one source, told apart by `drawn`, so that a change is
 * cut into tiles once. */
export function pictureOf({ alone, crowds }: Gathered, chosen: string | null): FeatureCollection {
  return collect([...areas(alone), ...rings(crowds), ...marks(alone, chosen), ...tags(alone)]);
}

function areas(spots: readonly Spot[]): Feature[] {
  const wide = spots.filter((spot) => spot.radius >= NARROW_KM);
  return wide.map(({ lat, lon, radius }) =>
    feature(polygon(circle(lat, lon, radius, 28)), { drawn: "area" }),
  );
}

/** Crowds, each with its number in the list. The area of a ring grows with the count. */
function rings(crowds: readonly Crowd[]): Feature[] {
  return crowds.map(({ lat, lon, incidents, type }, at) =>
    point(lat, lon, {
      drawn: "crowd",
      at,
      count: incidents.length,
      radius: Math.min(MOST_RADIUS, 8 + Math.sqrt(incidents.length)),
      colour: COLOURS[type],
    }),
  );
}

/** Marks, the gravest last: it is drawn over the others. (A sort key of the layer would
 * cost a call of the graphics card a mark.) */
function marks(spots: readonly Spot[], chosen: string | null): Feature[] {
  const all = spots.flatMap(marksOf);
  all.sort((a, b) => a.incident.consequence - b.incident.consequence);
  return all.flatMap(({ incident: { id, type, grade }, lat, lon, shift }) => {
    const mark = point(lat, lon, { drawn: "mark", id, icon: `${type}-${grade}`, shift });
    return id === chosen ? [mark, point(lat, lon, { drawn: "chosen", shift })] : [mark];
  });
}

/** The name of a wide place on its rim, and how many marks were left out of a crowd. */
function tags(spots: readonly Spot[]): Feature[] {
  return spots.flatMap((spot) => {
    const hidden = spot.incidents.length - MOST_MARKS;
    const [first] = marksOf({ ...spot, incidents: spot.incidents.slice(0, 1) });
    if (!first) return [];
    const isWide = first.lat !== spot.lat;
    const text = [isWide ? spot.name : "", hidden > 0 ? `+${hidden}` : ""].join(" ").trim();
    const lines = Math.sqrt(Math.min(spot.incidents.length, MOST_MARKS));
    const lift = [0, -1 - lines * 0.8];
    return text ? [point(first.lat, first.lon, { drawn: "tag", text, lift })] : [];
  });
}
