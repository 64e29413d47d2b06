import { Client, HTTPMessageHandler } from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { startEngineServer, type EngineServer } from '../../../src/engine/server';

const SERVICE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/;

const Answer = v.object({
  schema: v.array(v.object({ name: v.string(), type: v.string() })),
  results: v.array(v.record(v.string(), v.unknown())),
});

describe('the examples of the API’s reference page, asked by Microsoft’s own client', () => {
  let server: EngineServer;
  let client: Client;

  beforeAll(async () => {
    const started = await startEngineServer();
    if (!started.ok) throw new Error(started.error.message);
    server = started.value;
    client = Client.initWithMiddleware({
      baseUrl: new URL(server.url).origin,
      defaultVersion: 'v1.0',
      middleware: new HTTPMessageHandler(),
    });
  });
  afterAll(() => server.close());

  async function ask(body: object): Promise<v.InferOutput<typeof Answer>> {
    const request = client.api('/security/runHuntingQuery').header('Authorization', `Bearer ${server.token}`);
    return v.parse(Answer, await request.post(body));
  }

  it('gives the first one its two rows in the documented shape', async () => {
    const { schema, results } = await ask({
      Query:
        'DeviceProcessEvents | where InitiatingProcessFileName =~ "powershell.exe" | project Timestamp, FileName, InitiatingProcessFileName | order by Timestamp desc | limit 2',
    });
    expect(schema).toEqual([
      { name: 'Timestamp', type: 'DateTime' },
      { name: 'FileName', type: 'String' },
      { name: 'InitiatingProcessFileName', type: 'String' },
    ]);
    expect(results).toHaveLength(2);
    for (const row of results) {
      expect(Object.keys(row)).toEqual(['Timestamp', 'FileName', 'InitiatingProcessFileName']);
      expect(row['Timestamp']).toMatch(SERVICE_TIME);
      expect(String(row['InitiatingProcessFileName']).toLowerCase()).toBe('powershell.exe');
    }
  });

  it('answers the second one, which looks back 90 days', { timeout: 120_000 }, async () => {
    const { schema, results } = await ask({ Query: 'DeviceProcessEvents', Timespan: 'P90D' });
    expect(schema[0]).toEqual({ name: 'Timestamp', type: 'DateTime' });
    expect(results.length).toBeGreaterThan(1_000);
  });

  it('looks back no further than it is asked to', async () => {
    const { results } = await ask({ Query: 'DeviceProcessEvents | summarize min(Timestamp)', Timespan: 'PT24H' });
    const oldest = Date.parse(String(results[0]?.['min_Timestamp']));
    expect(Date.now() - oldest).toBeLessThanOrEqual(24 * 3_600_000 + 60_000);
  });
});
