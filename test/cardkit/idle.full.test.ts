import { describe, expect, it } from 'vitest';
import { clientOf, ok, startService } from './service.js';

const seconds = (n: number) => new Promise((resolve) => setTimeout(resolve, n * 1000));

describe.concurrent('a connection', () => {
  it('that waits for a slow answer is not idle', async () => {
    const service = await startService((_, response) => setTimeout(() => ok(response), 4_500));
    await clientOf(service).elements.delete('1', 'a', { sequence: 1 });
    expect(service.seen).toHaveLength(1);
    expect(service.connections).toBe(1);
  }, 10_000);

  it('is given up before a server that allows 5 s would close it', async () => {
    const service = await startService();
    const client = clientOf(service);
    await client.elements.delete('1', 'a', { sequence: 1 });
    await seconds(2.5);
    await client.elements.delete('1', 'a', { sequence: 2 });
    expect(service.connections).toBe(1);
    await seconds(4.5);
    await client.elements.delete('1', 'a', { sequence: 3 });
    expect(service.connections).toBe(2);
  }, 15_000);
});
