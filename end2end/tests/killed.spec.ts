// The server is killed in the middle of a conversation: nothing is lost, doubled or reordered.
import { expect, test } from '../support/story.ts';

test('a killed server loses nothing and doubles nothing, on either screen', async ({
  person,
  server,
}) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  for (const one of [ann, bob]) one.mayLoseNetwork();

  const lines = (who: string) => Array.from({ length: 30 }, (_, number) => `${who} ${number}`);
  const [hers, his] = [lines('Ann counts'), lines('Bob counts')];
  const talking = Promise.all([ann.says(...hers), bob.says(...his)]);
  for (const after of ['Ann counts 7', 'Bob counts 18']) {
    const [witness] = after.startsWith('Ann') ? [bob] : [ann];
    // As long as two people type on a machine that does other work, too.
    await expect(witness!.message(after)).toBeAttached({ timeout: 45_000 });
    await server.kill();
    await server.run();
  }
  await talking;

  await Promise.all([ann.isLive(), bob.isLive()]);
  for (const one of [ann, bob]) {
    await expect(one.page.locator('.message--pending, .message--failed')).toHaveCount(0);
    await expect(one.message('Ann counts 29')).toBeAttached();
    await expect(one.message('Bob counts 29')).toBeAttached();
    await one.seesOnce([...hers, ...his]);
    const shown = await one.transcript();
    expect(shown.filter((text) => text.startsWith('Ann counts'))).toEqual(hers);
    expect(shown.filter((text) => text.startsWith('Bob counts'))).toEqual(his);
  }
  expect(await ann.transcript()).toEqual(await bob.transcript());

  const both = [...hers, ...his];
  const shown = (await ann.transcript()).filter((text) => both.includes(text));
  const eliska = await person('eliska');
  await eliska.go('/rooms/1');
  const stored = (await eliska.transcript()).filter((text) => both.includes(text));
  expect(stored, 'the newest of what the server has').toEqual(shown.slice(-stored.length));
});
