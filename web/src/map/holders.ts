/** Colours of those who hold places: the same holder has the same colour on every day. */

import type { Theme } from "../settings.svelte";

const LIGHT = ["#b2182b", "#1b7837", "#c58a00", "#2166ac", "#762a83", "#008b8b", "#8c510a"];
const DARK = ["#f4826f", "#6cc484", "#e8bf4d", "#79b4e6", "#c39bd3", "#5fc9c9", "#d3a36c"];

const order: string[] = [];

/** Let holders have their colours in this order, however few are on screen. */
export function rankHolders(names: readonly string[]): void {
  for (const name of names) if (!order.includes(name)) order.push(name);
}

export function holderColour(name: string, theme: Theme): string {
  rankHolders([name]);
  const colours = theme === "dark" ? DARK : LIGHT;
  return colours[order.indexOf(name) % colours.length] ?? "#888888";
}
