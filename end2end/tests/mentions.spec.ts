// Naming people: by keyboard and by touch, what the one who is named sees, and on which screens.
import { AxeBuilder } from '@axe-core/playwright';
import { devices, type Page } from '@playwright/test';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

const options = (person: Person) => person.page.getByRole('listbox', { name: 'People to mention' }).getByRole('option');

const meant = (page: Page, room: string) =>
  page.locator('.room-link').filter({ hasText: room }).locator('.badge--meant');

test('somebody is named by keyboard, and sees it beside the room, in the title and in the row', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await ann.go('/rooms/1');
  await ann.enter('Summer workshop');
  await bob.go('/rooms/1');

  await bob.composer.pressSequentially('Tea, @an');
  await expect(options(bob).first()).toHaveText(/Ann Lindqvist/);
  await bob.composer.press('Escape');
  await expect(options(bob)).toHaveCount(0);
  await bob.composer.press('Backspace');
  await expect(options(bob).first()).toBeVisible();
  const first = await bob.composer.getAttribute('aria-activedescendant');
  await bob.composer.press('ArrowDown');
  await expect(bob.composer).not.toHaveAttribute('aria-activedescendant', first!);
  await bob.composer.press('ArrowUp');
  await expect(bob.composer).toHaveAttribute('aria-activedescendant', first!);
  await expect(bob.page.locator(`#${first}`)).toHaveAttribute('aria-selected', 'true');
  expect((await new AxeBuilder({ page: bob.page }).analyze()).violations).toEqual([]);
  await bob.composer.pressSequentially('nn li');
  await bob.composer.press('Tab');
  await expect(bob.composer).toHaveValue('Tea, @Ann Lindqvist ');
  await expect(options(bob)).toHaveCount(0);
  await bob.composer.press('Enter');
  await bob.sees('Tea, @Ann Lindqvist');
  await expect(bob.page.locator('.message--meant')).toHaveCount(0);

  await expect(meant(ann.page, 'General')).toHaveText(/mentions of you: 1$/);
  await expect(ann.page).toHaveTitle(/^\(1\) /);
  await ann.enter('General');
  await expect(ann.message('Tea, @Ann Lindqvist')).toHaveClass(/message--meant/);
  await expect(ann.message('Tea, @Ann Lindqvist').locator('.mention')).toHaveText('@Ann Lindqvist');
  await expect(meant(ann.page, 'General')).toHaveCount(0);
  await expect(ann.page).toHaveTitle(/^General/);
  expect((await new AxeBuilder({ page: ann.page }).analyze()).violations).toEqual([]);
});

test('a mention is counted alike on every device, after edits and a restart', async ({ person, server }) => {
  const [ann, phone, bob] = [await person('ann'), await person('ann', PHONE), await person('bob')];
  await ann.go('/rooms/1');
  await ann.enter('Summer workshop');
  await phone.go('/rooms/1');
  await phone.page.getByRole('link', { name: 'All rooms' }).click();
  await phone.room('Summer workshop').click();
  await bob.go('/rooms/1');
  await bob.says('One @Ann Lindqvist', 'Two @ann lindqvist!', 'Three for @Nobody', '> @Ann Lindqvist\n\nquoted');
  const screens = [ann.page, phone.page];
  for (const page of screens) await expect(meant(page, 'General')).toHaveText(/2$/);

  await bob.composer.press('ArrowUp');
  const editor = bob.page.locator('.message__edit-text');
  await expect(editor).toHaveValue('> @Ann Lindqvist\n\nquoted');
  await editor.fill('Now to @Ann Lindqvist herself');
  await editor.press('Enter');
  for (const page of screens) await expect(meant(page, 'General')).toHaveText(/3$/);
  await bob.message('One @Ann Lindqvist').hover();
  await bob.message('One @Ann Lindqvist').getByRole('button', { name: 'Delete' }).click();
  await bob.page.getByRole('button', { name: 'Delete', exact: true }).last().click();
  for (const page of screens) await expect(meant(page, 'General')).toHaveText(/2$/);

  for (const someone of [ann, phone, bob]) someone.mayLoseNetwork();
  await server.kill();
  await server.run();
  for (const someone of [ann, phone, bob]) await someone.isLive();
  for (const page of screens) {
    await expect(meant(page, 'General')).toHaveText(/2$/);
    await page.reload();
    await expect(meant(page, 'General')).toHaveText(/2$/);
  }
  await ann.enter('General');
  for (const page of screens) await expect(meant(page, 'General')).toHaveCount(0);
});

test('a mention keeps its person when they change their name', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await bob.go('/rooms/1');
  await bob.says('Ask @Carla Reyes or @Bob Okafor');
  await bob.sees('Ask @Carla Reyes or @Bob Okafor');
  const renamed = await (await person('carla')).context.request.post('/account/name', {
    form: { name: 'Carla Díaz' },
    headers: { origin: new URL(bob.page.url()).origin },
    maxRedirects: 0,
  });
  expect(renamed.status()).toBe(303);
  await expect(bob.message('Ask @Carla Díaz or @Bob Okafor')).toBeVisible();
  await ann.go('/rooms/1');
  await expect(ann.message('Ask @Carla Díaz or @Bob Okafor').locator('.mention')).toHaveText([
    '@Carla Díaz',
    '@Bob Okafor',
  ]);
});

test('before everybody is told, the page says how many they are', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await ann.go('/rooms/2');
  await bob.go('/rooms/1');
  await bob.composer.fill('Cake, @room');
  await bob.composer.press('Enter');
  const question = bob.page.getByRole('dialog', { name: 'Tell 7 people?' });
  await expect(question).toBeVisible();
  expect((await new AxeBuilder({ page: bob.page }).analyze()).violations).toEqual([]);
  await question.getByRole('button', { name: 'Go back' }).click();
  await expect(bob.composer).toHaveValue('Cake, @room');
  await expect(bob.composer).toBeFocused();
  await bob.composer.press('Enter');
  await question.getByRole('button', { name: 'Tell 7 people' }).click();
  await bob.sees('Cake, @room');
  await expect(bob.composer).toBeFocused();
  await expect(meant(ann.page, 'General')).toHaveText(/1$/);

  await ann.page.goto('/search?q=mentions%3Ame');
  await expect(ann.page.getByText('Cake, @room')).toBeVisible();
});

test('on a phone a name is picked with a finger', async ({ person }) => {
  const [ann, bob] = [await person('ann', { ...PHONE, userAgent: devices['Pixel 5'].userAgent }), await person('bob')];
  await bob.go('/rooms/2');
  await ann.go('/rooms/1');
  await ann.composer.tap();
  await ann.composer.pressSequentially('@oka');
  await options(ann).filter({ hasText: 'Bob Okafor' }).tap();
  await expect(ann.composer).toHaveValue('@Bob Okafor ');
  await expect(ann.composer).toBeFocused();
  await ann.page.getByRole('button', { name: 'Send' }).tap();
  await ann.sees('@Bob Okafor');
  await expect(meant(bob.page, 'General')).toHaveText(/1$/);
});
