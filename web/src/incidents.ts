/** The incidents of the picture, unpacked from columns, and what is asked of them. */

import type { Columns, Grade } from "./api";
import { dayText } from "./days";

export const TYPES = [
  "place",
  "fight",
  "operation",
  "strike",
  "flight",
  "arrest",
  "route",
  "aid",
  "loss",
  "act",
] as const;
export type Type = (typeof TYPES)[number];

export const GRADES: Grade[] = ["confirmed", "fair", "weak", "contested", "discounted"];

export interface Incident {
  id: string;
  title: string;
  /** Title and place in small letters, for finding. */
  words: string;
  place: string | null;
  lat: number | null;
  lon: number | null;
  radius: number | null;
  level: string | null;
  type: Type;
  kind: string;
  grade: Grade;
  side: string | null;
  start: number | null;
  end: number | null;
  origins: number;
  documents: number;
  disputed: boolean;
  killed: number | null;
  consequence: number;
  /** When its first document became known, seconds since 1970. */
  firstKnown: number | null;
  /** And its last one. */
  lastKnown: number | null;
}

export function unpack(columns: Columns): Incident[] {
  const word = (list: string, at: number | undefined): string | null =>
    at === undefined || at < 0 ? null : (columns.words[list]?.[at] ?? null);
  return columns.id.map((id, i) => ({
    id,
    title: columns.title[i] ?? "",
    words: `${columns.title[i]} ${columns.place[i] ?? ""}`.toLowerCase(),
    place: columns.place[i] ?? null,
    lat: columns.lat[i] ?? null,
    lon: columns.lon[i] ?? null,
    radius: columns.radius_km[i] ?? null,
    level: word("level", columns.level[i]),
    type: (word("type", columns.type[i]) ?? "act") as Type,
    kind: word("kind", columns.kind[i]) ?? "",
    grade: (word("grade", columns.grade[i]) ?? "weak") as Grade,
    side: word("side", columns.side[i]),
    start: columns.start[i] ?? null,
    end: columns.end[i] ?? null,
    origins: columns.origins[i] ?? 0,
    documents: columns.documents[i] ?? 0,
    disputed: columns.disputed[i] ?? false,
    killed: columns.killed[i] ?? null,
    consequence: columns.consequence[i] ?? 0,
    firstKnown: columns.first_known[i] ?? null,
    lastKnown: columns.last_known[i] ?? null,
  }));
}

/** Every condition but the days. */
export interface Filter {
  types: ReadonlySet<string>;
  grades: ReadonlySet<string>;
  side: string;
  text: string;
  disputed: boolean;
  killed: boolean;
}

/** The day on which an incident is counted: its first, else the one by which it was. */
export function dayOf(incident: Incident): number | null {
  return incident.start ?? incident.end;
}

/** Whether an incident can have happened in the days asked for. */
export function touches(incident: Incident, from: number | null, to: number | null): boolean {
  if (from === null && to === null) return true;
  const { start, end } = incident;
  if (start === null && end === null) return false;
  // An open start says "by then": such an incident is told with the day it ends on.
  const first = start ?? end ?? 0;
  const last = end ?? start ?? 0;
  return (to === null || first <= to) && (from === null || last >= from);
}

/** Every condition but the days: the time bar shows what the days choose from. */
export function fitsWithoutDays(incident: Incident, filter: Filter): boolean {
  if (filter.types.size && !filter.types.has(incident.type)) return false;
  if (filter.grades.size && !filter.grades.has(incident.grade)) return false;
  if (filter.side && incident.side !== filter.side) return false;
  if (filter.disputed && !incident.disputed) return false;
  if (filter.killed && !(incident.killed && incident.killed > 0)) return false;
  return !filter.text || filter.text.split(/\s+/).every((w) => incident.words.includes(w));
}

/** It became known after a moment (seconds since 1970). */
export function isNewSince(incident: Incident, moment: number): boolean {
  return incident.firstKnown !== null && incident.firstKnown > moment;
}

/** It was known before, and more has been told of it since. */
export function hasGrownSince(incident: Incident, moment: number): boolean {
  return !isNewSince(incident, moment) && (incident.lastKnown ?? 0) > moment;
}

/** Worst first: what hangs on it, then the latest. */
export function byConsequence(a: Incident, b: Incident): number {
  return b.consequence - a.consequence || (dayOf(b) ?? 0) - (dayOf(a) ?? 0);
}

export function byDay(a: Incident, b: Incident): number {
  return (dayOf(b) ?? 0) - (dayOf(a) ?? 0) || b.consequence - a.consequence;
}

export function spanOf(incident: Incident): [string | null, string | null] {
  return [
    incident.start === null ? null : dayText(incident.start),
    incident.end === null ? null : dayText(incident.end),
  ];
}
