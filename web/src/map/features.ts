/** What is drawn, as GeoJSON: areas of doubt, marks, and the names beside them. */

import type { FeatureCollection, Geometry } from "geojson";
import type { Place } from "../api";
import { circle, marksOf, MOST_MARKS, NARROW_KM, type Spot } from "./spots";
import { geometryOf } from "./wkt";

export function collect(features: FeatureCollection["features"]): FeatureCollection {
  return { type: "FeatureCollection", features };
}

export function feature(geometry: Geometry, properties: object): FeatureCollection["features"][0] {
  return { type: "Feature", properties: { ...properties }, geometry };
}

function polygon(ring: [number, number][]): Geometry {
  return { type: "Polygon", coordinates: [ring] };
}

function point(lat: number, lon: number, properties: object): FeatureCollection["features"][0] {
  return feature({ type: "Point", coordinates: [lon, lat] }, properties);
}

/** The area of a place: its outline where one is known, else how far it may lie off. */
export function geometryAt(place: Place): Geometry | null {
  const shape = place.shape ? geometryOf(place.shape) : null;
  if (shape || place.lat === null || place.lon === null) return shape;
  return polygon(circle(place.lat, place.lon, place.radius_km ?? 5));
}

export function areas(spots: readonly Spot[]): FeatureCollection {
  const wide = spots.filter((spot) => spot.radius >= NARROW_KM);
  return collect(wide.map(({ lat, lon, radius }) => feature(polygon(circle(lat, lon, radius, 28)), {})));
}

export function marks(spots: readonly Spot[]): FeatureCollection {
  return collect(
    spots.flatMap((spot) =>
      marksOf(spot).map(({ incident, lat, lon, shift }) =>
        point(lat, lon, {
          id: incident.id,
          icon: `${incident.type}-${incident.grade}`,
          shift,
          weight: incident.consequence,
        }),
      ),
    ),
  );
}

/** The name of a wide place on its rim, and how many marks were left out of a crowd. */
export function tags(spots: readonly Spot[]): FeatureCollection {
  return collect(
    spots.flatMap((spot) => {
      const hidden = spot.incidents.length - MOST_MARKS;
      const [first] = marksOf({ ...spot, incidents: spot.incidents.slice(0, 1) });
      if (!first) return [];
      const isWide = first.lat !== spot.lat;
      const text = [isWide ? spot.name : "", hidden > 0 ? `+${hidden}` : ""].join(" ").trim();
      const lines = Math.sqrt(Math.min(spot.incidents.length, MOST_MARKS));
      return text ? [point(first.lat, first.lon, { text, lift: [0, -1 - lines * 0.8] })] : [];
    }),
  );
}
