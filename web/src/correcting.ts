/** A better value for one slot of a claim: from the claim to a form, from the form to
 * the corpus form that the API takes (docs/corpus-form.md). */

import type { Claim } from "./api";

/** The slots that can be corrected, as the API calls them. */
export const CORRECTABLE = [
  "initiator",
  "target",
  "places",
  "when",
  "figures",
  "sources",
  "kind",
  "status",
] as const;
export type Correctable = (typeof CORRECTABLE)[number];

/** One thing in a slot, as a person writes it; numbers and days as typed. */
export type Entry = Record<string, string>;

export const STANCES = ["says", "claims", "denies", "confirms", "reports"] as const;

/** The fields that an entry of a slot has, in the order of the form. */
export const FIELDS: Record<Correctable, readonly string[]> = {
  initiator: ["name"],
  target: ["name"],
  places: ["name", "lat", "lon"],
  when: ["start", "end"],
  figures: ["what", "who", "low", "high"],
  sources: ["name", "stance"],
  kind: ["word"],
  status: ["word"],
};

/** Slots that hold any number of things. */
export const MANY: ReadonlySet<Correctable> = new Set(["initiator", "target", "places", "figures", "sources"]);

const typed = (value: string | number | null | undefined) => (value == null ? "" : String(value));

/** What the claim says now. */
export function entriesOf(claim: Claim, slot: Correctable): Entry[] {
  switch (slot) {
    case "initiator":
    case "target":
      return claim[slot].map((one) => ({ name: one.text }));
    case "places":
      return claim.places.map((one) => ({ name: one.mention, lat: "", lon: "" }));
    case "when":
      return [{ start: typed(claim.when?.start), end: typed(claim.when?.end) }];
    case "figures":
      return claim.figures.map((one) => ({
        what: one.what,
        who: one.who,
        low: typed(one.low),
        high: typed(one.high),
      }));
    case "sources":
      return claim.sources.map((one) => ({ name: one.mention, stance: one.stance }));
    default:
      return [{ word: claim[slot] }];
  }
}

/** An empty entry, to be filled in. */
export function blank(slot: Correctable): Entry {
  const entry = Object.fromEntries(FIELDS[slot].map((field) => [field, ""]));
  if (slot === "figures") return { ...entry, what: "killed", who: "all" };
  return slot === "sources" ? { ...entry, stance: "says" } : entry;
}

/** What is wrong with an entry: the name of the sentence that says so. */
export type Fault = "needName" | "needNumber" | "needOrder" | "needPoint" | "needDay";

/** The first thing wrong with what was typed; null where nothing is. */
export function faultOf(slot: Correctable, entries: readonly Entry[]): Fault | null {
  for (const entry of entries) {
    const fault = entryFault(slot, entry);
    if (fault) return fault;
  }
  return null;
}

function entryFault(slot: Correctable, entry: Entry): Fault | null {
  const { low = "", high = "", lat = "", lon = "", start = "", end = "" } = entry;
  if ("name" in entry && !entry.name?.trim()) return "needName";
  if (slot === "figures") {
    if (![low, high].every((n) => /^\d{0,12}$/.test(n)) || (!low && !high)) return "needNumber";
    if (low && high && Number(low) > Number(high)) return "needOrder";
  }
  if (slot === "places" && !isPoint(lat, lon)) return "needPoint";
  if (slot === "when") {
    if (!start && !end) return "needDay";
    if (start && end && start > end) return "needOrder";
  }
  return null;
}

/** Both empty (found by its name), or a latitude and a longitude. */
function isPoint(lat: string, lon: string): boolean {
  if (!lat && !lon) return true;
  const within = (value: string, most: number) =>
    /^-?\d+(\.\d+)?$/.test(value) && Math.abs(Number(value)) <= most;
  return within(lat, 90) && within(lon, 180);
}

/** The value of a slot in corpus form. `entries` must have no fault. */
export function valueOf(slot: Correctable, entries: readonly Entry[]): unknown {
  const number = (value = "") => (value === "" ? null : Number(value));
  switch (slot) {
    case "initiator":
    case "target":
      return entries.map((one) => one.name?.trim());
    case "places":
      return entries.map((one) => ({
        mention: one.name?.trim(),
        ...(one.lat ? { lat: number(one.lat), lon: number(one.lon) } : {}),
      }));
    case "when": {
      const [one] = entries;
      return one ? { start: one.start || null, end: one.end || null } : null;
    }
    case "figures":
      return entries.map(({ what, who, low, high }) => ({
        what,
        who: who?.trim() || "all",
        low: number(low),
        high: number(high),
        text: [...new Set([low, high])].filter(Boolean).join("-"),
      }));
    case "sources":
      return entries.map((one) => ({ mention: one.name?.trim(), stance: one.stance }));
    default:
      return entries[0]?.word;
  }
}
