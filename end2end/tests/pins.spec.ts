// Pinned messages: put at hand by anybody, the same list on every screen.
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test('two people pin, read the list, and take pins off', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await expect(button(ann)).toHaveAccessibleName('Pinned messages');
  await button(ann).click();
  await expect(list(ann)).toContainText('Nothing is pinned here.');
  await ann.page.keyboard.press('Escape');

  await ann.says('The wifi is **called** `kettle`', 'Keys are at the desk');
  await bob.sees('The wifi is called kettle', 'Keys are at the desk');
  await choose(bob, 'The wifi is called kettle', 'Pin');
  await choose(ann, 'Keys are at the desk', 'Pin');
  for (const one of [ann, bob]) {
    await expect(button(one)).toHaveAccessibleName('2 pinned messages');
    await expect(one.message('The wifi is called kettle')).toContainText('Pinned by Bob Okafor');
    await expect(entries(one)).toHaveCount(2);
  }
  await button(ann).click();
  await expect(entries(ann).locator('.pin__text')).toHaveText(['Keys are at the desk', 'The wifi is called kettle']);
  await expect(entries(ann).nth(1)).toContainText('Ann Lindqvist');
  await expect(entries(ann).nth(1)).toContainText(/Pinned by Bob Okafor · (Today|Yesterday) at \d\d:\d\d/);
  expect((await new AxeBuilder({ page: ann.page }).analyze()).violations).toEqual([]);

  // What is changed is changed in the list, what is removed is gone from it.
  await edit(ann, 'Keys are at the desk', 'Keys are with me');
  await expect(entries(bob).locator('.pin__text')).toHaveText(['Keys are with me', 'The wifi is called kettle']);
  await ann.message('The wifi is called kettle').hover();
  await ann.message('The wifi is called kettle').getByRole('button', { name: 'Delete' }).click();
  await ann.page.locator('#delete-dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(entries(bob).locator('.pin__text')).toHaveText(['Keys are with me']);
  await bob.page.reload();
  await bob.isLive();
  await expect(entries(bob).locator('.pin__text')).toHaveText(['Keys are with me']);
  await button(bob).click();
  await entries(bob).getByRole('button', { name: 'Unpin' }).click();
  await expect(list(bob)).toContainText('Nothing is pinned here.');
  await expect(list(bob)).toBeFocused();
  await expect(entries(ann)).toHaveCount(0);
  await expect(ann.message('Keys are with me')).not.toContainText('Pinned');
});

