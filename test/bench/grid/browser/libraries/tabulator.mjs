import { TabulatorFull as Tabulator } from 'tabulator-tables';

let table;
let names;

const compare = (a, b) => (a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1);
const holds = (value, text) => value !== null && String(value).toLowerCase().includes(text);

export default {
  mount: (place, { columns, rows, rowHeight }) => {
    names = columns.map(({ name }) => name);
    return new Promise((resolve) => {
      table = new Tabulator(place, {
        data: rows,
        height: '100%',
        renderHorizontal: 'virtual',
        rowHeight,
        groupStartOpen: false,
        columns: columns.map(({ name, type, width }) => ({
          title: name,
          field: name,
          width,
          sorter: compare,
          ...(type === 'Object'
            ? { formatter: (cell) => (cell.getValue() === null ? '' : JSON.stringify(cell.getValue())) }
            : { formatter: 'plaintext' }),
        })),
      });
      table.on('tableBuilt', resolve);
    });
  },
  scroller: (place) => place.querySelector('.tabulator-tableholder'),
  rowCount: () => table.getDataCount('active'),
  operations: {
    sort: (column, direction) => table.setSort(column, direction === 'ascending' ? 'asc' : 'desc'),
    filter: (column, text) => (text === '' ? table.clearFilter() : table.setFilter(column, 'like', text)),
    search: (text) => {
      const wanted = text.toLowerCase();
      return text === ''
        ? table.clearFilter()
        : table.setFilter((row) => names.some((name) => holds(row[name], wanted)));
    },
    group: (column) => table.setGroupBy(column === '' ? false : column),
  },
};
