const EVERY_MS = 1;

/** A kernel brings the time of a thread that runs up to date with its own ticks, which are 4 ms apart or less. */
const LATE_MS = 4;

/** A moment at which the event loop came by, in microseconds, and what the thread had worked until then, in milliseconds. */
interface Mark {
  readonly at: number;
  readonly cpuMs: number;
}

/** Notes when the event loop of this thread goes round, and how much the thread has worked by then. */
export class ThreadClock {
  readonly #marks: Mark[] = [markNow()];
  readonly #timer = setInterval(() => this.#marks.push(markNow()), EVERY_MS);

  stop(): void {
    clearInterval(this.#timer);
    this.#marks.push(markNow());
  }

  /** Whether the event loop came by between two moments, which are microseconds of the monotonic clock. */
  wentRound(from: number, to: number): boolean {
    return (this.#marks[this.#firstAfter(from)]?.at ?? Infinity) <= to;
  }

  /** What the thread worked between two moments at most, in milliseconds: what it waited for the machine is left out. */
  mostWorked(from: number, to: number): number {
    const before = this.#marks[this.#firstAfter(from) - 1];
    const after = this.#marks[this.#firstAfter(to)];
    return before === undefined || after === undefined ? Infinity : after.cpuMs - before.cpuMs + LATE_MS;
  }

  #firstAfter(moment: number): number {
    let [low, high] = [0, this.#marks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#marks[middle]?.at ?? Infinity) > moment) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function markNow(): Mark {
  const { user, system } = process.threadCpuUsage();
  return { at: Number(process.hrtime.bigint() / 1000n), cpuMs: (user + system) / 1000 };
}
