// Looking after what is said: a moderator removes what somebody else wrote, and reports are made and handled.
import type { Locator } from '@playwright/test';
import { passesInEveryLook as passes } from '../support/looks.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

const GONE = 'Removed by a moderator.';

test('a moderator removes what somebody else wrote, for as long as they are one', async ({ person }) => {
  const [ann, bob, carla] = [await person('ann'), await person('bob'), await person('carla')];
  await Promise.all([bob.go('/rooms/1'), carla.go('/rooms/1')]);
  await bob.says('Buy my kettles', 'And my cups', 'And my spoons');
  await carla.sees('Buy my kettles', 'And my cups', 'And my spoons');
  const ids = await Promise.all(['Buy my kettles', 'And my cups'].map((text) => idOf(bob, text)));
  await openMenu(carla, 'Buy my kettles');
  await expect(item(carla, 'Remove…')).toHaveCount(0);
  await carla.page.keyboard.press('Escape');

  // Her page knows of the role as soon as she has it.
  await makeRole(ann, 'Carla Reyes', 'Moderator');
  await expect(async () => {
    await carla.page.keyboard.press('Escape');
    await openMenu(carla, 'Buy my kettles');
    await expect(item(carla, 'Remove…')).toBeVisible({ timeout: 500 });
  }).toPass();
  await item(carla, 'Remove…').click();
  const dialog = carla.page.locator('#delete-dialog');
  await expect(dialog.getByRole('heading')).toHaveText('Remove the message of Bob Okafor?');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(carla.message('Buy my kettles')).toBeVisible();
  await choose(carla, 'Buy my kettles', 'Remove…');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  for (const one of [bob, carla]) await expect(row(one, ids[0]!)).toContainText(GONE);
  expect(await bob.page.content()).not.toContain('Buy my kettles');

  // A reply in a thread goes the same way.
  await bob.message('And my cups').hover();
  await bob.message('And my cups').getByRole('link', { name: 'Reply in a thread' }).click();
  const thread = bob.page.locator('.thread');
  await thread.getByRole('textbox').fill('Cheap cups');
  await thread.getByRole('textbox').press('Enter');
  await carla.page.getByRole('link', { name: '1 reply' }).click();
  await choose(carla, 'Cheap cups', 'Remove…');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(thread.locator('.message', { hasText: GONE })).toBeVisible();

  // Who loads the page reads the same, and the log says who it was.
  await bob.page.reload();
  await bob.isLive();
  await expect(bob.page.locator('.thread .message', { hasText: GONE })).toBeVisible();
  await ann.page.goto('/admin/audit');
  const deed = ann.page.locator('.list__row').filter({ hasText: 'Message removed' }).first();
  await expect(deed).toContainText('By Carla Reyes');
  await expect(deed).toContainText('To Bob Okafor');

  await makeRole(ann, 'Carla Reyes', 'Member');
  await carla.go('/rooms/1');
  await openMenu(carla, 'And my spoons');
  await expect(item(carla, 'Remove…')).toHaveCount(0);
});

