import { describe, expect, it } from "vitest";
import { format, parse } from "../src/route.svelte";

describe("the address", () => {
  it("comes back as it went in", () => {
    const place = {
      view: "situation" as const,
      id: "",
      query: { from: "2024-11-27", type: "strike,fight", q: "a&b=c#d ü" },
    };
    expect(parse(format(place))).toEqual(place);
  });

  it("keeps odd characters of ids", () => {
    const place = { view: "actors" as const, id: "state:SY:military/a b", query: {} };
    expect(parse(format(place))).toEqual(place);
  });

  it("leads to the situation where the view is not known", () => {
    expect(parse("#/nowhere/x?q=1")).toEqual({ view: "situation", id: "", query: { q: "1" } });
  });

  it("leaves out what is empty", () => {
    expect(format({ view: "brief", id: "2024-11-30", query: { as_of: "" } })).toBe(
      "#/brief/2024-11-30",
    );
  });
});
