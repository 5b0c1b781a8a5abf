/** What the whole desk shares: what the server is, who asks, whether something changed. */

import { api, Failure, type Meta } from "./api";
import { rankHolders } from "./map/holders";

class Desk {
  meta = $state.raw<Meta | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** Grows whenever the picture shown should be asked for again. */
  revision = $state(0);
  /** The picture changed behind the back of this page. */
  changed = $state(false);
  private stop: (() => void) | null = null;

  async load(): Promise<void> {
    try {
      this.meta = await api.meta();
      this.failure = null;
      rankHolders(this.meta.sides);
      if (this.can("read") && !this.stop) this.stop = api.watch(() => this.noticed());
    } catch (wrong) {
      this.failure = asFailure(wrong);
    }
  }

  can(what: "read" | "judge" | "add" | "admin"): boolean {
    return this.meta?.session.can.includes(what) ?? false;
  }

  /** Show what is known by now. */
  async refresh(): Promise<void> {
    this.changed = false;
    await this.load();
    this.revision += 1;
  }

  private async noticed(): Promise<void> {
    const meta = await api.meta().catch(() => null);
    if (!meta || meta.revision === this.meta?.revision) return;
    const wasEmpty = this.meta?.empty;
    this.changed = !wasEmpty;
    if (wasEmpty) await this.refresh();
  }
}

/** Anything thrown as a `Failure`; what is not one is our own mistake and stays thrown. */
export function asFailure(wrong: unknown): Failure {
  if (wrong instanceof Failure) return wrong;
  throw wrong;
}

export const desk = new Desk();
