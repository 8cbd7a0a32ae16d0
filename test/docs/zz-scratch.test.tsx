import { Card, Markdown, Header } from 'larkx';
import { it } from 'vitest';
import { stage, through } from '../support/stage.js';
const A = ({ on = true, s = true }) => (<Card streamingMode={s}><Header title="T" /><Markdown id="status">x</Markdown>{on && <Markdown id="answer" stream />}{on && <Markdown id="other" stream >placeholder</Markdown>}</Card>);
async function* s(...c: string[]) { for (const x of c) { await new Promise((r) => setTimeout(r, 250)); yield x; } }
it('a', async () => {
  const { send, onServer, events } = stage({ pace: 200 });
  const live = await send(<A />);
  console.log(JSON.stringify(onServer(live).card));
  await through(Promise.all([live.stream('answer', s('one ', 'two ', 'three')), live.stream('other', s('un ', 'deux ', 'trois'))]));
  console.log(events.map((e) => e.type).join(' '), onServer(live).frames.map((f) => f.kind).join(' '));
  await through(live.render(<A on={false} />));
  await through(live.render(<A />));
  console.log(JSON.stringify(onServer(live).card.body));
  console.log(JSON.stringify(onServer(live).card.config));
  await through(live.render(<A s={false}/>));
  console.log(JSON.stringify(onServer(live).card.config));
  await through(live.stream('answer', s('again', ' and')));
  console.log(events.map((e) => e.type).join(' '), onServer(live).frames.map((f) => f.kind).join(' '));
  await through(live.close());
  console.log(JSON.stringify(onServer(live).card));
});
it('typed', async () => {
  const { send, onServer, events } = stage({ pace: 200 });
  const live = await send(<A />);
  for (const t of ['The', 'The build', 'The build **is', 'The build **is** red', 'That build is red'])
    await through(live.render(<Card streamingMode><Header title="T" /><Markdown id="status">{t}</Markdown></Card>));
  console.log(events.map((e) => e.type).join(' '), onServer(live).frames.map((f) => f.kind).join(' '));
});
