import { describe, expect, it } from "vitest";
import { nearest, neighbour } from "../src/timeline";

const ticks = [10, 12, 20].map((day) => ({ at: String(day), day, documents: 1 }));

describe("the flag", () => {
  it("stands on the nearest moment", () => {
    expect([0, 10.9, 11.1, 15.9, 16.1, 99].map((day) => nearest(ticks, day)?.day)).toEqual([
      10, 10, 12, 12, 20, 20,
    ]);
    expect(nearest([], 3)).toBeNull();
  });

  it("steps to the one before and after, past itself", () => {
    expect(neighbour(ticks, 12, 1)?.day).toBe(20);
    expect(neighbour(ticks, 12, -1)?.day).toBe(10);
    expect(neighbour(ticks, 10, -1)).toBeNull();
    expect(neighbour(ticks, 20, 1)).toBeNull();
  });
});
