import { describe, expect, it } from 'vitest';
import type { GridMessage } from '../../../../src/core/protocol/gridMessages';
import { createHostRequests } from '../../../../src/webview/host/hostRequests';

const window = { firstRow: 0, rowCount: 1, columns: [5] };

describe('requests to the host', () => {
  it('get the answers with their number, in whatever order these come', async () => {
    const posted: GridMessage[] = [];
    const requests = createHostRequests('7', (message) => posted.push(message));
    const first = requests.requestWindow(window);
    const second = requests.requestWindow({ ...window, firstRow: 64 });
    expect(posted).toEqual([
      { type: 'requestRows', resultId: '7', requestId: 1, ...window },
      { type: 'requestRows', resultId: '7', requestId: 2, ...window, firstRow: 64 },
    ]);
    requests.settle({ type: 'rows', requestId: 2, cells: [['b']] });
    requests.settle({ type: 'rows', requestId: 1, cells: [['a']] });
    requests.settle({ type: 'rows', requestId: 1, cells: [['twice']] });
    expect(await first).toMatchObject({ cells: [['a']] });
    expect(await second).toMatchObject({ cells: [['b']] });
  });

  it('resolve to undefined when they are given up', async () => {
    const requests = createHostRequests('7', () => undefined);
    const value = requests.requestValue(0, 0);
    requests.giveUp();
    expect(await value).toBeUndefined();
  });
});
