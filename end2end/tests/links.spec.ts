// Links to messages: copied from the menu, found by search, opened with what was said around them.
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

test('a link opens the room around its message and stays there', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await bob.go('/rooms/1');
  await ann.page.goto('/search?q=kettle%20login');
  await ann.page.locator('.found__link').first().click();
  await ann.isLive();
  await expect(ann.page).toHaveURL(/\/rooms\/1\/messages\/\d+#m-\d+$/);
  const linked = ann.page.locator('.message:target');
  await expect(linked).toContainText('Does the kettle have a login?');
  await expect(linked).toBeInViewport();

  const before = (await linked.boundingBox())!;
  await bob.says('Somebody fix the login', 'of the kettle');
  await bob.sees('Somebody fix the login', 'of the kettle');
  await expect(ann.page.locator('.jump')).toHaveText(/New messages/);
  // Places are held to whole pixels.
  const { y } = (await linked.boundingBox())!;
  expect(Math.abs(y - before.y)).toBeLessThanOrEqual(2);

  await ann.page.locator('.jump').click();
  await ann.sees('Somebody fix the login', 'of the kettle');
  await expect(ann.message('of the kettle')).toBeInViewport();
  await expect(ann.page).toHaveURL(/\/rooms\/1$/);
});

test('the menu copies a link that others can follow', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await ann.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await ann.go('/rooms/1');
  await ann.says('This is the one');
  await ann.sees('This is the one');
  await openMenu(ann, 'This is the one');
  await ann.page.getByRole('menuitem', { name: 'Copy link' }).click();
  await expect(ann.page.locator('#composer-note')).toHaveText(/copied/);
  const link = await ann.page.evaluate(() => navigator.clipboard.readText());

  await bob.go(link);
  await expect(bob.page.locator('.message:target')).toContainText('This is the one');
  await expect(bob.page.locator('.message:target')).toBeInViewport();
});

test('the menu by keyboard', async ({ person }) => {
  const ann = await person('ann');
  await ann.go('/rooms/1');
  await ann.page.keyboard.press('Shift+Tab');
  await expect(ann.page.locator('.message').last()).toBeFocused();
  const more = ann.page.locator('.message').last().getByRole('button', { name: 'More' });
  for (const _ of ['React', 'Reply in a thread', 'More']) await ann.page.keyboard.press('Tab');
  await expect(more).toBeFocused();
  await ann.page.keyboard.press('Enter');
  const items = ann.page.getByRole('menuitem');
  await expect(items.first()).toBeFocused();
  await ann.page.keyboard.press('End');
  await expect(items.last()).toBeFocused();
  await ann.page.keyboard.press('ArrowDown');
  await expect(items.first()).toBeFocused();
  await ann.page.keyboard.press('Escape');
  await expect(ann.page.getByRole('menu')).toBeHidden();
  await expect(more).toBeFocused();
});

async function openMenu(person: Person, text: string): Promise<void> {
  await person.message(text).hover();
  await person.message(text).getByRole('button', { name: 'More' }).click();
}
