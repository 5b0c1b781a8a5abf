import { describe, expect, it } from "vitest";
import { ar } from "../src/text/ar";
import { en } from "../src/text/en";

function leaves(words: object, path = ""): [string, unknown][] {
  return Object.entries(words).flatMap(([name, value]) =>
    typeof value === "object" ? leaves(value, `${path}.${name}`) : [[`${path}.${name}`, value]],
  );
}

describe("the words of the interface", () => {
  const LATIN = new Set([".otherLanguage", ".document.hash"]);

  it("are there in both languages, none empty", () => {
    const arabic = new Map(leaves(ar));
    for (const [name, value] of leaves(en)) {
      expect(arabic.has(name), name).toBe(true);
      if (typeof value === "string") expect(value.length, name).toBeGreaterThan(0);
    }
  });

  it("are Arabic where they should be", () => {
    for (const [name, value] of leaves(ar)) {
      if (typeof value === "string" && !LATIN.has(name)) {
        expect(value, name).toMatch(/[\u0621-\u064a]/);
      }
    }
  });

  it("count as Arabic counts", () => {
    const told = [1, 2, 3, 11, 103].map((n) => ar.count.incidents(n));
    expect(new Set(told.map((words) => words.replace(/[\d,]+ /, ""))).size).toBe(4);
  });
});
