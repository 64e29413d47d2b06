import {
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  createGrid,
  ModuleRegistry,
  QuickFilterModule,
  RowApiModule,
  TextFilterModule,
  themeQuartz,
} from 'ag-grid-community';

ModuleRegistry.registerModules([
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  QuickFilterModule,
  RowApiModule,
  TextFilterModule,
]);

let grid;

const compare = (a, b) => (a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1);

/** Grouping and column statistics are not in the Community edition. */
export default {
  mount: (place, { columns, rows, rowHeight }) => {
    grid = createGrid(place, {
      theme: themeQuartz.withParams({ rowHeight, headerHeight: 26, fontSize: 12 }),
      rowData: rows,
      animateRows: false,
      columnDefs: columns.map(({ name, type, width }) => ({
        field: name,
        colId: name,
        headerName: name,
        width,
        comparator: compare,
        cellDataType: false,
        filter: 'agTextColumnFilter',
        sortable: true,
        ...(type === 'Object' ? { valueFormatter: ({ value }) => (value === null ? '' : JSON.stringify(value)) } : {}),
      })),
    });
  },
  scroller: (place) => place.querySelector('.ag-body-viewport'),
  rowCount: () => grid.getDisplayedRowCount(),
  operations: {
    sort: (column, direction) =>
      grid.applyColumnState({
        state: [{ colId: column, sort: direction === 'ascending' ? 'asc' : 'desc' }],
        defaultState: { sort: null },
      }),
    filter: (column, text) =>
      grid.setFilterModel(text === '' ? null : { [column]: { filterType: 'text', type: 'contains', filter: text } }),
    search: (text) => grid.setGridOption('quickFilterText', text),
  },
};
