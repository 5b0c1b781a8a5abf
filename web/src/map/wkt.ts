/** Well-known text of areas and lines, longitude first, as GeoJSON geometry. */

import type { Geometry, Position } from "geojson";

/** The geometry that a text describes; null where it is not an area or a line. */
export function geometryOf(text: string): Geometry | null {
  const [, name = "", body = ""] = /^\s*([A-Z]+)\s*(\(.*\))\s*$/is.exec(text) ?? [];
  switch (name.toUpperCase()) {
    case "LINESTRING":
      return { type: "LineString", coordinates: positions(inner(body)) };
    case "MULTILINESTRING":
      return { type: "MultiLineString", coordinates: parts(inner(body)).map(positions) };
    case "POLYGON":
      return { type: "Polygon", coordinates: parts(inner(body)).map(positions) };
    case "MULTIPOLYGON": {
      const coordinates = parts(inner(body)).map((one) => parts(one).map(positions));
      return { type: "MultiPolygon", coordinates };
    }
    default:
      return null;
  }
}

function inner(body: string): string {
  return body.trim().slice(1, -1);
}

/** What stands in each of the outermost brackets. */
function parts(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === "(") {
      if (depth === 0) start = i + 1;
      depth += 1;
    } else if (text[i] === ")") {
      depth -= 1;
      if (depth === 0) found.push(text.slice(start, i));
    }
  }
  return found;
}

function positions(text: string): Position[] {
  return text.split(",").map((pair) => pair.trim().split(/\s+/).slice(0, 2).map(Number));
}
