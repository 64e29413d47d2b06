import { kindOfVisualization } from './chartSpec';
import type { RenderProperties } from './renderProperties';

/** What to say of a query's `render` that asks for what is not drawn. */
export function undrawnNotes(render: RenderProperties | undefined): readonly string[] {
  if (render === undefined || render.visualization === 'table') return [];
  if (kindOfVisualization(render.visualization) !== undefined) return [];
  return [`The query asks for a ${render.visualization}, which is not drawn here: this is its table.`];
}
