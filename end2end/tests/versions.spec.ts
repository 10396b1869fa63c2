// What a message said before it was changed: for everybody who may see the message.
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test('everybody reads the versions, and nobody those of what was removed', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('Doors at six');
  await ann.sees('Doors at six');
  await edit(ann, 'Doors at six', 'Doors at **seven**');
  await edit(ann, 'Doors at seven', 'Doors at eight');
  await mark(bob, 'Doors at eight').click();
  await expect(texts(bob)).toHaveText(['Doors at eight', 'Doors at seven', 'Doors at six']);
  await expect(dialog(bob).locator('.version__when')).toHaveText([
    /^Now · (Today|Yesterday) at \d\d:\d\d$/,
    /^(Today|Yesterday) at \d\d:\d\d$/,
    /^First · (Today|Yesterday) at \d\d:\d\d$/,
  ]);
  await expect(dialog(bob).locator('strong')).toHaveText('seven');
  expect((await new AxeBuilder({ page: bob.page }).analyze()).violations).toEqual([]);

  // What is changed meanwhile is shown, and what is removed is shown no more.
  await edit(ann, 'Doors at eight', 'Doors at nine');
  await expect(texts(bob)).toHaveText(['Doors at nine', 'Doors at eight', 'Doors at seven', 'Doors at six']);
  await ann.message('Doors at nine').hover();
  await ann.message('Doors at nine').getByRole('button', { name: 'Delete' }).click();
  await ann.page.locator('#delete-dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(dialog(bob)).toBeHidden();
  await expect(texts(bob)).toHaveCount(0);
});

test('many versions come in parts', async ({ person }) => {
  const ann = await person('ann');
  await ann.go('/rooms/1');
  await ann.says('Draft 0');
  await ann.sees('Draft 0');
  for (let draft = 1; draft <= 24; draft++) await edit(ann, `Draft ${draft - 1}`, `Draft ${draft}`);
  await mark(ann, 'Draft 24').click();
  await expect(texts(ann)).toHaveCount(20);
  await dialog(ann).getByRole('button', { name: 'Earlier versions' }).click();
  await expect(texts(ann)).toHaveCount(25);
  await expect(texts(ann).last()).toHaveText('Draft 0');
  await expect(dialog(ann).getByRole('button', { name: 'Earlier versions' })).toHaveCount(0);
  await expect(dialog(ann)).toContainText('First · Today');
});

test('by keyboard, with the focus back where it was', async ({ person }) => {
  const ann = await person('ann');
  await ann.go('/rooms/1');
  await ann.says('Tea at four');
  await ann.sees('Tea at four');
  await edit(ann, 'Tea at four', 'Tea at five');
  await expect(mark(ann, 'Tea at five')).toHaveAccessibleName('edited, show its versions');
  await mark(ann, 'Tea at five').focus();
  await ann.page.keyboard.press('Enter');
  await expect(texts(ann)).toHaveText(['Tea at five', 'Tea at four']);
  await ann.page.keyboard.press('Escape');
  await expect(dialog(ann)).toBeHidden();
  await expect(mark(ann, 'Tea at five')).toBeFocused();
});

test('with a finger on a phone, and without a network', async ({ person, lay }) => {
  const line = await lay();
  const bob = await person('bob', { ...PHONE, line });
  await bob.go('/rooms/1');
  await bob.says('See you at the bridge');
  await bob.sees('See you at the bridge');
  await bob.message('See you at the bridge').locator('.message__body').tap();
  await bob.message('See you at the bridge').getByRole('button', { name: 'Edit', exact: true }).tap();
  await bob.page.getByLabel('Change the message').fill('See you at the pier');
  await bob.page.getByRole('button', { name: 'Save' }).tap();
  await mark(bob, 'See you at the pier').tap();
  await expect(texts(bob)).toHaveText(['See you at the pier', 'See you at the bridge']);
  expect(await bob.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await dialog(bob).getByRole('button', { name: 'Close' }).tap();
  await expect(dialog(bob)).toBeHidden();

  bob.mayLoseNetwork();
  line.cut();
  await bob.isNotLive();
  await mark(bob, 'See you at the pier').tap();
  await expect(dialog(bob)).toContainText('The versions could not be read. There is no connection.');
});

function mark(person: Person, text: string): Locator {
  return person.message(text).locator('.message__edited');
}

function dialog(person: Person): Locator {
  return person.page.locator('#versions');
}

function texts(person: Person): Locator {
  return dialog(person).locator('.message__body');
}

async function edit(person: Person, text: string, better: string): Promise<void> {
  await person.message(text).hover();
  await person.message(text).getByRole('button', { name: 'Edit', exact: true }).click();
  const editor = person.page.getByLabel('Change the message');
  await editor.fill(better);
  await editor.press('Enter');
  const read = better.replaceAll('*', '');
  await expect(person.message(read).locator('.message__edited')).toBeVisible();
  await expect(person.page.locator('.message--pending')).toHaveCount(0);
}