test('a message is reported, and a moderator decides what comes of it', async ({ person }) => {
  const [ann, bob, carla] = [await person('ann'), await person('bob'), await person('carla')];
  await Promise.all([bob.go('/rooms/1'), carla.go('/rooms/1')]);
  await carla.says('I like tea');
  await bob.says('Only fools drink tea');
  await carla.sees('I like tea', 'Only fools drink tea');
  await openMenu(bob, 'Only fools drink tea');
  await expect(item(bob, 'Report…')).toHaveCount(0);
  const id = await idOf(bob, 'Only fools drink tea');

  await carla.composer.fill('Half a sentence');
  await choose(carla, 'Only fools drink tea', 'Report…');
  await expect(carla.page.getByRole('heading', { level: 1 })).toHaveText('Report a message');
  await expect(carla.page.locator('.list')).toContainText('Only fools drink tea');
  await carla.page.getByLabel('What is wrong with it?').fill('He calls me a fool');
  await carla.page.getByRole('button', { name: 'Send the report' }).click();
  await expect(carla.page.getByRole('status')).toContainText('You reported this message:');
  await carla.page.getByRole('link', { name: 'Back to the message' }).click();
  await carla.isLive();
  await expect(carla.composer).toHaveValue('Half a sentence');
  await choose(carla, 'Only fools drink tea', 'Report…');
  await expect(carla.page.getByRole('status')).toContainText('You reported this message:');
  await expect(carla.page.getByRole('button')).toHaveCount(0);

  // What he makes of it later is not what was reported.
  await bob.page.keyboard.press('Escape');
  await bob.composer.press('ArrowUp');
  const editor = bob.page.locator('.message__edit-text');
  await editor.fill('Everybody drinks tea');
  await editor.press('Enter');
  await expect(bob.message('Everybody drinks tea')).toBeVisible();

  await makeRole(ann, 'Carla Reyes', 'Moderator');
  await ann.page.goto('/admin');
  await ann.page.getByRole('link', { name: 'Reports: 1' }).click();
  await expect(ann.page.locator('.list__row')).toContainText('He calls me a fool');
  await ann.page.getByRole('link', { name: 'Open report 1' }).click();
  const lines = ann.page.locator('.list__row');
  await expect(lines.filter({ hasText: 'Reported' })).toContainText('Only fools drink tea');
  await expect(lines.filter({ hasText: 'I like tea' })).toBeVisible();
  await ann.page.getByLabel('Outcome').selectOption({ label: 'Author in a timeout' });
  await ann.page.getByLabel('Note').fill('An hour of silence');
  ann.mayComplain(/422/);
  await ann.page.getByRole('button', { name: 'Decide' }).click();
  await expect(ann.page.getByRole('alert')).toContainText('The author is in no timeout.');
  await expect(ann.page.getByLabel('Note')).toHaveValue('An hour of silence');
  await ann.page.getByLabel('Outcome').selectOption({ label: 'Message removed' });
  await ann.page.getByRole('button', { name: 'Decide' }).click();
  await expect(ann.page.getByRole('button', { name: 'Decide' })).toHaveCount(0);
  await expect(row(bob, id)).toContainText(GONE);

  // Another moderator sees who decided what.
  await carla.page.goto('/admin/reports');
  await expect(carla.page.getByText('Nothing waits to be looked at.')).toBeVisible();
  const decided = carla.page.locator('.list__row').filter({ hasText: 'Message removed' });
  await expect(decided).toContainText('By Ann Lindqvist:');
  await expect(decided).toContainText('An hour of silence');
});

test('a slow room takes one message at a time, and what waits goes out by itself', async ({ person }) => {
  const [ann, bob, carla] = [await person('ann'), await person('bob'), await person('carla')];
  await Promise.all([bob.go('/rooms/1'), carla.go('/rooms/1')]);
  await ann.page.goto('/rooms/1/settings');
  await ann.page.getByLabel('Each member waits between messages').selectOption({ label: '10 seconds' });
  await ann.page.getByRole('button', { name: 'Set slow mode' }).click();
  await expect(ann.page.getByRole('status')).toHaveText('Saved.');
  await ann.go('/rooms/1');
  const slow = (one: Person) => one.page.locator('.room .composer__slow');
  for (const one of [bob, carla]) {
    await expect(one.page.locator('.notice', { hasText: 'Ann Lindqvist turned slow mode on' })).toBeVisible();
    await expect(slow(one)).toContainText('Slow mode: one message every 10 seconds.');
  }
  await expect(slow(ann)).toBeEmpty();

  // What waits stays on his screen and overtakes nothing; others and other rooms do not wait for it.
  await bob.says('One');
  await carla.sees('One');
  await bob.says('Two', 'Three');
  await expect(slow(bob)).toContainText('Slow mode: your message waits and goes out by itself.');
  await expect(slow(bob)).toContainText(/0:(0\d|10)/);
  await expect(bob.page.locator('.message--pending')).toHaveCount(2);
  await bob.composer.fill('Four, half writ');
  await carla.says('Mine');
  await ann.says('I', 'do not', 'wait');
  await carla.sees('Mine', 'I', 'do not', 'wait');
  await expect(carla.message('Two')).toBeVisible({ timeout: 20_000 });
  await expect(bob.page.locator('.message--pending')).toHaveCount(1);
  await expect(bob.composer).toHaveValue('Four, half writ');

  // Nor does anything wait once it is off.
  await ann.page.goto('/rooms/1/settings');
  await ann.page.getByLabel('Each member waits between messages').selectOption({ label: 'Off' });
  await ann.page.getByRole('button', { name: 'Set slow mode' }).click();
  await expect(carla.message('Three')).toBeVisible();
  await expect(slow(bob)).toBeEmpty();
  await expect(bob.page.locator('.message--pending, .message--failed')).toHaveCount(0);
});

