/** Taking a decision, telling what it changed, and taking it back. */

import { api, type JudgementDone, type NewJudgement } from "./api";
import { asFailure, desk } from "./desk.svelte";
import { settings } from "./settings.svelte";

/** A decision as the desk takes it; what it does not need may be left out. */
export type Decision = Pick<NewJudgement, "decision" | "subject"> & Partial<NewJudgement>;

export class Deciding {
  busy = $state(false);
  /** What to tell of the last decision, or why it was refused. */
  said = $state("");
  last = $state.raw<JudgementDone | null>(null);

  /** Whether it was kept. */
  async take(decision: Decision): Promise<boolean> {
    return this.while(async () => {
      const done = await api.judge({ reason: "", other: null, slot: null, value: null, claims: [], ...decision });
      const { text } = settings;
      const told = text.claim.judged[decision.decision as "confirm"] ?? decision.decision;
      this.last = done;
      this.said = `${text.review.done(told)} ${done.changes ? text.review.changed(done.changes.groups.length) : text.review.computing}`;
    });
  }

  /** Whether the last decision was undone. */
  async undo(): Promise<boolean> {
    const { last } = this;
    if (!last) return false;
    return this.while(async () => {
      await api.undo(last.judgement.number);
      this.last = null;
      this.said = settings.text.review.undone;
      await desk.refresh();
    });
  }

  private async while(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      await work();
      return true;
    } catch (wrong) {
      this.said = asFailure(wrong).message || settings.text.error.offline;
      return false;
    } finally {
      this.busy = false;
    }
  }
}
