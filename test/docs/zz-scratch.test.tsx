import { Card, Markdown, Button } from 'larkx';
import { expect, it, vi } from 'vitest';
import { stage, through, now } from '../support/stage.js';

const Answer = ({ status = 'on' }: { status?: string }) => (
  <Card streamingMode summary="An answer">
    <Markdown id="status">{status}</Markdown>
    <Markdown id="answer" stream />
  </Card>
);
async function* big(n: number) {
  for (let i = 0; i < n; i++) { yield `Block ${i} ${'word '.repeat(100)}\n\n`; await new Promise((r) => setTimeout(r, 50)); }
}
it('overflow error on stream', async () => {
  const { send, onServer, errors, events } = stage({ pace: 200 });
  const live = await send(<Answer />);
  const e = await through(live.stream('answer', big(100))).catch((x) => x);
  console.log('STREAM', e?.code, errors.map((x: any) => x.code));
  const r = await through(live.render(<Answer status="next" />)).catch((x) => x);
  console.log('RENDER', r?.code, live.why().because);
  await through(live.close());
  console.log('CLOSE', errors.map((x: any) => x.code), JSON.stringify(onServer(live).card).length, onServer(live).streaming, live.status);
});
it('unhandled', async () => {
  const seen: any[] = [];
  const on = (e: any) => seen.push(e);
  process.on('unhandledRejection', on);
  const { send, errors } = stage();
  const live = await send(<Answer />);
  async function* bad() { yield 'x'; throw new Error('model'); }
  live.stream('answer', bad());
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  await new Promise((r) => setTimeout(r, 50));
  console.log('UNHANDLED', seen.length, errors.length);
  process.off('unhandledRejection', on);
});
it('pages send fails on second', async () => {
  const { app, emulator, errors } = stage({ overflow: 'pages' });
  emulator.faults.add({ on: 'messages.reply', kind: '230020', times: 50 });
  const Lines = ({ count }: { count: number }) => <Card>{Array.from({ length: count }, (_, i) => <Markdown key={i}>{`line ${i}`}</Markdown>)}</Card>;
  const r = await through(app.send(<Lines count={300} />, { to: 'oc_chat' })).catch((x) => x);
  console.log('SEND2', r?.code, emulator.messages.length);
  await through(app.close());
});
it('interaction lock', async () => {
  const { send, emulator, events } = stage({ emulator: { onCallback: () => new Promise((r) => setTimeout(() => r({}), 2900)) } });
  const Press = ({ status = 'on' }: { status?: string }) => (<Card><Markdown id="status">{status}</Markdown><Button id="b" behaviors={[{ type: 'callback', value: {} }]}>Go</Button></Card>);
  const live = await send(<Press />);
  const seen = emulator.interact({ cardId: live.cardId, elementId: 'b' } as any);
  await now();
  const r = await through(live.render(<Press status="two" />)).catch((x) => x);
  console.log('LOCK', r?.code, events.map((x) => x.error?.code));
  await through(seen).catch((x) => console.log(x));
});
it('abort then', async () => {
  const { send, onServer } = stage();
  const live = await send(<Answer />);
  live.abort();
  await through(live.stream('answer', big(2)));
  console.log('AFTER ABORT', live.signal.aborted, live.status);
});
it('text in the slot of a child', async () => {
  const { send, onServer, events } = stage({ pace: 200 });
  const live = await send(<Answer />);
  async function* s() { for (const c of ['So ', '**it ', 'is** ', 'done']) { await new Promise((r) => setTimeout(r, 250)); yield c; } }
  await through(live.stream('answer', s()));
  console.log('KINDS', events.map((e) => `${e.type}:${e.reason}`), onServer(live).frames.map((f) => f.kind), JSON.stringify(onServer(live).card.config));
  await through(live.render(<Card><Markdown id="status">done</Markdown><Markdown id="answer" stream /></Card>));
  console.log('KINDS', events.map((e) => `${e.type}:${e.reason}:${e.operations}`), JSON.stringify(onServer(live).card));
});
