/** The time bar's arithmetic: days to pixels, incidents to bars. */

import { dayNumber, dayText } from "./days";
import { dayOf, type Incident, TYPES, type Type } from "./incidents";

/** Days that the bar shows, first and last inclusive, in days since 1970. */
export interface Stretch {
  first: number;
  last: number;
}

export interface Bars {
  stretch: Stretch;
  /** For every day a count by type, in the order of `TYPES`. */
  days: number[][];
  /** Incidents before the first day, and those without a day. */
  earlier: number;
  undated: number;
  most: number;
}

const LEAST_DAYS = 14;
/** Days shown before the first report: what first reports tell of. */
const LEAD = 3;

/** The days to show: those in which reports were published, and a little before. */
export function stretchOf(oldest: string | null, newest: string | null): Stretch {
  const last = dayNumber(newest ?? new Date().toISOString());
  const first = Math.min(oldest ? dayNumber(oldest) - LEAD : last, last - LEAST_DAYS + 1);
  return { first, last };
}

export function barsOf(incidents: readonly Incident[], stretch: Stretch): Bars {
  const count = stretch.last - stretch.first + 1;
  const days = Array.from({ length: count }, () => new Array<number>(TYPES.length).fill(0));
  const column = new Map<Type, number>(TYPES.map((type, i) => [type, i]));
  let earlier = 0;
  let undated = 0;
  for (const incident of incidents) {
    const day = dayOf(incident);
    const bar = day === null ? undefined : days[day - stretch.first];
    const at = column.get(incident.type) ?? TYPES.length - 1;
    if (day === null) undated += 1;
    else if (bar) bar[at] = (bar[at] ?? 0) + 1;
    else if (day < stretch.first) earlier += 1;
  }
  const most = Math.max(1, ...days.map((bar) => bar.reduce((a, b) => a + b, 0)));
  return { stretch, days, earlier, undated, most };
}

/** Left edge of a day in pixels. `day` may have a fraction. */
export function xOf(day: number, stretch: Stretch, width: number): number {
  return ((day - stretch.first) / (stretch.last - stretch.first + 1)) * width;
}

/** The day under a pixel, with its fraction. */
export function dayAt(x: number, stretch: Stretch, width: number): number {
  return stretch.first + (x / width) * (stretch.last - stretch.first + 1);
}

/** The whole day under a pixel, held within the stretch. */
export function wholeDayAt(x: number, stretch: Stretch, width: number): number {
  const day = Math.floor(dayAt(x, stretch, width));
  return Math.max(stretch.first, Math.min(stretch.last, day));
}

/** A moment in ISO form, to the hour, from a day with its fraction. */
export function momentOf(day: number): string {
  const hours = Math.round(day * 24);
  return `${new Date(hours * 3_600_000).toISOString().slice(0, 16)}Z`;
}

/** A day with its fraction from a moment in ISO form. */
export function fractionOf(moment: string): number {
  return Date.parse(moment) / 86_400_000;
}

/** A moment at which something became known: as told, and as a day with its fraction. */
export interface Tick {
  at: string;
  day: number;
  documents: number;
}

/** The moment nearest to a day; null where there is none. `ticks` are in order. */
export function nearest(ticks: readonly Tick[], day: number): Tick | null {
  const next = firstAfter(ticks, day);
  const [before, after] = [ticks[next - 1], ticks[next]];
  if (!before || !after) return before ?? after ?? null;
  return day - before.day <= after.day - day ? before : after;
}

/** The moment before (-1) or after (1) a day; null where there is none. */
export function neighbour(ticks: readonly Tick[], day: number, way: number): Tick | null {
  // A moment told to the second and its day's fraction may differ by a rounding.
  const slack = 1e-6;
  if (way > 0) return ticks[firstAfter(ticks, day + slack)] ?? null;
  return ticks[firstAfter(ticks, day - slack) - 1] ?? null;
}

function firstAfter(ticks: readonly Tick[], day: number): number {
  let [low, high] = [0, ticks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ticks[middle]?.day ?? Infinity) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Days at which the axis has a name, so that names stay `least` pixels apart. */
export function ticksOf(stretch: Stretch, width: number, least = 58): number[] {
  const a_day = width / (stretch.last - stretch.first + 1);
  const steps = [1, 2, 7, 14, 30, 61, 91, 182, 365, 730, 1826, 3652];
  const step = steps.find((days) => days * a_day >= least) ?? 3652;
  const ticks: number[] = [];
  for (let day = stretch.first; day <= stretch.last; day += 1) {
    if (step < 30 ? (day - stretch.first) % step === 0 : startsPart(day, step)) ticks.push(day);
  }
  return ticks;
}

/** Whether a day begins a month, quarter, half or year, as far apart as `step` days. */
function startsPart(day: number, step: number): boolean {
  const [year = 0, month = 1, date = 1] = dayText(day).split("-").map(Number);
  if (date !== 1) return false;
  if (step < 365) return (month - 1) % Math.max(1, Math.round(step / 30.4)) === 0;
  return month === 1 && year % Math.max(1, Math.round(step / 365.25)) === 0;
}
