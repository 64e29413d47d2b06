import { AGGREGATIONS, CHART_KINDS, STACKINGS, type ChartChange, type ChartSpec } from '../../core/charts/chartSpec';
import { kindName } from '../../core/charts/kindName';
import type { GridColumn } from '../../core/protocol/gridMessages';
import { showInvisibles } from '../../core/visibleText';
import { createElement } from '../createElement';
import { createChoice, type Option } from './choice';
import { createColumnChecks } from './columnChecks';

/** The controls that say what is drawn. */
export interface ChartForm {
  readonly element: HTMLElement;
  /** Shows a chart's properties, those that were asked for and those that were chosen. */
  show(spec: ChartSpec): void;
}

const NONE = '';
const STACKING_NAMES = { unstacked: 'Not stacked', stacked: 'Stacked', stacked100: 'Stacked to 100 %' };
const AGGREGATION_NAMES = {
  count: 'Count of rows',
  sum: 'Sum',
  avg: 'Average',
  min: 'Minimum',
  max: 'Maximum',
  dcount: 'Distinct values',
};

export function createChartForm(columns: readonly GridColumn[], onChange: (change: ChartChange) => void): ChartForm {
  const columnOptions = columns.map(({ name }, at) => ({ value: String(at), text: showInvisibles(name) }));
  const kind = createChoice('Chart', optionsOf(CHART_KINDS, kindName), (value) =>
    onChange({ kind: oneOf(CHART_KINDS, value) ?? 'timechart' }),
  );
  const x = createChoice('X axis', columnOptions, (value) => onChange({ x: Number(value) }));
  const y = createColumnChecks('Y axis', columnOptions, 'Rows', (chosen) =>
    onChange({ y: chosen.length === 0 ? undefined : chosen }),
  );
  const series = createColumnChecks('Series', columnOptions, 'None', (chosen) => onChange({ series: chosen }));
  const aggregation = createChoice(
    'Values',
    [{ value: NONE, text: 'As they are' }, ...optionsOf(AGGREGATIONS, (value) => AGGREGATION_NAMES[value])],
    (value) => onChange({ aggregation: oneOf(AGGREGATIONS, value), y: undefined }),
  );
  const bin = createElement('input', {
    className: 'filter-box chart-bin',
    attributes: { type: 'text', spellcheck: 'false', placeholder: 'as fits', title: 'Such as 5m, 1h, 1d or 10' },
  });
  const binLabel = createElement('label', { className: 'chart-control' }, createElement('span', { text: 'Step' }), bin);
  const stacking = createChoice(
    'Stacking',
    optionsOf(STACKINGS, (value) => STACKING_NAMES[value]),
    (value) => onChange({ stacking: oneOf(STACKINGS, value) }),
  );
  bin.addEventListener('change', () => onChange({ bin: bin.value.trim() === '' ? undefined : bin.value.trim() }));
  const element = createElement(
    'form',
    { className: 'chart-form', attributes: { 'aria-label': 'Chart' } },
    ...[kind, x, y, series, aggregation].map((control) => control.element),
    binLabel,
    stacking.element,
  );
  element.addEventListener('submit', (event) => event.preventDefault());

  return {
    element,
    show: (spec) => {
      kind.show(spec.kind);
      x.show(String(spec.x ?? NONE));
      y.show(spec.y ?? []);
      series.show(spec.series ?? []);
      aggregation.show(spec.aggregation ?? NONE);
      bin.value = spec.bin ?? '';
      stacking.show(spec.stacking ?? 'unstacked');
      const isCard = spec.kind === 'card';
      for (const control of [x, aggregation]) control.hide(isCard);
      y.element.hidden = isCard || spec.aggregation === 'count';
      series.element.hidden = isCard || spec.kind === 'piechart';
      binLabel.hidden = isCard || spec.aggregation === undefined;
      stacking.hide(isCard || spec.kind === 'piechart' || spec.kind === 'scatterchart');
    },
  };
}

function optionsOf<T extends string>(values: readonly T[], nameOf: (value: T) => string): readonly Option[] {
  return values.map((value) => ({ value, text: nameOf(value) }));
}

function oneOf<T extends string>(values: readonly T[], value: string): T | undefined {
  return values.find((candidate) => candidate === value);
}
