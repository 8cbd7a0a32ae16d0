import { Card, Header, Markdown } from 'larkx';
import { describe, expect, it } from 'vitest';
import { fails, refusal } from '../support/faulty.js';
import { every, fed } from '../support/sources.js';
import { stage, through } from '../support/stage.js';

interface Props {
  title?: string | { en_us: string; zh_cn: string };
  summary?: string;
  streaming?: boolean;
  first?: string;
}

const Answer = ({ title, summary, streaming = true, first }: Props) => (
  <Card streamingMode={streaming} summary={summary}>
    {title !== undefined && <Header title={title} />}
    {first && <Markdown id="first">{first}</Markdown>}
    <Markdown id="answer" stream />
  </Card>
);

describe('the summary of a card that streams', () => {
  it('is its title while it runs, and at the end', async () => {
    const { send, onServer } = stage();
    const live = await send(<Answer title="Build 118" />);
    expect(onServer(live).card.config?.summary).toEqual({ content: 'Build 118 …' });
    await through(live.close());
    expect(onServer(live).card.config?.summary).toEqual({ content: 'Build 118' });
  });

  it('is there in every language of the title', async () => {
    const { send, onServer } = stage();
    const live = await send(<Answer title={{ en_us: 'Build', zh_cn: '构建' }} />);
    expect(onServer(live).card.config?.summary).toEqual({
      content: 'Build …',
      i18n_content: { en_us: 'Build …', zh_cn: '构建 …' },
    });
    await through(live.close());
    expect(onServer(live).card.config?.summary).toEqual({
      content: 'Build',
      i18n_content: { en_us: 'Build', zh_cn: '构建' },
    });
  });

  it('stays as it is while the text grows, and says how the text begins at the end', async () => {
    const { send, onServer, kinds } = stage();
    const live = await send(<Answer />);
    const before = onServer(live).card.config?.summary;
    expect(before).toEqual({ content: '…' });
    await through(live.stream('answer', every(5, ['## The **ans', 'wer**\n', 'is 42'])));
    expect(onServer(live).card.config?.summary).toEqual(before);
    expect(kinds()).toMatch(/^(content ?)+$/);
    await through(live.close());
    expect(onServer(live).card.config?.summary).toEqual({ content: 'The answer' });
  });

  it('is short', async () => {
    const { send, onServer } = stage();
    const live = await send(<Answer />);
    await through(live.stream('answer', every(5, ['word '.repeat(100)])));
    await through(live.close());
    const summary = onServer(live).card.config?.summary as { content: string };
    expect([...summary.content]).toHaveLength(61);
    expect(summary.content).toMatch(/…$/);
  });

  it('is the author’s, if there is one', async () => {
    const { send, onServer } = stage();
    const live = await send(<Answer title="Build" summary="Mine" />);
    expect(onServer(live).card.config?.summary).toEqual({ content: 'Mine' });
    await through(live.close());
    expect(onServer(live).card.config?.summary).toEqual({ content: 'Mine' });
  });

  it('becomes the author’s when there is one later', async () => {
    const { send, onServer } = stage();
    const live = await send(<Answer title="Build" />);
    await through(live.render(<Answer title="Build" summary="Mine" />));
    expect(onServer(live).card.config?.summary).toEqual({ content: 'Mine' });
  });

  it('stays there when streaming is switched off by a render', async () => {
    const { send, onServer } = stage();
    const live = await send(<Answer title="Build" />);
    await through(live.render(<Answer title="Build" streaming={false} />));
    expect(onServer(live).card.config?.summary).toEqual({ content: 'Build' });
  });

  it('does not go on saying that there is more when the last frame is refused', async () => {
    const { send, onServer, service } = stage();
    const live = await send(<Answer title="Build" />);
    const { source, give } = fed();
    live.stream('answer', source).catch(() => {});
    give('text');
    await through(Promise.resolve());
    service.next('write', fails(refusal(10002)));
    await through(live.close());
    expect(onServer(live).streaming).toBe(false);
    expect(onServer(live).card.config?.summary).toEqual({ content: 'Build' });
  });
});

describe('the summary of a card that never streams', () => {
  it('is left to the service', async () => {
    const { send, onServer } = stage();
    const live = await send(<Answer title="Build" streaming={false} first="text" />);
    expect(onServer(live).card.config?.summary).toBeUndefined();
    await through(live.close());
    expect(onServer(live).card.config?.summary).toBeUndefined();
  });
});
