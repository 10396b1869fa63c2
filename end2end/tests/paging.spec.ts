// Reading a room of 10,000 messages back to the first one.
import { expect, test } from '../support/story.ts';
import { styled } from '../support/styling.ts';

test.use({ data: 'large' });

/** More rows than this the page never holds: three pages of a hundred, and what separates them. */
const MAX_MESSAGES = 330;

test('10,000 messages are paged back to the first, and the reader keeps the place', async ({
  person,
}) => {
  test.setTimeout(240_000);
  const ann = await person('ann');
  await ann.go('/rooms/1');
  await ann.enter('Archive of everything');
  await expect(ann.page.locator('.message').last()).toBeInViewport();
  const newest = (await ann.transcript()).at(-1)!;

  const read = await ann.page.evaluate(pageBack);
  expect(read.moved, 'rows that jumped under the reader, in pixels').toEqual([]);
  expect(read.most).toBeLessThanOrEqual(MAX_MESSAGES);
  expect(read.messages).toBe(10_000);
  await expect(ann.page.locator('.room-intro')).toBeVisible();

  // The newest rows were let go long ago: the browser's own End would only come to the last held.
  const timeline = ann.page.locator('#timeline');
  await timeline.press('End');
  await ann.sees(newest);
  await expect(ann.page.locator('.message').last()).toBeInViewport();
  await timeline.press('Home');
  await ann.page.getByRole('button', { name: 'Jump to newest' }).click();
  await ann.sees(newest);
  await expect(ann.page.locator('.message').last()).toBeInViewport();
});

test('who reads the past is not pulled away by what is said now', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await ann.go('/rooms/1');
  await ann.enter('Archive of everything');
  await bob.go(new URL(ann.page.url()).pathname);
  await ann.page.locator('#timeline').hover();
  for (let turns = 0; turns < 8; turns++) await ann.page.mouse.wheel(0, -1500);
  await expect(ann.page.locator('.jump')).toBeVisible();

  const timeline = ann.page.locator('#timeline');
  const rowInView = () =>
    timeline.evaluate((frame) => {
      const top = frame.getBoundingClientRect().top;
      const rows = [...frame.querySelectorAll('.message')];
      const row = rows.find((row) => row.getBoundingClientRect().top >= top + 100)!;
      return { seq: row.getAttribute('data-seq')!, top: row.getBoundingClientRect().top };
    });
  await expect(async () => {
    const before = await rowInView();
    await ann.page.waitForTimeout(200);
    expect(await rowInView()).toEqual(before);
  }).toPass();
  const before = await rowInView();
  await bob.says('Somebody left the tape machine on.');
  await bob.sees('Somebody left the tape machine on.');
  await expect(ann.page.getByRole('button', { name: 'New messages' })).toBeVisible();
  const after = await rowInView();
  expect(after.seq).toBe(before.seq);
  expect(Math.abs(after.top - before.top), 'pixels that the row moved').toBeLessThanOrEqual(1);
  await ann.page.getByRole('button', { name: 'New messages' }).click();
  await ann.sees('Somebody left the tape machine on.');
});

test('a page of the past costs what it brings, however much is held', async ({ person }) => {
  const ann = await person('ann');
  await ann.go('/rooms/1');
  await ann.enter('Archive of everything');
  await expect(ann.page.locator('.message').last()).toBeInViewport();
  const rows = ann.page.locator('#timeline .message');
  const timeline = ann.page.locator('#timeline');
  const back = async (count: number) => {
    await expect(async () => {
      await timeline.evaluate((frame) => frame.scrollTo(0, frame.scrollTop - 500));
      expect(await rows.count()).toBeGreaterThan(count);
    }).toPass();
  };
  await back(150);
  const held = await timeline.evaluate((frame) => frame.querySelectorAll('*').length);
  const counts = await styled(ann.page, () => back(250));
  expect(counts.length, 'there were pages').toBeGreaterThan(5);
  // A page is 16 rows. What is held are ten times as many, and more with each.
  expect(Math.max(...counts), `elements looked at again, of ${held} held`).toBeLessThan(held / 4);
});

/** Runs in the page: scrolls to the top until the room begins, and watches the row that was there. */
async function pageBack() {
  const frame = document.querySelector('.timeline')!;
  const rows = () => [...frame.querySelectorAll<HTMLElement>('.message')];
  const seen = new Set<string>();
  const moved: string[] = [];
  let most = 0;
  const look = () => {
    const now = rows();
    most = Math.max(most, now.length);
    for (const row of now) if (row.dataset.seq) seen.add(row.dataset.seq);
  };
  const nextFrame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const begun = () => Boolean(document.querySelector('.room-intro'));
  look();
  for (let turns = 0; turns < 1000 && !begun(); turns++) {
    // The newest row is at zero, and the past is below it.
    frame.scrollTop = -frame.scrollHeight;
    const first = rows()[0]!;
    const before = first.getBoundingClientRect().top;
    const deadline = performance.now() + 20_000;
    while (!begun() && rows()[0]!.dataset.seq === first.dataset.seq) {
      if (performance.now() > deadline) throw new Error(`nothing came before ${first.dataset.seq}`);
      await nextFrame();
    }
    await nextFrame();
    look();
    const by = first.isConnected ? first.getBoundingClientRect().top - before : NaN;
    if (!(Math.abs(by) <= 2)) moved.push(`${first.dataset.seq}: ${by}`);
  }
  return { messages: seen.size, most, moved };
}
