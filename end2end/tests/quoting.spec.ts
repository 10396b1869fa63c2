// Taking a message further: quoted in place, forwarded as a link, copied.
import { AxeBuilder } from '@axe-core/playwright';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test('a message is quoted behind what was being written', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('Shall we **meet** at six?');
  await bob.sees('Shall we meet at six?');
  await bob.composer.fill('Yes.');
  await choose(bob, 'Shall we meet at six?', 'Quote');
  await expect(bob.composer).toBeFocused();
  await expect(bob.composer).toHaveValue(
    /^Yes\.\n\n> \[Ann Lindqvist\]\(http:\/\/[^)]+\/rooms\/1\/messages\/\d+#m-\d+\):\n>\n> Shall we \*\*meet\*\* at six\?\n\n$/,
  );
  // A reload loses nothing of it.
  await bob.page.reload();
  await bob.isLive();
  await expect(bob.composer).toHaveValue(/^Yes\.\n\n> \[Ann/);
  await bob.composer.press('Control+End');
  await bob.page.keyboard.type('Until then');
  await bob.page.keyboard.press('Enter');
  const answer = ann.page.locator('.message').last();
  await expect(answer.locator('blockquote strong')).toHaveText('meet');
  await expect(answer).toContainText('Until then');
  const link = answer.locator('blockquote').getByRole('link', { name: 'Ann Lindqvist' });
  await ann.page.goto((await link.getAttribute('href'))!);
  await expect(ann.page.locator('.message:target')).toContainText('Shall we meet at six?');
});

test('a link is forwarded into the draft of another room', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await bob.says('The bus leaves at five');
  await ann.sees('The bus leaves at five');
  await ann.enter('Summer workshop');
  await ann.composer.fill('For all who come:');
  await ann.enter('General');
  await choose(ann, 'The bus leaves at five', 'Forward');
  const dialog = ann.page.getByRole('dialog', { name: 'Forward the link to' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('option', { name: /People|Spring fair|Search/ })).toHaveCount(0);
  expect((await new AxeBuilder({ page: ann.page }).analyze()).violations).toEqual([]);
  await ann.page.keyboard.type('summer');
  await ann.page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(ann.page.locator('.room-header__name')).toHaveText('Summer workshop');
  await expect(ann.composer).toHaveValue(/^For all who come:\n\nhttp:\/\/.+\/rooms\/1\/messages\/\d+#m-\d+$/);
  await ann.composer.press('Enter');
  await bob.enter('Summer workshop');
  const said = bob.page.locator('.message').last();
  await expect(said).toContainText('For all who come:');
  await bob.page.goto((await said.locator('.message__body a').getAttribute('href'))!);
  await expect(bob.page.locator('.message:target')).toContainText('The bus leaves at five');

  // The switcher is itself again.
  await ann.page.keyboard.press('Control+k');
  await expect(ann.page.getByRole('dialog', { name: 'Go to' })).toBeVisible();
  await expect(ann.page.getByRole('option', { name: 'People', exact: true })).toBeVisible();
});

test('forwarding within the room goes on with its draft, and the text is copied', async ({ person }) => {
  const ann = await person('ann');
  await ann.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await ann.go('/rooms/1');
  await ann.says('Keep `this`');
  await ann.sees('Keep this');
  await choose(ann, 'Keep this', 'Copy text');
  await expect(ann.page.locator('#composer-note')).toHaveText('The text of the message is copied.');
  expect(await ann.page.evaluate(() => navigator.clipboard.readText())).toBe('Keep `this`');
  await ann.composer.fill('Again:');
  await choose(ann, 'Keep this', 'Forward');
  await ann.page.keyboard.type('general');
  await ann.page.keyboard.press('Enter');
  await expect(ann.composer).toHaveValue(/^Again:\n\nhttp:\/\/.+#m-\d+$/);
  await expect(ann.composer).toBeFocused();
});

test('whom a message names stays a name in its quotation, and is not told again', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await ann.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('@Bob Okafor has the ladder');
  await bob.sees('@Bob Okafor has the ladder');
  await bob.enter('Summer workshop');
  await choose(ann, '@Bob Okafor has the ladder', 'Copy text');
  await expect(ann.page.locator('#composer-note')).toHaveText('The text of the message is copied.');
  expect(await ann.page.evaluate(() => navigator.clipboard.readText())).toBe('@Bob Okafor has the ladder');
  await choose(ann, '@Bob Okafor has the ladder', 'Quote');
  await expect(ann.composer).toHaveValue(/> @Bob Okafor has the ladder\n\n$/);
  await ann.page.keyboard.type('Thank him');
  await ann.page.keyboard.press('Enter');
  const quoted = ann.page.locator('.message').last().locator('blockquote');
  await expect(quoted.locator('.mention')).toHaveText('@Bob Okafor');
  await expect(bob.room('General').locator('.badge')).toHaveText(/unread messages: 1$/);
});

test('where nobody may write, a message can still be forwarded', async ({ person }) => {
  const ann = await person('ann');
  await ann.go('/rooms/1');
  await ann.enter('Spring fair');
  await ann.page.locator('.message').last().hover();
  await ann.page.locator('.message').last().getByRole('button', { name: 'More' }).click();
  await expect(ann.page.getByRole('menuitem')).toHaveText([
    /Forward/,
    /Copy text/,
    /Copy link/,
    /Mark unread from here/,
    /Report/,
  ]);
});

test('with a finger on a phone', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob', PHONE)];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('Who has the ladder?');
  await bob.sees('Who has the ladder?');
  await bob.message('Who has the ladder?').locator('.message__body').tap();
  await bob.message('Who has the ladder?').getByRole('button', { name: 'More' }).tap();
  for (const item of await bob.page.getByRole('menuitem').all()) {
    expect((await item.boundingBox())!.height).toBeGreaterThanOrEqual(44);
  }
  expect((await new AxeBuilder({ page: bob.page }).analyze()).violations).toEqual([]);
  await bob.page.getByRole('menuitem', { name: 'Quote' }).tap();
  await expect(bob.composer).toHaveValue(/Who has the ladder\?\n\n$/);
  expect(await bob.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

async function choose(person: Person, text: string, item: string): Promise<void> {
  await person.message(text).hover();
  await person.message(text).getByRole('button', { name: 'More' }).click();
  await person.page.getByRole('menuitem', { name: item, exact: true }).click();
  await expect(person.page.getByRole('menu')).toBeHidden();
}
