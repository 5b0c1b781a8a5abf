import { describe, expect, it } from "vitest";
import { addDays, dayNumber, dayText, tellMoment, tellRange, tellSpan } from "../src/days";
import { en } from "../src/text/en";

describe("days", () => {
  it("are counted in UTC, both ways", () => {
    expect(dayNumber("1970-01-02")).toBe(1);
    expect(dayText(dayNumber("2024-02-29"))).toBe("2024-02-29");
    expect(addDays("2024-12-31", 1)).toBe("2025-01-01");
  });

  it("are told as spans, with unknown ends", () => {
    expect(tellSpan("2024-11-27", "2024-11-30", "en", en)).toBe("27–30 Nov 2024");
    expect(tellSpan("2024-11-30", "2024-11-30", "en", en)).toBe("30 Nov 2024");
    expect(tellSpan(null, "2024-11-30", "en", en)).toBe("by 30 Nov 2024");
    expect(tellSpan("2011-01-01", "2024-12-03", "en", en)).toBe("1 Jan 2011 – 3 Dec 2024");
    expect(tellSpan(null, null, "en", en)).toBe("");
  });

  it("stand alone where a report is dated to the day only", () => {
    expect(tellMoment("2024-11-30T23:59:59Z", "en")).toBe("30 Nov 2024");
    expect(tellMoment("2024-11-30T14:05:00Z", "en")).toBe("30 Nov 2024, 14:05 UTC");
  });
});

describe("ranges", () => {
  it("keep open ends open", () => {
    expect(tellRange(241, null, en)).toBe("241 or more");
    expect(tellRange(null, 30, en)).toBe("up to 30");
    expect(tellRange(0, 0, en)).toBe("0");
    expect(tellRange(1200, 1500, en)).toBe("1,200 to 1,500");
    expect(tellRange(null, null, en)).toBe("not told");
  });
});
