import { Aggregators, SlickDataView, SlickGrid, SlickGroupItemMetadataProvider } from 'slickgrid';

let grid;
let view;
let names;

const holds = (value, text) => value !== null && String(value).toLowerCase().includes(text);

export default {
  mount: (place, { columns, rows, rowHeight }) => {
    names = columns.map(({ name }) => name);
    const groupItemMetadataProvider = new SlickGroupItemMetadataProvider();
    view = new SlickDataView({ inlineFilters: false, groupItemMetadataProvider });
    grid = new SlickGrid(
      place,
      view,
      columns.map(({ name, type, width }) => ({
        id: name,
        field: name,
        name,
        width,
        sortable: true,
        ...(type === 'Object'
          ? { formatter: (_row, _cell, value) => (value === null ? '' : JSON.stringify(value)) }
          : {}),
      })),
      { rowHeight, enableCellNavigation: true, enableColumnReorder: false, enableHtmlRendering: false },
    );
    grid.registerPlugin(groupItemMetadataProvider);
    view.onRowCountChanged.subscribe(() => {
      grid.updateRowCount();
      grid.render();
    });
    view.onRowsChanged.subscribe((_event, { rows: changed }) => {
      grid.invalidateRows(changed);
      grid.render();
    });
    view.setItems(
      rows.map((row, id) => ({ ...row, id })),
      'id',
    );
  },
  scroller: (place) => place.querySelector('.slick-viewport-top.slick-viewport-left'),
  rowCount: () => view.getFilteredItems().length,
  operations: {
    sort: (column, direction) => {
      const sign = direction === 'ascending' ? 1 : -1;
      view.sort((a, b) => (a[column] === b[column] ? 0 : a[column] < b[column] ? -sign : sign), true);
      grid.invalidate();
    },
    filter: (column, text) => {
      const wanted = text.toLowerCase();
      view.setFilter((row) => wanted === '' || holds(row[column], wanted));
      grid.invalidate();
    },
    search: (text) => {
      const wanted = text.toLowerCase();
      view.setFilter((row) => wanted === '' || names.some((name) => holds(row[name], wanted)));
      grid.invalidate();
    },
    group: (column) => {
      view.setGrouping(
        column === ''
          ? []
          : [{ getter: column, formatter: ({ value, count }) => `${value} (${count})`, collapsed: true }],
      );
      grid.invalidate();
    },
    summarize: (column) => {
      const kinds = [Aggregators.Avg, Aggregators.Max, Aggregators.Min, Aggregators.Sum];
      const aggregators = kinds.map((Aggregator) => new Aggregator(column));
      for (const aggregator of aggregators) {
        aggregator.init();
        for (const row of view.getItems()) aggregator.accumulate(row);
        aggregator.storeResult({});
      }
    },
  },
};
