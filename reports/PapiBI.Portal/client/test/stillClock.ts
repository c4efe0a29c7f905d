/** A clock that stands still until it is told, in the place of the timers of this process. (Those of node:test lose timers in Node 18, which Debian 12 has.) */
export class StillClock {
  private readonly due = new Map<number, { readonly at: number; readonly run: () => void }>();
  private readonly real = { setTimeout, clearTimeout };
  private now = 0;
  private last = 0;

  constructor() {
    const set = (run: () => void, ms = 0): number => {
      this.due.set(++this.last, { at: this.now + ms, run });
      return this.last;
    };
    Object.assign(globalThis, { setTimeout: set, clearTimeout: (id: number) => this.due.delete(id) });
  }

  /** So much time passes; what falls due in it runs, in its order. */
  tick(ms: number): void {
    const until = this.now + ms;
    for (let next = this.next(); next !== undefined && next[1].at <= until; next = this.next()) {
      this.now = next[1].at;
      this.due.delete(next[0]);
      next[1].run();
    }
    this.now = until;
  }

  stop(): void {
    Object.assign(globalThis, this.real);
  }

  private next() {
    return [...this.due].sort(([, one], [, other]) => one.at - other.at)[0];
  }
}
