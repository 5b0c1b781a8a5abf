/** Arabic counts one, two, three to ten, and more, each in its own way. */
export function many(count: number, one: string, two: string, few: string, more: string): string {
  const rest = count % 100;
  if (count === 1) return one;
  if (count === 2) return two;
  const noun = rest >= 3 && rest <= 10 ? few : more;
  return `${count.toLocaleString("en-GB")} ${noun}`;
}
