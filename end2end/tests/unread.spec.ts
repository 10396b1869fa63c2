// Setting a room unread from a message on: on every screen, and until one comes back to it.
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

const badge = (page: Page, room: string): Locator =>
  page.locator('.room-link').filter({ hasText: room }).locator('.badge');

async function markUnread(person: Person, text: string): Promise<void> {
  const message = person.message(text);
  await message.hover();
  await message.getByRole('button', { name: 'More' }).click();
  await person.page.getByRole('menuitem', { name: 'Mark unread from here' }).click();
}

/** The first text under the line, if there is a line. */
async function underTheLine(page: Page): Promise<string | undefined> {
  const first = page.locator('.unread-line + .message .message__body');
  return (await first.count()) === 0 ? undefined : first.innerText();
}

test('a room that was set unread stays unread on every screen until one comes back', async ({ person, server }) => {
  const [ann, phone, bob] = [await person('ann'), await person('ann', PHONE), await person('bob')];
  await ann.go('/rooms/1');
  await bob.go('/rooms/1');
  await phone.go('/rooms/2');
  await phone.page.getByRole('link', { name: 'All rooms' }).click();
  const other = await ann.context.newPage();
  await other.goto('/rooms/1');
  await expect(other.locator('.app[data-status=live]')).toBeAttached();
  await ann.page.bringToFront();
  await bob.says('One', 'Two');
  await ann.says('Mine');
  await bob.says('Three, @Ann Lindqvist');
  await ann.sees('One', 'Two', 'Mine', 'Three, @Ann Lindqvist');
  await expect(badge(phone.page, 'General')).toHaveCount(0);

  await markUnread(ann, 'Two');
  await expect(ann.page.locator('#composer-note')).toContainText('Marked unread.');
  for (const page of [ann.page, other, phone.page]) {
    await expect(badge(page, 'General').first()).toHaveText(/1$/);
    await expect(page).toHaveTitle(/^\(1\)/);
  }
  for (const page of [ann.page, other]) await expect.poll(() => underTheLine(page)).toBe('Two');

  // Neither looking at it, nor what comes, nor another tab, nor a restart reads it.
  await other.bringToFront();
  await bob.says('Four');
  await expect(other.locator('.message__body').last()).toHaveText('Four');
  await ann.page.bringToFront();
  for (const one of [ann, phone, bob]) one.mayLoseNetwork();
  await server.stop();
  await server.run();
  await Promise.all([ann.isLive(), phone.isLive(), bob.isLive()]);
  await bob.says('Five');
  await ann.sees('Three, @Ann Lindqvist', 'Four', 'Five');
  await expect(phone.room('General')).toHaveClass(/room-link--unread/);
  await expect(ann.room('General')).toHaveClass(/room-link--unread/);

  await ann.enter('Summer workshop');
  await expect(badge(ann.page, 'General').first()).toHaveText(/1$/);
  await ann.enter('General');
  for (const page of [ann.page, other, phone.page]) {
    await expect(badge(page, 'General')).toHaveCount(0);
    await expect(page).not.toHaveTitle(/^\(/);
  }
});

test('what another tab had read without a network does not undo it', async ({ person, lay }) => {
  const line = await lay();
  const [ann, away, bob] = [await person('ann'), await person('ann', { line }), await person('bob')];
  await Promise.all([ann.go('/rooms/2'), away.go('/rooms/1'), bob.go('/rooms/1')]);
  await bob.says('Before the tunnel');
  await away.sees('Before the tunnel');
  await away.enter('Summer workshop');
  await bob.says('In the tunnel');
  await expect(badge(away.page, 'General')).toHaveText(/1$/);
  away.mayLoseNetwork();
  line.cut();
  await away.isNotLive();
  await away.enter('General');
  await expect(badge(away.page, 'General')).toHaveCount(0);

  await ann.enter('General');
  await ann.sees('Before the tunnel', 'In the tunnel');
  await markUnread(ann, 'Before the tunnel');
  await ann.enter('Summer workshop');
  await expect(badge(ann.page, 'General')).toHaveText(/2$/);
  line.mend();
  await away.isLive();
  await expect(badge(away.page, 'General')).toHaveText(/2$/);
  await bob.says('After the tunnel');
  await expect(badge(ann.page, 'General')).toHaveText(/3$/);
});

test('by keyboard, and read on by scrolling to the end', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await bob.says('Keep this for later');
  await ann.sees('Keep this for later');
  await ann.page.keyboard.press('Shift+Tab');
  await expect(ann.message('Keep this for later')).toBeFocused();
  await ann.page.keyboard.press('u');
  await expect(badge(ann.page, 'General')).toHaveText(/1$/);
  await expect.poll(() => underTheLine(ann.page)).toBe('Keep this for later');
  expect((await new AxeBuilder({ page: ann.page }).analyze()).violations).toEqual([]);

  // One's own messages are never unread.
  await ann.page.locator('#timeline').focus();
  await ann.page.keyboard.press('Home');
  await expect(ann.page.locator('.jump')).toBeVisible();
  await expect(badge(ann.page, 'General')).toHaveText(/1$/);
  await ann.page.keyboard.press('End');
  await expect(badge(ann.page, 'General')).toHaveCount(0);

  await ann.says('Mine');
  await ann.sees('Mine');
  await ann.message('Mine').hover();
  await ann.message('Mine').getByRole('button', { name: 'More' }).click();
  await expect(ann.page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible();
  await expect(ann.page.getByRole('menuitem', { name: 'Mark unread from here' })).toHaveCount(0);
});

test('who writes has read, and without a network it is said that nothing was done', async ({ person, lay }) => {
  const line = await lay();
  const [ann, bob] = [await person('ann', { line }), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await bob.says('Will you come?');
  await ann.sees('Will you come?');
  await markUnread(ann, 'Will you come?');
  await expect(badge(ann.page, 'General')).toHaveText(/1$/);
  await ann.says('I will');
  await expect(badge(ann.page, 'General')).toHaveCount(0);
  await bob.says('Good');
  await ann.sees('Good');
  await expect(badge(ann.page, 'General')).toHaveCount(0);

  ann.mayLoseNetwork();
  line.cut();
  await ann.isNotLive();
  await markUnread(ann, 'Good');
  await expect(ann.message('Good')).toContainText('Not marked unread. There is no connection.');
});