test('an entry leads to its message, however long ago that was', async ({ person }) => {
  const ann = await person('ann');
  await ann.page.goto('/search?q=kettle%20login');
  await ann.page.locator('.found__link').first().click();
  await ann.isLive();
  const text = 'Does the kettle have a login?';
  await choose(ann, text, 'Pin');
  await expect(entries(ann)).toHaveCount(1);
  await ann.go('/rooms/1');
  await button(ann).click();
  await entries(ann).getByRole('link').click();
  await expect(ann.page).toHaveURL(/\/rooms\/1\/messages\/\d+#m-\d+$/);
  await ann.isLive();
  await expect(ann.page.locator('.message:target')).toContainText(text);
  await expect(ann.page.locator('.message:target')).toBeInViewport();
  await ann.enter('Summer workshop');
  await expect(entries(ann)).toHaveCount(0);
});

test('who was away sees the list as it stands, and is told what was not done', async ({ person, lay }) => {
  const line = await lay();
  const [ann, bob] = [await person('ann'), await person('bob', { line })];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('First', 'Second');
  await bob.sees('First', 'Second');
  await choose(bob, 'First', 'Pin');
  await expect(entries(ann)).toHaveCount(1);

  bob.mayLoseNetwork();
  line.cut();
  await bob.isNotLive();
  await choose(bob, 'First', 'Unpin');
  await expect(bob.message('First')).toContainText('The pin was not changed. There is no connection.');
  await choose(ann, 'Second', 'Pin');
  await choose(ann, 'First', 'Unpin');
  await edit(ann, 'Second', 'Second thoughts');
  await expect(entries(ann).locator('.pin__text')).toHaveText(['Second thoughts']);
  line.mend();
  await bob.isLive();
  await expect(entries(bob).locator('.pin__text')).toHaveText(['Second thoughts']);
});

test('the list by keyboard', async ({ person }) => {
  const ann = await person('ann');
  await ann.go('/rooms/1');
  await ann.says('Mind the step');
  await ann.sees('Mind the step');
  await ann.page.keyboard.press('Shift+Tab');
  await expect(ann.message('Mind the step')).toBeFocused();
  const more = ann.message('Mind the step').getByRole('button', { name: 'More' });
  for (const _ of ['React', 'Reply in a thread', 'Edit', 'Delete', 'More']) await ann.page.keyboard.press('Tab');
  await expect(more).toBeFocused();
  await ann.page.keyboard.press('Enter');
  await expect(ann.page.getByRole('menuitem').first()).toBeFocused();
  await ann.page.getByRole('menuitem', { name: 'Pin', exact: true }).focus();
  await ann.page.keyboard.press('Enter');
  await expect(more).toBeFocused();
  await expect(entries(ann)).toHaveCount(1);
  await button(ann).focus();
  await ann.page.keyboard.press('Enter');
  await expect(list(ann)).toBeVisible();
  await ann.page.keyboard.press('Tab');
  await expect(entries(ann).getByRole('link')).toBeFocused();
  await ann.page.keyboard.press('Tab');
  await expect(entries(ann).getByRole('button', { name: 'Unpin' })).toBeFocused();
  await ann.page.keyboard.press('Escape');
  await expect(list(ann)).toBeHidden();
  await expect(button(ann)).toBeFocused();
});

test('with a finger on a phone', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob', PHONE)];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('Gate code 4711');
  await bob.sees('Gate code 4711');
  await expect(button(bob)).toBeHidden();
  await bob.message('Gate code 4711').locator('.message__body').tap();
  await bob.message('Gate code 4711').getByRole('button', { name: 'More' }).tap();
  await bob.page.getByRole('menuitem', { name: 'Pin', exact: true }).tap();
  await expect(entries(ann)).toHaveCount(1);
  await button(bob).tap();
  await expect(entries(bob)).toContainText('Gate code 4711');
  const box = (await entries(bob).getByRole('button', { name: 'Unpin' }).boundingBox())!;
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  expect((await new AxeBuilder({ page: bob.page }).analyze()).violations).toEqual([]);
  await bob.page.setViewportSize({ width: 320, height: 640 });
  expect(await bob.page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await entries(bob).getByRole('button', { name: 'Unpin' }).tap();
  await expect(entries(ann)).toHaveCount(0);
});

test('without a script the list opens all the same', async ({ person }) => {
  const ann = await person('ann');
  await ann.go('/rooms/1');
  await ann.says('Bins go out on Monday');
  await ann.sees('Bins go out on Monday');
  await choose(ann, 'Bins go out on Monday', 'Pin');
  await expect(entries(ann)).toHaveCount(1);
  const plain = await person('bob', { javaScriptEnabled: false });
  await plain.page.goto('/rooms/1');
  await button(plain).click();
  await expect(list(plain)).toBeVisible();
  await expect(entries(plain)).toContainText('Bins go out on Monday');
});

function button(person: Person): Locator {
  return person.page.locator('.pins-button');
}

function list(person: Person): Locator {
  return person.page.locator('#pins');
}

function entries(person: Person): Locator {
  return list(person).locator('.pin');
}

async function choose(person: Person, text: string, item: string): Promise<void> {
  await person.message(text).hover();
  await person.message(text).getByRole('button', { name: 'More' }).click();
  await person.page.getByRole('menuitem', { name: item, exact: true }).click();
  await expect(person.page.getByRole('menu')).toBeHidden();
}

async function edit(person: Person, text: string, better: string): Promise<void> {
  await person.message(text).hover();
  await person.message(text).getByRole('button', { name: 'Edit', exact: true }).click();
  const editor = person.page.getByLabel('Change the message');
  await editor.fill(better);
  await editor.press('Enter');
  await expect(person.message(better)).toBeVisible();
}