for (const locale of ['en', 'ar']) {
  test(`the pages of reports pass axe in ${locale} and fit a narrow phone`, async ({ person }) => {
    const look = { locale, viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' } as const;
    const [ann, bob] = [await person('ann', look), await person('bob')];
    await bob.go('/rooms/1');
    await bob.says('Averyveryveryveryveryveryveryveryveryverylongwordwithoutanyspaceinit', 'A short one');
    const ids = [
      await idOf(bob, 'Averyveryveryveryveryveryveryveryveryverylongwordwithoutanyspaceinit'),
      await idOf(bob, 'A short one'),
    ];
    for (const id of ids) {
      await ann.page.goto(`/rooms/1/messages/${id}/report`);
      await passes(ann.page, 'the form');
      await ann.page.locator('textarea').fill('Much too long for a telephone, https://example.org/averyveryverylongaddress');
      await ann.page.locator('form .button--primary').click();
      await expect(ann.page.getByRole('status')).toBeVisible();
      await passes(ann.page, 'that it was sent');
    }
    await ann.page.goto('/admin/reports');
    await ann.page.locator('.list__row a').first().click();
    await ann.page.locator('#outcome').selectOption('dismissed');
    await ann.page.locator('form .button--primary').click();
    const decided = new URL(ann.page.url()).pathname;
    for (const path of ['/admin', '/admin/reports', '/admin/reports/2', decided]) {
      await ann.page.goto(path);
      await passes(ann.page, path);
      const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      expect(await ann.page.evaluate(sideways), path).toBe(0);
    }
  });
}

async function openMenu(one: Person, text: string): Promise<void> {
  await one.message(text).hover();
  await one.message(text).getByRole('button', { name: 'More' }).click();
  await expect(one.page.locator('#menu .menu__item').first()).toBeVisible();
}

async function choose(one: Person, text: string, name: string): Promise<void> {
  await openMenu(one, text);
  await item(one, name).click();
}

function item(one: Person, name: string): Locator {
  return one.page.locator('#menu').getByRole('menuitem', { name });
}

/** The place of a message in its room. */
async function idOf(one: Person, text: string): Promise<string> {
  await expect(one.page.locator('.message--pending')).toHaveCount(0);
  return (await one.message(text).getAttribute('data-seq'))!;
}

function row(one: Person, id: string): Locator {
  return one.page.locator(`#m-${id}`);
}

async function makeRole(by: Person, name: string, role: string): Promise<void> {
  await by.page.goto('/admin');
  await by.page.getByRole('link', { name: `Manage: ${name}` }).click();
  await by.page.getByLabel('Role').selectOption({ label: role });
  await by.page.getByRole('button', { name: 'Change role' }).click();
  await expect(by.page.getByText('Saved').first()).toBeVisible();
}
