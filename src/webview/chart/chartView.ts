import type { CardChart, ChartData, DrawnChart } from '../../core/charts/chartData';
import { changeChart, type ChartImageFormat, type ChartSpec } from '../../core/charts/chartSpec';
import { describeChart } from '../../core/charts/describeChart';
import { filterToPoint } from '../../core/charts/filterToPoint';
import { firstChart } from '../../core/charts/firstChart';
import { chartOfRender } from '../../core/charts/renderedChart';
import type { RenderProperties } from '../../core/charts/renderProperties';
import type { ColumnFilterText, GridColumn } from '../../core/protocol/gridMessages';
import { showInvisibles } from '../../core/visibleText';
import { createButton, createElement } from '../createElement';
import { createChartForm } from './chartForm';
import { createChartTip } from './chartTip';
import { watchTheme } from './chartTheme';
import { copyPicture } from './copyPicture';
import { createDrawing } from './drawing';
import { nearestPoint, pointOfItem, pointsAt, seriesAt, type PointedPoint } from './pointedPoints';
import { createValueTable } from './valueTable';

export interface ChartViewOptions {
  readonly columns: readonly GridColumn[];
  /** What the query asks for. */
  readonly render: RenderProperties | undefined;
  /** What the user last saw of this result. */
  readonly state: ChartState | undefined;
  readonly requestChart: (spec: ChartSpec) => Promise<ChartData | undefined>;
  readonly onFilter: (conditions: readonly ColumnFilterText[]) => void;
  readonly onSave: (format: ChartImageFormat, data: string) => void;
  readonly onStatus: (text: string) => void;
  readonly onChange: (state: ChartState) => void;
}

/** What the page remembers of a chart while it is hidden. */
export interface ChartState {
  readonly spec: ChartSpec;
  readonly isTableShown: boolean;
}

/** A chart of one result with the controls that say what is drawn. */
export interface ChartView {
  readonly element: HTMLElement;
  /** Draws again what is shown now: other rows, or in another order. */
  refresh(): void;
  dispose(): void;
}

