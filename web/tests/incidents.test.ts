import { describe, expect, it } from "vitest";
import { type Filter, fitsWithoutDays, type Incident, touches } from "../src/incidents";
import { barsOf, momentOf, stretchOf, ticksOf, wholeDayAt, xOf } from "../src/timeline";

const incident = (change: Partial<Incident>): Incident => ({
  id: "i-1",
  title: "Strike on Aleppo",
  words: "strike on aleppo aleppo",
  place: "Aleppo",
  lat: 36.2,
  lon: 37.2,
  radius: 5,
  level: "city",
  type: "strike",
  kind: "air_strike",
  grade: "weak",
  side: "government",
  start: 100,
  end: 102,
  origins: 1,
  documents: 1,
  disputed: false,
  killed: null,
  consequence: 1,
  firstKnown: 0,
  lastKnown: 0,
  ...change,
});
const nothing: Filter = {
  types: new Set(),
  grades: new Set(),
  side: "",
  text: "",
  disputed: false,
  killed: false,
};

describe("days of an incident", () => {
  it("touch the days asked for", () => {
    expect(touches(incident({}), 102, 110)).toBe(true);
    expect(touches(incident({}), 103, null)).toBe(false);
    expect(touches(incident({}), null, 99)).toBe(false);
  });

  it("are never made up", () => {
    const undated = incident({ start: null, end: null });
    expect(touches(undated, null, null)).toBe(true);
    expect(touches(undated, 0, 1000)).toBe(false);
    expect(touches(incident({ start: null, end: 102 }), 90, 101)).toBe(false);
  });
});

describe("filters", () => {
  it("all have to fit", () => {
    expect(fitsWithoutDays(incident({}), nothing)).toBe(true);
    expect(fitsWithoutDays(incident({}), { ...nothing, text: "aleppo strike" })).toBe(true);
    expect(fitsWithoutDays(incident({}), { ...nothing, text: "aleppo hama" })).toBe(false);
    expect(fitsWithoutDays(incident({}), { ...nothing, types: new Set(["aid"]) })).toBe(false);
    expect(fitsWithoutDays(incident({}), { ...nothing, grades: new Set(["fair"]) })).toBe(false);
    expect(fitsWithoutDays(incident({ killed: 0 }), { ...nothing, killed: true })).toBe(false);
    expect(fitsWithoutDays(incident({ disputed: true }), { ...nothing, disputed: true })).toBe(true);
  });
});

describe("the time bar", () => {
  const stretch = { first: 100, last: 109 };

  it("puts every incident into one bar, or says why not", () => {
    const all = [
      incident({}),
      incident({ start: null, end: 105 }),
      incident({ start: 50, end: 60 }),
      incident({ start: null, end: null }),
    ];
    const bars = barsOf(all, stretch);
    const counted = bars.days.flat().reduce((a, b) => a + b, 0);
    expect(counted + bars.earlier + bars.undated).toBe(all.length);
    expect(bars.most).toBe(1);
  });

  it("finds the day under a pixel again", () => {
    for (let day = stretch.first; day <= stretch.last; day += 1) {
      expect(wholeDayAt(xOf(day, stretch, 333) + 1, stretch, 333)).toBe(day);
    }
    expect(wholeDayAt(-5, stretch, 333)).toBe(100);
    expect(wholeDayAt(999, stretch, 333)).toBe(109);
  });

  it("shows two weeks at least, up to the newest report", () => {
    const shown = stretchOf("2024-12-07T10:00:00Z", "2024-12-08T23:59:59Z");
    expect(shown.last - shown.first).toBe(13);
  });

  it("names no more days than there is room for", () => {
    expect(ticksOf({ first: 0, last: 20_000 }, 900).length).toBeLessThan(17);
    expect(ticksOf(stretch, 900)).toHaveLength(10);
  });

  it("tells moments to the hour", () => {
    expect(momentOf(0.5)).toBe("1970-01-01T12:00Z");
  });
});
