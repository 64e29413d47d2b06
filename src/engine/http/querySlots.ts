/** Counts the queries that run at the same time: each takes memory, and together they must not take the machine. */
export class QuerySlots {
  #taken = 0;

  constructor(private readonly count: number) {}

  /** @returns false where all are taken */
  take(): boolean {
    if (this.#taken >= this.count) return false;
    this.#taken++;
    return true;
  }

  free(): void {
    this.#taken--;
  }
}
