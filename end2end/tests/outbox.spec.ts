// What was written and not sent yet survives a reload, a closed tab, and a room that closed.
import { expect, test } from '../support/story.ts';

const WRITTEN = ['First of three', 'Second of three', 'Third of three'];

test('a reload with a full outbox loses nothing and sends nothing twice', async ({ person, lay }) => {
  const line = await lay();
  const [ann, bob] = [await person('ann'), await person('bob', { line })];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  bob.mayLoseNetwork();
  line.cutSockets();
  await bob.isNotLive();
  await bob.says(...WRITTEN);
  await expect(bob.page.locator('.message--pending')).toHaveCount(3);

  await bob.page.reload();
  await expect(bob.page.locator('.message--pending')).toHaveCount(3);
  expect((await bob.transcript()).slice(-3)).toEqual(WRITTEN);
  line.mend();
  await bob.isLive();
  await Promise.all([bob.sees(...WRITTEN), ann.sees(...WRITTEN)]);
  await bob.page.reload();
  await bob.isLive();
  await bob.sees(...WRITTEN);
  await ann.seesOnce(WRITTEN);
});

test('a closed tab keeps its outbox and its draft', async ({ person, lay }) => {
  const line = await lay();
  const [ann, bob] = [await person('ann'), await person('bob', { line })];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  bob.mayLoseNetwork();
  line.cutSockets();
  await bob.isNotLive();
  await bob.says(...WRITTEN);
  await expect(bob.page.locator('.message--pending')).toHaveCount(3);
  await bob.composer.fill('And one I am still thinking ab');
  await bob.page.close();

  const page = await bob.context.newPage();
  line.mend();
  await page.goto('/rooms/1');
  await expect(page.locator('#composer-text')).toHaveValue('And one I am still thinking ab');
  await ann.sees(...WRITTEN);
  await expect(page.locator('.message--pending')).toHaveCount(0);
  await ann.seesOnce(WRITTEN);
});

test('a draft stays with its room', async ({ person }) => {
  const ann = await person('ann');
  await ann.go('/rooms/1');
  await ann.composer.fill('Half a thought for General');
  await ann.enter('Summer workshop');
  await expect(ann.composer).toHaveValue('');
  await ann.composer.fill('Another for the workshop');
  await ann.enter('General');
  await expect(ann.composer).toHaveValue('Half a thought for General');
  await ann.page.reload();
  await ann.isLive();
  await expect(ann.composer).toHaveValue('Half a thought for General');
});

test('a refused message says why, and is sent again or given up', async ({ person, lay }) => {
  const line = await lay();
  const [ann, bob] = [await person('ann'), await person('bob', { line })];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  bob.mayLoseNetwork();
  line.cutSockets();
  await bob.isNotLive();
  await bob.says('Too late?', 'Never mind then');
  await ann.page.goto('/rooms/1/settings');
  await ann.page.getByRole('button', { name: 'Archive' }).click();
  line.mend();
  await bob.isLive();
  await expect(bob.page.locator('.room-closed')).toContainText('This room was archived by Ann Lindqvist.');
  await expect(bob.message('Too late?')).toHaveClass(/message--failed/);
  await expect(bob.message('Too late?')).toContainText('Not sent. This room is archived.');
  await expect(bob.message('Never mind then')).toHaveClass(/message--failed/);

  await bob.message('Never mind then').getByRole('button', { name: 'Discard' }).click();
  await expect(bob.message('Never mind then')).toHaveCount(0);
  await ann.page.goto('/rooms/1/settings');
  await ann.page.getByRole('button', { name: /open|again/i }).click();
  await ann.go('/rooms/1');
  await expect(bob.composer).toBeVisible();
  await bob.message('Too late?').getByRole('button', { name: 'Retry' }).click();
  await Promise.all([bob.sees('Too late?'), ann.sees('Too late?')]);
  await bob.page.reload();
  await bob.sees('Too late?');
});
