import type { ScalarType } from '../../core/results/scalarType';
import type { EvaluatedValue } from '../evaluate/expression';
import { fromEngineValue, toEngineValue } from '../evaluate/valueTypes';
import type { EngineValue } from '../engineAnswer';
import type { Procedure, Row } from './procedure';

/** What a record read and what a step assigned to it. */
export interface ExtendedRecord {
  readonly read: readonly EvaluatedValue[];
  readonly declared: readonly EvaluatedValue[];
}

/** A record beside the state that a step looks at: the latest record of each step so far, where there is one. */
export interface ScannedRecord extends ExtendedRecord {
  readonly state: readonly (ExtendedRecord | undefined)[];
}

export interface ScanStep {
  /** Which of the records that match again and again come out. */
  readonly output: 'all' | 'last' | 'none';
  isMatch(this: void, record: ScannedRecord): boolean;
  /** The declared columns of a record that matched. */
  assign(this: void, record: ScannedRecord): readonly EvaluatedValue[];
}

export interface ScanProgram {
  /** The types of what is read of a record. */
  readonly reads: readonly ScalarType[];
  /** Which of the reads tell apart the partitions; each is scanned by itself. */
  readonly partitionBy: readonly number[];
  readonly declared: readonly ScalarType[];
  /** The declared columns before anything is assigned to them. */
  defaults(this: void, read: readonly EvaluatedValue[]): readonly EvaluatedValue[];
  readonly steps: readonly ScanStep[];
}

/**
 * `scan`: matches numbered records against the steps, from the last to the first, and yields those that come out as
 * number, declared columns and number of the match.
 * Source: https://learn.microsoft.com/kusto/query/scan-operator#matching-logic
 */
export function scanRecords(program: ScanProgram): Procedure {
  return function* ([rows = []]) {
    const partitions = new Map<string, Scan>();
    for (const [number = null, ...values] of rows) {
      const key = JSON.stringify(program.partitionBy.map((index) => textOf(values[index] ?? null)));
      const scan = partitions.get(key) ?? new Scan(program);
      partitions.set(key, scan);
      yield* scan.take(number, values);
    }
    const waiting = [...partitions.values()].flatMap((scan) => [...scan.finish()]);
    yield* waiting.sort(([a], [b]) => Number(a) - Number(b));
  };
}

function textOf(value: EngineValue): string | null {
  return value === null ? null : String(value);
}

/** A record on its way out. */
interface Output {
  readonly number: EngineValue;
  readonly record: ExtendedRecord;
}

/** The records that match one after another, up to and with the step that holds them. */
interface Sequence {
  readonly matchId: bigint;
  readonly records: readonly (ExtendedRecord | undefined)[];
  /** The last record of a step of which only that comes out. */
  readonly waiting?: Output;
}

class Scan {
  private readonly sequences: (Sequence | undefined)[];
  private matches = 0n;

  constructor(private readonly program: ScanProgram) {
    this.sequences = program.steps.map(() => undefined);
  }

  *take(number: EngineValue, values: readonly EngineValue[]): Iterable<Row> {
    const read = this.program.reads.map((type, index) => fromEngineValue(type, values[index] ?? null));
    const record: ExtendedRecord = { read, declared: this.program.defaults(read) };
    for (let index = this.program.steps.length - 1; index >= 0; index--) {
      const step = this.program.steps[index];
      if (step === undefined) continue;
      yield* this.advance(index, step, number, record) ?? this.goOn(index, step, number, record) ?? [];
    }
  }

  *finish(): Iterable<Row> {
    for (const sequence of this.sequences) yield* this.release(sequence);
  }

  /** The sequence of the step before moves on to this one; undefined where the record does not match so. */
  private advance(index: number, step: ScanStep, number: EngineValue, record: ExtendedRecord): Row[] | undefined {
    const before = index === 0 ? undefined : this.sequences[index - 1];
    if (before === undefined || !step.isMatch({ ...record, state: before.records })) return undefined;
    const ended = [...this.release(this.sequences[index]), ...this.release(before)];
    this.sequences[index - 1] = undefined;
    return [...ended, ...this.hold(index, step, number, record, before)];
  }

  /** The sequence of this step goes on, or one begins with the first step. */
  private goOn(index: number, step: ScanStep, number: EngineValue, record: ExtendedRecord): Row[] | undefined {
    const own = this.sequences[index];
    if (own === undefined && index > 0) return undefined;
    if (!step.isMatch({ ...record, state: own?.records ?? [] })) return undefined;
    return this.hold(index, step, number, record, own ?? { matchId: this.matches++, records: [] });
  }

  private hold(index: number, step: ScanStep, number: EngineValue, record: ExtendedRecord, from: Sequence): Row[] {
    const extended = { read: record.read, declared: step.assign({ ...record, state: from.records }) };
    const records = [...from.records];
    records[index] = extended;
    const sequence: Sequence = { matchId: from.matchId, records };
    const output: Output = { number, record: extended };
    this.sequences[index] = step.output === 'last' ? { ...sequence, waiting: output } : sequence;
    return step.output === 'all' ? [this.rowOf(output, sequence)] : [];
  }

  private release(sequence: Sequence | undefined): Row[] {
    return sequence?.waiting === undefined ? [] : [this.rowOf(sequence.waiting, sequence)];
  }

  private rowOf({ number, record }: Output, { matchId }: Sequence): Row {
    const { declared } = this.program;
    return [
      number,
      ...record.declared.map((value, index) => toEngineValue(declared[index] ?? 'string', value)),
      matchId,
    ];
  }
}
