import { readFileSync } from 'node:fs';
import { Session, type Profiler, type Runtime } from 'node:inspector/promises';
import { SourceMap } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { ThreadClock } from './threadClock';

const MapFile = v.pipe(v.string(), v.parseJson(), v.object({ sources: v.array(v.string()), mappings: v.string() }));
const INTERVAL_US = 250;

/** What V8 does on behalf of the code that runs; no stack says whose. */
const UNDERNEATH: ReadonlySet<string> = new Set(['(garbage collector)', '(program)']);
const SHOWN = 3;

/** A time in which code kept the event loop without a break. */
export interface BusyRun {
  /** What the thread worked in it at most, in milliseconds: what it waited for the machine, busy elsewhere, is left out. */
  readonly busyMs: number;
  /** In milliseconds, by the clock. */
  readonly wallMs: number;
  /** Where it was in its middle, the innermost place first. */
  readonly at: readonly string[];
}

/** Watches the scripts of a folder with V8's sampling profiler. */
export class OwnCode {
  readonly #clock = new ThreadClock();

  private constructor(
    private readonly session: Session,
    private readonly folder: string,
  ) {}

  static async watch(folder: string): Promise<OwnCode> {
    const session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
    await session.post('Profiler.start');
    return new OwnCode(session, folder);
  }

  /** Ends the watch. The longest times in which the scripts, or what they called, were at work, the longest first. */
  async longestRuns(): Promise<readonly BusyRun[]> {
    this.#clock.stop();
    const { profile } = await this.session.post('Profiler.stop');
    this.session.disconnect();
    return findRuns(profile, new OwnStacks(profile.nodes, this.folder), this.#clock)
      .sort((a, b) => b.busyMs - a.busyMs)
      .slice(0, SHOWN);
  }
}

function findRuns(profile: Profiler.Profile, stacks: OwnStacks, clock: ThreadClock): BusyRun[] {
  const samples = readSamples(profile);
  const runs: BusyRun[] = [];
  for (let first = 0; first < samples.length; first++) {
    if (!stacks.isOwn(samples[first])) continue;
    const last = endOfRun(samples, first, stacks, clock);
    runs.push(describeRun(samples.slice(first, last + 2), stacks, clock));
    first = last;
  }
  return runs;
}

/** The last sample of the run that begins with one. What V8 does in its midst belongs to it. */
function endOfRun(samples: readonly Sample[], first: number, stacks: OwnStacks, clock: ThreadClock): number {
  let last = first;
  for (let next = first + 1; next < samples.length; next++) {
    const sample = samples[next];
    if (sample === undefined || clock.wentRound(samples[next - 1]?.at ?? 0, sample.at)) return last;
    if (stacks.isOwn(sample)) last = next;
    else if (!stacks.isUnderneath(sample)) return last;
  }
  return last;
}

/** @param samples those of the run, and the one behind it, which says how long the last one was true */
function describeRun(samples: readonly Sample[], stacks: OwnStacks, clock: ThreadClock): BusyRun {
  const [from, to] = [samples[0]?.at ?? 0, samples.at(-1)?.at ?? 0];
  const wallMs = (to - from) / 1000;
  const middle = samples.slice(0, -1).filter((sample) => stacks.isOwn(sample));
  return {
    busyMs: Math.min(wallMs, clock.mostWorked(from, to)),
    wallMs,
    at: stacks.placesOf(middle[Math.floor(middle.length / 2)]),
  };
}

/** What the thread was at, at a moment in microseconds of the monotonic clock. */
interface Sample {
  readonly node: number;
  readonly at: number;
}

function readSamples({ startTime, samples = [], timeDeltas = [] }: Profiler.Profile): Sample[] {
  let at = startTime;
  return samples.map((node, index) => {
    at += timeDeltas[index] ?? 0;
    return { node, at };
  });
}

/** The stacks of a profile, as far as they are in the scripts of a folder. */
class OwnStacks {
  readonly #nodes: ReadonlyMap<number, Profiler.ProfileNode>;
  readonly #parents: ReadonlyMap<number, number>;
  readonly #owned = new Map<number, readonly Profiler.ProfileNode[]>();
  readonly #maps = new Map<string, SourceMap>();

  constructor(
    nodes: readonly Profiler.ProfileNode[],
    private readonly folder: string,
  ) {
    this.#nodes = new Map(nodes.map((node) => [node.id, node]));
    this.#parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  }

  isOwn(sample: Sample | undefined): boolean {
    return this.#framesOf(sample?.node).length > 0;
  }

  /** Done for some code: ours, where it is between two samples of ours. */
  isUnderneath(sample: Sample): boolean {
    const node = this.#nodes.get(sample.node);
    return node !== undefined && UNDERNEATH.has(node.callFrame.functionName);
  }

  placesOf(sample: Sample | undefined): string[] {
    return this.#framesOf(sample?.node).map(({ callFrame }) => this.#describe(callFrame));
  }

  #framesOf(id: number | undefined): readonly Profiler.ProfileNode[] {
    const node = id === undefined ? undefined : this.#nodes.get(id);
    if (node === undefined) return [];
    const known = this.#owned.get(node.id);
    if (known !== undefined) return known;
    const outer = this.#framesOf(this.#parents.get(node.id));
    const frames = scriptOf(node.callFrame).startsWith(this.folder) ? [node, ...outer] : outer;
    this.#owned.set(node.id, frames);
    return frames;
  }

  #describe({ url, functionName, lineNumber, columnNumber, ...frame }: Runtime.CallFrame): string {
    const script = scriptOf({ url, functionName, lineNumber, columnNumber, ...frame });
    const map = this.#maps.get(script) ?? readMap(`${script}.map`);
    this.#maps.set(script, map);
    const place = map.findEntry(lineNumber, columnNumber);
    const source =
      'originalSource' in place ? `${place.originalSource}:${place.originalLine + 1}` : path.basename(script);
    return `${functionName} ${source.replace(/^(?:\.\.\/)+/, '')}`;
  }
}

function readMap(file: string): SourceMap {
  const { sources, mappings } = v.parse(MapFile, readFileSync(file, 'utf8'));
  return new SourceMap({ version: 3, file, sources, mappings, names: [], sourcesContent: [], sourceRoot: '' });
}

function scriptOf({ url }: Runtime.CallFrame): string {
  return url.startsWith('file:') ? fileURLToPath(url) : url;
}
