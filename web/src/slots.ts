/** A document's text cut at the marks of its claims. */

import type { Claim, Span } from "./api";

/** The slots of a claim that have a place in the text, and the words that name them. */
export const SLOTS = {
  initiator: "initiator",
  target: "target",
  place: "place",
  when: "when",
  figure: "figure",
  speaker: "speakers",
} as const;
export type Slot = keyof typeof SLOTS;

export interface Piece {
  text: string;
  /** Claims whose sentence covers this piece, in order. */
  claims: string[];
  /** It is the anchor of the claim chosen. */
  anchor: boolean;
  /** The slot of the claim chosen that it fills. */
  slot: Slot | null;
}

/** Where the slots of a claim stand in the text. A slot that came without its place is
 * looked for in the claim's sentence, and marked where its words stand there just once. */
export function slotSpans(claim: Claim): { span: Span; slot: Slot }[] {
  const slots: { span: Span | null; words: string | null; slot: Slot }[] = [
    ...claim.initiator.map((m) => ({ span: m.span, words: m.text, slot: "initiator" as const })),
    ...claim.target.map((m) => ({ span: m.span, words: m.text, slot: "target" as const })),
    ...claim.places.map((p) => ({ span: p.span, words: p.mention, slot: "place" as const })),
    ...(claim.when
      ? [{ span: claim.when.span, words: claim.when.text, slot: "when" as const }]
      : []),
    ...claim.figures.map((f) => ({ span: f.span, words: f.text, slot: "figure" as const })),
    ...claim.sources.map((s) => ({ span: s.span, words: s.mention, slot: "speaker" as const })),
  ];
  return slots.flatMap(({ span, words, slot }) => {
    const found = span ?? (words ? onlyPlace(claim, words) : null);
    return found ? [{ span: found, slot }] : [];
  });
}

/** The one place of some words in a claim's sentence, counted as Python counts. */
function onlyPlace(claim: Claim, words: string): Span | null {
  const at = claim.quote.indexOf(words);
  if (at < 0 || claim.quote.indexOf(words, at + 1) >= 0) return null;
  const length = (text: string) => [...text].length;
  const start = claim.span.start + length(claim.quote.slice(0, at));
  return { start, end: start + length(words) };
}

/** The offsets that Python counts (code points) as the offsets of a JavaScript string. */
export function unitOffsets(text: string): (codePoint: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const starts: number[] = [];
  let at = 0;
  for (const letter of text) {
    starts.push(at);
    at += letter.length;
  }
  starts.push(at);
  return (offset) => starts[Math.min(offset, starts.length - 1)] ?? at;
}

/** The text in pieces, each wholly inside or outside of every mark. */
export function cut(text: string, claims: readonly Claim[], chosen: Claim | null): Piece[] {
  const unit = unitOffsets(text);
  const slots = chosen ? slotSpans(chosen) : [];
  const edges = new Set([0, text.length]);
  const add = ({ start, end }: Span) => edges.add(unit(start)).add(unit(end));
  for (const claim of claims) add(claim.span);
  for (const { span } of slots) add(span);
  if (chosen) add(chosen.anchor_span);
  const sorted = [...edges].sort((a, b) => a - b);
  const covers = ({ start, end }: Span, from: number, to: number) =>
    unit(start) <= from && to <= unit(end);
  return sorted.slice(0, -1).map((from, i) => {
    const to = sorted[i + 1] ?? text.length;
    return {
      text: text.slice(from, to),
      claims: claims.filter((claim) => covers(claim.span, from, to)).map((claim) => claim.id),
      anchor: chosen !== null && covers(chosen.anchor_span, from, to),
      slot: slots.find(({ span }) => covers(span, from, to))?.slot ?? null,
    };
  });
}

/** A short text in pieces, those under a mark told apart. */
export function marked(text: string, marks: readonly Span[]): { text: string; mark: boolean }[] {
  const unit = unitOffsets(text);
  const pieces: { text: string; mark: boolean }[] = [];
  let at = 0;
  for (const { start, end } of [...marks].sort((a, b) => a.start - b.start)) {
    const [from, to] = [Math.max(at, unit(start)), unit(end)];
    if (to <= from) continue;
    if (from > at) pieces.push({ text: text.slice(at, from), mark: false });
    pieces.push({ text: text.slice(from, to), mark: true });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), mark: false });
  return pieces;
}
