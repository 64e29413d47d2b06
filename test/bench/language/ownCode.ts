import { readFileSync } from 'node:fs';
import { Session, type Profiler, type Runtime } from 'node:inspector/promises';
import { SourceMap } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';

const MapFile = v.pipe(v.string(), v.parseJson(), v.object({ sources: v.array(v.string()), mappings: v.string() }));
const INTERVAL_US = 250;
const SHOWN = 3;

/** A time in which code kept the event loop without a break. */
export interface BusyRun {
  /** In milliseconds, by the samples that were taken: while the machine does something else, none are. */
  readonly busyMs: number;
  /** In milliseconds, by the clock. */
  readonly wallMs: number;
  /** Where it was in its middle, the innermost place first. */
  readonly at: readonly string[];
}

/** Watches the scripts of a folder with V8's sampling profiler. */
export class OwnCode {
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
    const { profile } = await this.session.post('Profiler.stop');
    this.session.disconnect();
    return findRuns(profile, this.folder)
      .sort((a, b) => b.busyMs - a.busyMs)
      .slice(0, SHOWN);
  }
}

function findRuns({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, folder: string): BusyRun[] {
  const stacks = new OwnStacks(nodes, folder);
  const runs: BusyRun[] = [];
  for (let first = 0; first < samples.length; first++) {
    let end = first;
    while (end < samples.length && stacks.isOwn(samples[end])) end++;
    if (end === first) continue;
    const wall = timeDeltas.slice(first + 1, end + 1).reduce((sum, delta) => sum + delta, 0);
    const at = stacks.placesOf(samples[first + Math.floor((end - first) / 2)]);
    runs.push({ busyMs: ((end - first) * INTERVAL_US) / 1000, wallMs: wall / 1000, at });
    first = end;
  }
  return runs;
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

  isOwn(sample: number | undefined): boolean {
    return this.#framesOf(sample).length > 0;
  }

  placesOf(sample: number | undefined): string[] {
    return this.#framesOf(sample).map(({ callFrame }) => this.#describe(callFrame));
  }

  #framesOf(sample: number | undefined): readonly Profiler.ProfileNode[] {
    const node = sample === undefined ? undefined : this.#nodes.get(sample);
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
