import { kindOfVisualization } from '../core/charts/chartSpec';
import type { RenderProperties } from '../core/charts/renderProperties';
import type { ChartState, ChartView, ChartViewOptions } from './chart/chartView';
import { createElement } from './createElement';
import type { LoadChart } from './loadChart';
import { createViewTabs } from './viewTabs';

export interface ChartPanelOptions extends Omit<ChartViewOptions, 'state' | 'onChange'> {
  readonly state: ChartPanelState | undefined;
  /** What the other tab shows. */
  readonly rows: HTMLElement;
  readonly load: LoadChart;
  readonly onChange: () => void;
}

/** What the page remembers of the chart of a result. */
export interface ChartPanelState {
  readonly isShown: boolean;
  readonly view?: ChartState;
}

/** The chart beside a result's rows; its code is loaded when it is first shown. */
export interface ChartPanel {
  readonly element: HTMLElement;
  readonly tabs: HTMLElement;
  /** Shows what the query asks for, or what the user last saw. */
  open(): void;
  /** Other rows are shown, or in another order. */
  refresh(): void;
  state(): ChartPanelState;
  dispose(): void;
}

const ROWS_TAB = 0;
const CHART_TAB = 1;

export function createChartPanel(options: ChartPanelOptions): ChartPanel {
  const { rows, load, onStatus, onChange } = options;
  let isShown = options.state?.isShown ?? asksForChart(options.render);
  let viewState = options.state?.view;
  let view: ChartView | undefined;
  let isLoading = false;
  let isOutdated = false;
  let isDisposed = false;

  const element = createElement('div', { className: 'chart-panel' });
  const tabs = createViewTabs(
    'Show as',
    [
      { label: 'Table', panel: rows },
      { label: 'Chart', panel: element },
    ],
    (tab) => {
      isShown = tab === CHART_TAB;
      if (isShown) void showChart();
      onChange();
    },
  );
  return {
    element,
    tabs: tabs.element,
    open: () => tabs.choose(isShown ? CHART_TAB : ROWS_TAB),
    refresh: () => {
      if (isShown) view?.refresh();
      else isOutdated = true;
    },
    state: () => ({ isShown, ...(viewState === undefined ? {} : { view: viewState }) }),
    dispose: () => {
      isDisposed = true;
      view?.dispose();
    },
  };

  async function showChart(): Promise<void> {
    if (view !== undefined) {
      if (isOutdated) view.refresh();
      isOutdated = false;
      return;
    }
    if (isLoading) return;
    isLoading = true;
    try {
      const { createChartView } = await load();
      if (isDisposed) return;
      view = createChartView({
        ...options,
        state: viewState,
        onChange: (state) => {
          viewState = state;
          onChange();
        },
      });
      element.replaceChildren(view.element);
    } catch {
      onStatus('The chart could not be loaded. Open the result again.');
    } finally {
      isLoading = false;
    }
  }
}

/** A query that asks for a chart shows it first. */
function asksForChart(render: RenderProperties | undefined): boolean {
  return render !== undefined && kindOfVisualization(render.visualization) !== undefined;
}
