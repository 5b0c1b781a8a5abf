import { describe, expect, it } from "vitest";
import type { Incident } from "../src/incidents";
import { gather, NEAR_ZOOM } from "../src/map/crowds";
import { pictureOf } from "../src/map/features";
import { spotsOf } from "../src/map/spots";

const at = (id: string, lat: number, lon: number): Incident =>
  ({
    id,
    lat,
    lon,
    radius: 2,
    level: "city",
    place: id,
    type: "strike",
    grade: "weak",
    consequence: Number(id),
    start: null,
    end: null,
  }) as unknown as Incident;

/** A war of 1,000 incidents within ten kilometres, and one far off. */
const dense = Array.from({ length: 1000 }, (_, n) => at(String(n), 36 + (n % 50) / 500, 37));
const spots = spotsOf([...dense, at("5000", 33.5, 36.3)]);

describe("crowds", () => {
  it("stand for what a screen cannot tell apart, and lose nobody", () => {
    const { alone, crowds } = gather(spots, 6, null);
    expect(alone.map((spot) => spot.name)).toEqual(["5000"]);
    expect(crowds.length).toBeLessThan(4);
    expect(crowds.flatMap((crowd) => crowd.incidents)).toHaveLength(1000);
    expect(crowds[0]!.lat).toBeCloseTo(36.05, 1);
  });

  it("fall apart near by, and never gather where few are drawn", () => {
    expect(gather(spots, NEAR_ZOOM, null).crowds).toEqual([]);
    expect(gather(spotsOf(dense.slice(0, 300)), 6, null).crowds).toEqual([]);
  });

  it("leave the chosen incident a mark of its own, with its ring", () => {
    const gathered = gather(spots, 6, "7");
    const drawn = pictureOf(gathered, "7").features.map(({ properties }) => properties!.drawn);
    expect(gathered.alone.flatMap((spot) => spot.incidents.map((one) => one.id))).toContain("7");
    expect(drawn.filter((kind) => kind === "chosen")).toHaveLength(1);
  });

  it("give way to marks near by, the gravest drawn last", () => {
    const marks = pictureOf(gather(spots, NEAR_ZOOM, null), null).features;
    const ids = marks.filter((one) => one.properties!.drawn === "mark").map((one) => +one.properties!.id);
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
  });
});
