import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const Topic = v.object({
  kind: v.picklist(['operator', 'function']),
  name: v.string(),
  /** One sentence, Markdown. */
  summary: v.string(),
  /** Syntax, parameters and what it returns; Markdown. */
  text: v.string(),
  /** The page on the web. */
  url: v.string(),
});

/** Microsoft's help on an operator or a function. */
export type HelpTopic = Readonly<v.InferOutput<typeof Topic>>;

/** Microsoft's help topics, as the build writes them beside the bundles; read when the first is asked for. */
export class HelpTopics {
  #topics: ReadonlyMap<string, HelpTopic> | undefined;

  /** @param file path of the built `helpTopics.json` */
  constructor(private readonly file: string) {}

  /** The topic on an operator such as `mv-expand` or `has`, or on a function; undefined where there is none. */
  find(kind: HelpTopic['kind'], name: string): HelpTopic | undefined {
    this.#topics ??= readTopics(this.file);
    return this.#topics.get(`${kind} ${name.toLowerCase()}`);
  }
}

function readTopics(file: string): ReadonlyMap<string, HelpTopic> {
  const topics = v.parse(v.array(Topic), JSON.parse(readFileSync(file, 'utf8')));
  return new Map(topics.map((topic) => [`${topic.kind} ${topic.name.toLowerCase()}`, topic]));
}
