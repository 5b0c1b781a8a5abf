/**
 * Keeps the map moving where drawing is slow (no graphics card: a few frames a second).
 * While frames come late one after the other, the map is drawn coarser; as soon as it
 * stands still, sharp again.
 */

import type { Map as Drawn } from "maplibre-gl";

/** Milliseconds after which a frame is late: 30 a second. */
const LATE = 33;
/** Of the last `FRAMES`, so many must have been late, and all on average. */
const FRAMES = 4;
const MOST_LATE = 2;
/** Milliseconds without a frame after which the map stands still. */
const STILL = 1000;
/** Milliseconds for which a machine found slow is taken for slow. */
const MEMORY = 60_000;
/** Pixels of a line of the screen that are one of a coarse map: at 2 a screen of 1440 by
 * 900 took 31 to 37 ms without a graphics card. */
const COARSE = 2.5;

type Timer = ReturnType<typeof setTimeout>;

export class Pace {
  private took: number[] = [];
  private isCoarse = false;
  private slowUntil = 0;
  private timers: [still?: Timer, resolve?: Timer] = [];

  constructor(private readonly map: Drawn) {
    map.on("render", () => this.drawn());
    map.once("remove", () => this.timers.forEach(clearTimeout));
  }

  private drawn(): void {
    clearTimeout(this.timers[0]);
    this.timers[0] = setTimeout(() => this.settle(), STILL);
    if (this.isCoarse) return;
    const began = performance.now();
    // The browser asks for the next frame when this one is on its way to the screen.
    requestAnimationFrame(() => this.note(performance.now() - began, began));
  }

  private note(took: number, now: number): void {
    this.took = [...this.took, took].slice(-FRAMES);
    if (this.isLate()) this.slowUntil = now + MEMORY;
    if (this.isCoarse || now > this.slowUntil) return;
    this.isCoarse = true;
    this.resolve(devicePixelRatio / COARSE);
  }

  private isLate(): boolean {
    const total = this.took.reduce((sum, one) => sum + one, 0);
    return total > LATE * FRAMES && this.took.filter((one) => one > LATE).length >= MOST_LATE;
  }

  private settle(): void {
    this.took = [];
    if (!this.isCoarse) return;
    this.isCoarse = false;
    this.resolve(devicePixelRatio);
  }

  /** Between two frames: a canvas is emptied when its size changes. */
  private resolve(ratio: number): void {
    this.timers[1] = setTimeout(() => this.map.setPixelRatio(ratio), 0);
  }
}
