import { EventEmitter, type Disposable, type Memento } from 'vscode';
import type { Outcome } from '../../core/errors';
import { formatTimespan, parseTimespan, type Timespan } from '../../core/kql/timespan';

const KEY = 'kqlHunting.timespan';

/** A timespan on offer; without `text` none is sent and the service decides. */
export interface TimespanPreset {
  readonly label: string;
  readonly text?: string;
}

export const DEFAULT_TIMESPAN: TimespanPreset = { label: 'Default timespan' };

export const TIMESPAN_PRESETS: readonly TimespanPreset[] = [
  DEFAULT_TIMESPAN,
  { label: 'Last hour', text: 'PT1H' },
  { label: 'Last 24 hours', text: 'PT24H' },
  { label: 'Last 7 days', text: 'P7D' },
  { label: 'Last 30 days', text: 'P30D' },
];

/** How far hunting queries look back, remembered for the workspace. */
export class TimespanChoice implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(private readonly memory: Memento) {}

  get current(): Timespan | undefined {
    const text = this.memory.get(KEY);
    if (typeof text !== 'string') return undefined;
    const parsed = parseTimespan(text);
    return parsed.ok ? parsed.value : undefined;
  }

  /** As the status bar and a result's header call it. */
  get label(): string {
    const { current } = this;
    if (current === undefined) return DEFAULT_TIMESPAN.label;
    const text = formatTimespan(current);
    return TIMESPAN_PRESETS.find((preset) => preset.text === text)?.label ?? text;
  }

  /** Chooses a timespan by its text, or none. A wrong text changes nothing. */
  async select(text: string | undefined): Promise<Outcome<Timespan | undefined>> {
    const parsed: Outcome<Timespan | undefined> =
      text === undefined ? { ok: true, value: undefined } : parseTimespan(text);
    if (!parsed.ok) return parsed;
    await this.memory.update(KEY, parsed.value === undefined ? undefined : formatTimespan(parsed.value));
    this.#changed.fire();
    return parsed;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
