import { describe, expect, it } from "vitest";
import type { Incident } from "../src/incidents";
import { circle, heart, isDrawn, marksOf, MOST_MARKS, spotsOf } from "../src/map/spots";
import { geometryOf } from "../src/map/wkt";

const at = (id: string, lat: number | null, radius: number, level = "city"): Incident =>
  ({
    id,
    lat,
    lon: 37,
    radius,
    level,
    place: "Aleppo",
    consequence: 0,
    start: null,
    end: null,
  }) as unknown as Incident;

describe("spots", () => {
  it("hold the incidents of one place, apart by how exact it is", () => {
    const spots = spotsOf([at("a", 36, 5), at("b", 36, 5), at("c", 36, 80), at("d", 35, 5)]);
    expect(spots.map((spot) => spot.incidents.length).sort()).toEqual([1, 1, 2]);
  });

  it("leave out what cannot be drawn", () => {
    expect(isDrawn(at("a", null, 5))).toBe(false);
    expect(isDrawn(at("a", 36, 243, "country"))).toBe(false);
    expect(spotsOf([at("a", null, 5), at("b", 36, 243, "country")])).toEqual([]);
  });

  it("put no mark over another, and not too many", () => {
    const many = Array.from({ length: 60 }, (_, n) => at(String(n), 36, 5));
    const [spot] = spotsOf(many);
    const marks = marksOf(spot!);
    expect(marks).toHaveLength(MOST_MARKS);
    for (const one of marks) {
      for (const other of marks) {
        if (one === other) continue;
        const [x, y] = [one.shift[0] - other.shift[0], one.shift[1] - other.shift[1]];
        expect(Math.hypot(x, y)).toBeGreaterThan(12);
      }
    }
  });

  it("stand on the rim of a wide place, never in its middle", () => {
    const [spot] = spotsOf([at("a", 36, 80)]);
    expect(marksOf(spot!)[0]!.lat).toBeCloseTo(36.719, 2);
  });

  it("frame where most incidents lie", () => {
    const near = Array.from({ length: 30 }, (_, n) => at(`n${n}`, 36 + n / 100, 1));
    const [, south, , north] = heart(spotsOf([...near, at("far", -20, 1)]))!;
    expect(south).toBeGreaterThan(35);
    expect(north).toBeLessThan(37);
    expect(heart([])).toBeNull();
  });
});

describe("shapes", () => {
  it("are closed circles of the radius asked for", () => {
    const ring = circle(36, 37, 11.12);
    expect(ring[0]).toEqual(ring.at(-1));
    expect(Math.max(...ring.map(([, lat]) => lat))).toBeCloseTo(36.1, 3);
  });

  it("are read from well-known text", () => {
    expect(geometryOf("POLYGON((1 2, 3 4,5 6,1 2))")).toEqual({
      type: "Polygon",
      coordinates: [[[1, 2], [3, 4], [5, 6], [1, 2]]],
    });
    expect(geometryOf("MULTIPOLYGON (((1 2,3 4,1 2),(0 0,1 1,0 0)),((9 9,8 8,9 9)))")).toEqual({
      type: "MultiPolygon",
      coordinates: [
        [[[1, 2], [3, 4], [1, 2]], [[0, 0], [1, 1], [0, 0]]],
        [[[9, 9], [8, 8], [9, 9]]],
      ],
    });
    expect(geometryOf("LINESTRING(1 2,3 4)")).toEqual({
      type: "LineString",
      coordinates: [[1, 2], [3, 4]],
    });
    expect(geometryOf("POINT(1 2)")).toBeNull();
    expect(geometryOf("nonsense")).toBeNull();
  });
});
