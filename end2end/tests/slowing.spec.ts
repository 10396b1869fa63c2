// More messages than the server takes at once: none is lost, none fails, and the page says why they wait.
import { expect, test } from '../support/story.ts';

test.use({ settings: { HARK_POSTS_PER_SECOND: '1' } });

const WRITTEN = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

test('what was written in a hurry goes out one by one, and the page says so', async ({ person, lay }) => {
  const line = await lay();
  const [ann, bob] = [await person('ann'), await person('bob', { line })];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  bob.mayLoseNetwork();
  line.cutSockets();
  await bob.isNotLive();
  await bob.says(...WRITTEN);
  await expect(bob.page.locator('.message--pending')).toHaveCount(WRITTEN.length);
  line.mend();
  await bob.isLive();
  const waits = bob.page.getByText('Hark waits a little between your messages.');
  await expect(waits).toBeVisible();
  await expect(bob.page.locator('.message--failed')).toHaveCount(0);
  await expect(bob.page.locator('.message--pending')).toHaveCount(0, { timeout: 20_000 });
  await expect(waits).toBeHidden();
  await Promise.all([bob.sees(...WRITTEN), ann.sees(...WRITTEN)]);
  await ann.seesOnce(WRITTEN);
});

test('a form that comes too soon says when to send it again', async ({ person }) => {
  const ann = await person('ann');
  const send = () =>
    ann.page.request.post('/rooms/1/messages', {
      form: { body: 'Buy now' },
      headers: { origin: new URL(ann.page.url()).origin },
      maxRedirects: 0,
    });
  await ann.go('/rooms/1');
  let answer = await send();
  for (let sent = 1; answer.status() !== 429 && sent < 50; sent++) answer = await send();
  expect(answer.status()).toBe(429);
  expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(0);
  expect(await answer.text()).toContain('Nothing was changed. Go back, wait a moment and try again.');
});
