import { describe, expect, it } from "vitest";
import type { Claim } from "../src/api";
import { blank, CORRECTABLE, entriesOf, faultOf, FIELDS, valueOf } from "../src/correcting";

const claim = {
  kind: "shelling",
  status: "happened",
  initiator: [{ text: "the army", span: null, actor: null }],
  target: [],
  places: [{ mention: "Northford" }],
  when: { start: "2031-05-01", end: null },
  figures: [{ what: "killed", who: "all", low: 12, high: null, text: "at least 12" }],
  sources: [{ mention: "the mayor", stance: "says" }],
} as unknown as Claim;

describe("a correction", () => {
  it("begins with what the claim says, and can be sent back as it is", () => {
    expect(valueOf("initiator", entriesOf(claim, "initiator"))).toEqual(["the army"]);
    expect(valueOf("target", entriesOf(claim, "target"))).toEqual([]);
    expect(valueOf("places", entriesOf(claim, "places"))).toEqual([{ mention: "Northford" }]);
    expect(valueOf("when", entriesOf(claim, "when"))).toEqual({ start: "2031-05-01", end: null });
    expect(valueOf("sources", entriesOf(claim, "sources"))).toEqual([
      { mention: "the mayor", stance: "says" },
    ]);
    expect(valueOf("figures", entriesOf(claim, "figures"))).toMatchObject([{ low: 12, high: null }]);
    expect(valueOf("status", entriesOf(claim, "status"))).toBe("happened");
  });

  it("has every field of its slot in an empty line", () => {
    for (const slot of CORRECTABLE) expect(Object.keys(blank(slot))).toEqual([...FIELDS[slot]]);
  });

  it("says what is wrong before it is sent", () => {
    expect(faultOf("initiator", [{ name: " " }])).toBe("needName");
    expect(faultOf("figures", [{ what: "killed", who: "all", low: "", high: "" }])).toBe("needNumber");
    expect(faultOf("figures", [{ what: "killed", who: "all", low: "9", high: "3" }])).toBe("needOrder");
    expect(faultOf("places", [{ name: "Northford", lat: "95", lon: "2" }])).toBe("needPoint");
    expect(faultOf("places", [{ name: "Northford", lat: "1.5", lon: "-2" }])).toBeNull();
    expect(faultOf("when", [{ start: "2031-05-02", end: "2031-05-01" }])).toBe("needOrder");
    expect(faultOf("when", [{ start: "", end: "" }])).toBe("needDay");
  });
});
