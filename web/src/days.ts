/** Calendar days as `YYYY-MM-DD` strings and as whole numbers, always in UTC. */

const DAY = 86_400_000;

/** Days since 1970-01-01. */
export function dayNumber(day: string): number {
  return Math.floor(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / DAY);
}

export function dayText(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return dayText(dayNumber(day) + days);
}

/** "30 Nov 2024" in the language given. */
export function tellDay(day: string, language: string, year = true): string {
  return new Intl.DateTimeFormat(locale(language), {
    day: "numeric",
    month: "short",
    ...(year ? { year: "numeric" } : {}),
    timeZone: "UTC",
  }).format(Date.parse(`${day.slice(0, 10)}T00:00:00Z`));
}

/** "30 Nov 2024, 14:05 UTC"; the day alone for its very end, from which a report counts
 * that is dated to the day. */
export function tellMoment(moment: string, language: string): string {
  if (moment.includes("T23:59:59")) return tellDay(moment, language);
  const told = new Intl.DateTimeFormat(locale(language), {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: "UTC",
  }).format(Date.parse(moment));
  return `${told} UTC`;
}

/** "27-30 Nov 2024", "by 30 Nov 2024", "from 27 Nov 2024", or "" where nothing is known. */
export function tellSpan(
  start: string | null | undefined,
  end: string | null | undefined,
  language: string,
  words: { by: string; from: string },
): string {
  if (start && end) {
    if (start === end) return tellDay(start, language);
    if (start.slice(0, 7) === end.slice(0, 7) && language === "en") {
      return `${Number(start.slice(8, 10))}–${tellDay(end, language)}`;
    }
    const sameYear = start.slice(0, 4) === end.slice(0, 4);
    return `${tellDay(start, language, !sameYear)} – ${tellDay(end, language)}`;
  }
  if (end) return `${words.by} ${tellDay(end, language)}`;
  if (start) return `${words.from} ${tellDay(start, language)}`;
  return "";
}

/** Arabic with Latin digits: figures are compared across languages. */
export function locale(language: string): string {
  return language === "ar" ? "ar-u-nu-latn" : "en-GB";
}

/** "20 or more", "up to 30", "231 to 242", "300". */
export function tellRange(
  low: number | null,
  high: number | null,
  words: { orMore: string; upTo: string; to: string; unknown: string },
): string {
  const say = (value: number) => value.toLocaleString("en-GB");
  if (low === null && high === null) return words.unknown;
  if (high === null) return `${say(low ?? 0)} ${words.orMore}`;
  if (low === null) return `${words.upTo} ${say(high)}`;
  return low === high ? say(low) : `${say(low)} ${words.to} ${say(high)}`;
}
