import { DataEditor, GridCellKind } from '@glideapps/glide-data-grid';
import { createElement, useCallback, useMemo } from 'react';
import { createRoot } from 'react-dom/client';

let rowCount = 0;

function Grid({ columns, rows, rowHeight, font }) {
  const gridColumns = useMemo(() => columns.map(({ name, width }) => ({ title: name, id: name, width })), [columns]);
  const getCellContent = useCallback(
    ([column, row]) => {
      const value = rows[row][columns[column].name];
      const text = value === null ? 'null' : typeof value === 'object' ? JSON.stringify(value) : String(value);
      return { kind: GridCellKind.Text, data: text, displayData: text, allowOverlay: false, readonly: true };
    },
    [columns, rows],
  );
  const [size, ...family] = font.split(' ');
  return createElement(DataEditor, {
    columns: gridColumns,
    rows: rows.length,
    getCellContent,
    rowHeight,
    rowMarkers: 'number',
    headerHeight: 26,
    width: '100%',
    height: '100%',
    smoothScrollX: true,
    smoothScrollY: true,
    theme: { fontFamily: family.join(' '), baseFontStyle: size, headerFontStyle: `600 ${size}` },
  });
}

/** Canvas; it has neither sorting nor filters of its own, and serves as the measure of scrolling. */
export default {
  mount: (place, data) => {
    rowCount = data.rows.length;
    const portal = document.createElement('div');
    portal.id = 'portal';
    document.body.append(portal);
    createRoot(place).render(createElement(Grid, data));
  },
  scroller: (place) => place.querySelector('.dvn-scroller'),
  rowCount: () => rowCount,
  operations: {},
};
