import { describe, expect, it } from "vitest";
import type { Claim } from "../src/api";
import { cut, marked, slotSpans, unitOffsets } from "../src/slots";

const claim = (change: Partial<Claim>): Claim =>
  ({
    id: "c-1",
    quote: "The army struck Idlib.",
    span: { start: 0, end: 22 },
    anchor_span: { start: 9, end: 15 },
    initiator: [],
    target: [],
    places: [],
    when: null,
    figures: [],
    sources: [],
    ...change,
  }) as unknown as Claim;

describe("a text cut at its marks", () => {
  const text = "The army struck Idlib. Then rain.";

  it("is the whole text still", () => {
    const pieces = cut(text, [claim({})], claim({}));
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
    expect(pieces.find((piece) => piece.anchor)?.text).toBe("struck");
    expect(pieces.at(-1)?.claims).toEqual([]);
  });

  it("marks slots without a place of their own where their words stand once", () => {
    const army = claim({ initiator: [{ text: "The army", span: null, actor: null }] });
    expect(slotSpans(army)).toEqual([{ span: { start: 0, end: 8 }, slot: "initiator" }]);
    const twice = claim({
      quote: "They said they",
      initiator: [{ text: "hey", span: null, actor: null }],
    });
    expect(slotSpans(twice)).toEqual([]);
  });

  it("counts letters beyond the basic plane as Python does", () => {
    const unit = unitOffsets("a😀b");
    expect([unit(0), unit(1), unit(2), unit(3)]).toEqual([0, 1, 3, 4]);
    expect(marked("a😀b", [{ start: 1, end: 2 }])).toEqual([
      { text: "a", mark: false },
      { text: "😀", mark: true },
      { text: "b", mark: false },
    ]);
  });
});