export function createChartView(options: ChartViewOptions): ChartView {
  const { columns, requestChart, onStatus } = options;
  const rendered = options.render === undefined ? undefined : chartOfRender(options.render, columns);
  let spec = options.state?.spec ?? rendered?.spec ?? firstChart(columns);
  let isTableShown = options.state?.isTableShown ?? false;
  let shown: DrawnChart | undefined;
  let asked = 0;

  const drawing = createDrawing();
  const tip = createChartTip();
  const form = createChartForm(columns, (change) => {
    spec = changeChart(spec, change);
    remember();
    void ask();
  });
  const noteList = createElement('ul', { className: 'chart-note-list' });
  const notes = createElement(
    'div',
    { className: 'chart-notes', attributes: { role: 'status', 'aria-label': 'Notes' } },
    noteList,
  );
  const message = createElement('p', { className: 'chart-message', attributes: { role: 'status' } });
  const card = createElement('dl', { className: 'chart-card' });
  const figure = createElement(
    'div',
    { className: 'chart-figure', attributes: { role: 'img' } },
    drawing.element,
    tip.element,
  );
  const values = createElement('div', { className: 'chart-table', attributes: { tabindex: '0' } });
  const tableButton = createButton('Values', () => {
    isTableShown = !isTableShown;
    showValues();
    remember();
  });
  tableButton.title = 'Show the values of the chart as a table';
  const pictureButtons = [
    createButton('Copy Picture', () => void copyPicture(drawing.png()).then(onStatus)),
    createButton('Save PNG…', () => options.onSave('png', drawing.png())),
    createButton('Save SVG…', () => options.onSave('svg', drawing.svg())),
  ];
  const element = createElement(
    'div',
    { className: 'chart-view' },
    createElement(
      'div',
      { className: 'chart-bar' },
      form.element,
      createElement('div', { className: 'buttons' }, tableButton, ...pictureButtons),
    ),
    notes,
    message,
    createElement('div', { className: 'chart-body' }, figure, card, values),
  );

  const theme = watchTheme(() => requestAnimationFrame(() => drawing.redraw()));
  drawing.onHover((place) => {
    if (shown === undefined || shown.spec.kind === 'piechart' || shown.spec.kind === 'scatterchart') return;
    const points = place === undefined ? [] : pointsAt(shown, drawing, place);
    if (place === undefined || points.length === 0) tip.hide();
    else tip.show(shown, points, place);
  });
  drawing.onItem('mouseover', (series, item, place) => {
    const pointed = shown === undefined ? undefined : pointOfItem(shown, series, item);
    const isByItem = shown?.spec.kind === 'piechart' || shown?.spec.kind === 'scatterchart';
    if (shown !== undefined && pointed !== undefined && isByItem) tip.show(shown, [pointed], place);
  });
  drawing.onItem('mouseout', () => tip.hide());
  drawing.onItem('click', (series, item) => {
    if (shown !== undefined && !isLineLike(shown)) choose(pointOfItem(shown, series, item));
  });
  drawing.onClick((place) => {
    if (shown !== undefined && isLineLike(shown)) choose(nearestPoint(shown, drawing, place));
  });

  form.show(spec);
  void ask();
  return {
    element,
    refresh: () => void ask(),
    dispose: () => {
      asked++;
      theme.dispose();
      drawing.dispose();
    },
  };

  /** Asks for the points; while several questions are under way, only the newest counts. */
  async function ask(): Promise<void> {
    asked += 1;
    const question = asked;
    element.setAttribute('aria-busy', 'true');
    const chart = await requestChart(spec);
    if (question !== asked) return;
    if (chart === undefined) element.setAttribute('aria-busy', 'false');
    else show(chart);
  }

  function show(chart: ChartData): void {
    form.show(chart.spec);
    tip.hide();
    shown = chart.type === 'series' ? chart : undefined;
    figure.hidden = shown === undefined;
    figure.setAttribute('aria-label', describeChart(chart));
    card.hidden = chart.type !== 'card';
    message.hidden = chart.type !== 'none';
    message.textContent = chart.type === 'none' ? `${chart.message} ${chart.hint}` : '';
    for (const button of [tableButton, ...pictureButtons]) button.disabled = shown === undefined;
    const sentences = [...(rendered?.notes ?? []), ...(chart.type === 'none' ? [] : chart.notes)];
    noteList.replaceChildren(...sentences.map((text) => createElement('li', { text: showInvisibles(text) })));
    notes.hidden = sentences.length === 0;
    if (chart.type === 'card') card.replaceChildren(...entriesOf(chart));
    showValues();
    if (shown !== undefined) drawing.draw(shown);
    element.setAttribute('aria-busy', 'false');
  }

  function showValues(): void {
    tableButton.setAttribute('aria-pressed', String(isTableShown));
    values.hidden = !isTableShown || shown === undefined;
    values.replaceChildren(...(values.hidden || shown === undefined ? [] : [createValueTable(shown, choose)]));
  }

  function choose(pointed: PointedPoint | undefined): void {
    if (shown === undefined || pointed === undefined) return;
    const conditions = filterToPoint(shown, seriesAt(shown, pointed), pointed.point, columns);
    if (conditions.length === 0) onStatus('No filter leads to this point.');
    else options.onFilter(conditions);
  }

  function remember(): void {
    options.onChange({ spec, isTableShown });
  }
}

function isLineLike({ spec }: DrawnChart): boolean {
  return ['timechart', 'anomalychart', 'linechart', 'areachart'].includes(spec.kind);
}

function entriesOf({ entries }: CardChart): readonly HTMLElement[] {
  return entries.map(({ name, text }) =>
    createElement('div', {}, createElement('dt', { text: name }), createElement('dd', { text })),
  );
}
