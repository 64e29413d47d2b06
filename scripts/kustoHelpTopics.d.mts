import type { HelpTopic } from '../src/kusto/helpTopics.ts';

/** Microsoft's help topics; `summary` and `text` are plain Markdown: no HTML, no images, links only to the web. */
export function readHelpTopics(): HelpTopic[];
