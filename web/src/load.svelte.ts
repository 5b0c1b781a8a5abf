/** Something that is fetched again whenever what it depends on changes. */

import type { Failure } from "./api";
import { asFailure, desk } from "./desk.svelte";

export class Loaded<T> {
  data = $state.raw<T | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  private turn = 0;
  private running: AbortController | null = null;

  /**
   * Fetch when made, and again when a state that `fetch` reads changes or the picture
   * does. To be called while a component is set up. `fetch` gives null for nothing.
   */
  constructor(private readonly fetch: (signal: AbortSignal) => Promise<T> | null) {
    $effect(() => {
      void desk.revision;
      void this.run();
    });
    $effect(() => () => this.running?.abort());
  }

  async run(): Promise<void> {
    this.running?.abort();
    const running = (this.running = new AbortController());
    const turn = (this.turn += 1);
    const asked = this.fetch(running.signal);
    if (!asked) {
      this.data = null;
      this.busy = false;
      return;
    }
    setTimeout(() => (this.busy = turn === this.turn && this.data === null), 0);
    try {
      const data = await asked;
      if (turn !== this.turn) return;
      this.data = data;
      this.failure = null;
    } catch (wrong) {
      if (turn !== this.turn || running.signal.aborted) return;
      this.failure = asFailure(wrong);
    }
    this.turn += 1;
    this.busy = false;
  }
}
