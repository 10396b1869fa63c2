// Threads: a reply beside the room, on every screen that shows it, by mouse, finger and keyboard.
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test('three people talk in a thread, and the room stays quiet', async ({ person }) => {
  const [ann, bob, eve] = [await person('ann'), await person('bob'), await person('carla')];
  await Promise.all([ann, bob, eve].map((one) => one.go('/rooms/1')));
  await ann.says('Who brings the projector?');
  for (const one of [bob, eve]) await one.sees('Who brings the projector?');
  await begin(bob, 'Who brings the projector?');
  await expect(field(bob)).toBeFocused();
  await replies(bob, 'I can, if somebody drives');
  await expect(strip(ann, 'Who brings the projector?')).toHaveText(/^BO\s*1 reply last at/);
  await expect(bob.page.locator('#timeline .message')).not.toContainText(['I can, if somebody drives']);

  await strip(ann, 'Who brings the projector?').click();
  await expect(thread(ann)).toHaveText(['I can, if somebody drives']);
  await replies(ann, 'I drive', 'At seven?');
  await expect(thread(bob)).toHaveText(['I can, if somebody drives', 'I drive', 'At seven?']);
  await expect(strip(eve, 'Who brings the projector?')).toContainText('3 replies');

  // One that everybody should see.
  await bob.page.getByLabel('Also show in the room').check();
  await replies(bob, 'Settled: seven');
  await expect(bob.page.getByLabel('Also show in the room')).not.toBeChecked();
  const shown = eve.page.locator('#timeline .message').filter({ hasText: 'Settled: seven' });
  await expect(shown).toHaveCount(1);
  await shown.getByRole('link', { name: 'Replied in a thread' }).click();
  await expect(thread(eve)).toHaveText(['I can, if somebody drives', 'I drive', 'At seven?', 'Settled: seven']);
  await expect(eve.page).toHaveURL(/\/rooms\/1\/threads\/\d+#t-\d+$/);

  // Edit, react and remove work there as everywhere.
  const seven = ann.page.locator('#thread .message').filter({ hasText: 'At seven?' });
  await seven.hover();
  await seven.getByRole('button', { name: 'Edit' }).click();
  await ann.page.keyboard.type(' sharp');
  await ann.page.keyboard.press('Enter');
  await expect(thread(eve).nth(2)).toHaveText(/At seven\? sharp/);
  await seven.hover();
  await seven.getByRole('button', { name: 'Delete' }).click();
  await ann.page.getByRole('button', { name: 'Delete', exact: true }).last().click();
  await expect(strip(eve, 'Who brings the projector?')).toContainText('3 replies');
  await expect(eve.page.locator('#thread .message--removed')).toHaveCount(1);

  await ann.page.reload();
  await ann.isLive();
  await expect(thread(ann).last()).toHaveText('Settled: seven');
  await axe(ann);
});

test('a link to a reply opens its thread, and Escape gives the room back', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('Where is the key?');
  await begin(ann, 'Where is the key?');
  await replies(ann, 'Under the mat');
  const reply = ann.page.locator('#thread .message', { hasText: 'Under the mat' });
  // One that is on its way has no place yet.
  await expect(reply).toHaveAttribute('id', /^t-/);
  const id = (await reply.getAttribute('id'))!;
  await bob.go(`/rooms/1/messages/${id.slice(2)}`);
  await expect(bob.page).toHaveURL(new RegExp(`/rooms/1/threads/${id.slice(2)}#${id}$`));
  await expect(thread(bob)).toHaveText(['Under the mat']);
  await expect(bob.page.locator('#thread')).toContainText('Where is the key?');

  await field(ann).fill('Half a thou');
  await field(ann).press('Escape');
  await expect(ann.page.locator('#thread')).toBeHidden();
  await expect(ann.page).toHaveURL(/\/rooms\/1$/);
  await expect(strip(ann, 'Where is the key?')).toBeFocused();
  await ann.page.keyboard.press('Enter');
  await expect(field(ann)).toHaveValue('Half a thou');
  await expect(ann.composer).toHaveValue('');
  await ann.page.goBack();
  await expect(ann.page.locator('#thread')).toBeHidden();
  await ann.page.goForward();
  await expect(thread(ann)).toHaveText(['Under the mat']);
});

test('a reply that is typed without a network is sent once there is one', async ({ person, lay }) => {
  const line = await lay();
  const [ann, bob] = [await person('ann', { line }), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await bob.says('Does the lift work?');
  await ann.sees('Does the lift work?');
  await begin(ann, 'Does the lift work?');
  await replies(ann, 'Yesterday it did');
  await strip(bob, 'Does the lift work?').click();
  await expect(thread(bob)).toHaveText(['Yesterday it did']);
  ann.mayLoseNetwork();
  line.cut();
  await ann.isNotLive();
  await replies(ann, 'Today I take the stairs');
  await replies(bob, 'It works');
  await expect(ann.page.locator('#thread .message--pending')).toHaveCount(1);
  await expect(ann.page.locator('#timeline .message--pending')).toHaveCount(0);
  line.mend();
  await ann.isLive();
  for (const one of [ann, bob]) {
    await expect(thread(one)).toHaveText(['Yesterday it did', 'It works', 'Today I take the stairs']);
  }
});

test('who takes part is told of new replies on every tab, until they have seen them or said no', async ({ person }) => {
  const [ann, bob, eve] = [await person('ann'), await person('bob'), await person('carla')];
  await Promise.all([ann, bob, eve].map((one) => one.go('/rooms/1')));
  await ann.says('Who waters the plants?');
  await bob.sees('Who waters the plants?');
  await eve.sees('Who waters the plants?');
  const other = await ann.page.context().newPage();
  await other.goto('/rooms/1');
  const badges = [news(ann.page), news(other)];
  for (const badge of badges) await expect(badge).toHaveCount(0);

  await begin(bob, 'Who waters the plants?');
  await replies(bob, 'I do, on Mondays');
  for (const badge of badges) await expect(badge).toHaveText('unread threads: 1');
  await expect(news(eve.page)).toHaveCount(0);
  await replies(bob, '@Ann Lindqvist on Fridays?');
  for (const badge of badges) await expect(badge).toHaveText('threads that mention you: 1');
  await expect(ann.page.locator('.room-link .badge--meant')).toHaveCount(0);
  await other.reload();
  await expect(news(other)).toHaveText('threads that mention you: 1');

  // The list leads there, and the end of the thread reads it.
  await ann.page.getByRole('link', { name: /^Threads/ }).click();
  await expect(ann.page).toHaveTitle(/^Threads/);
  const row = ann.page.locator('.found').first();
  await expect(row).toContainText('Who waters the plants?');
  await expect(row).toContainText('2 replies');
  await expect(row).toContainText('2 new, with a mention of you');
  await axe(ann);
  await row.getByRole('link').click();
  await ann.isLive();
  await expect(thread(ann)).toHaveText(['I do, on Mondays', '@Ann Lindqvist on Fridays?']);
  for (const badge of badges) await expect(badge).toHaveCount(0);
  // The line tells what is new, and is gone when the thread is opened again.
  const line = ann.page.locator('#thread .unread-line');
  await expect(ann.page.locator('#thread .unread-line + .message .message__body')).toHaveText('I do, on Mondays');
  await expect(line).toHaveCount(1);
  await field(ann).press('Escape');
  await strip(ann, 'Who waters the plants?').click();
  await expect(thread(ann)).toHaveCount(2);
  await expect(line).toHaveCount(0);

  // Who wants no more of it hears no more of it, whoever names them.
  await ann.page.getByRole('button', { name: 'Unfollow' }).click();
  await expect(ann.page.getByRole('button', { name: 'Follow', exact: true })).toBeVisible();
  await field(ann).press('Escape');
  await strip(eve, 'Who waters the plants?').click();
  await eve.page.getByRole('button', { name: 'Follow', exact: true }).click();
  await expect(eve.page.getByRole('button', { name: 'Unfollow' })).toBeVisible();
  await field(eve).press('Escape');
  await replies(bob, '@Ann Lindqvist, hello?');
  await expect(news(eve.page)).toHaveText('unread threads: 1');
  await expect(strip(ann, 'Who waters the plants?')).toContainText('3 replies');
  for (const badge of badges) await expect(badge).toHaveCount(0);
  await ann.page.goto('/threads');
  await expect(ann.page.locator('.found').filter({ hasText: 'Who waters the plants?' })).toHaveCount(0);
});

test('in a thread everybody is who follows it, unless the room is shown the reply', async ({ person }) => {
  const [ann, bob, eve] = [await person('ann'), await person('bob'), await person('carla')];
  await Promise.all([ann, bob, eve].map((one) => one.go('/rooms/1')));
  await bob.says('Which cake?');
  await ann.sees('Which cake?');
  await begin(ann, 'Which cake?');
  await field(ann).fill('@roo');
  await expect(ann.page.locator('#thread .choice__note')).toHaveText('Everybody who follows this thread');
  await field(ann).fill('Plum, @room');
  await field(ann).press('Enter');
  const asked = ann.page.getByRole('dialog', { name: 'Tell everybody who follows this thread?' });
  await expect(asked).toBeVisible();
  await axe(ann);
  await asked.getByRole('button', { name: 'Go back' }).click();
  await expect(field(ann)).toBeFocused();
  const shown = ann.page.getByLabel('Also show in the room');
  await shown.check();
  await field(ann).press('Enter');
  const wide = ann.page.getByRole('dialog', { name: 'Tell 7 people?' });
  await wide.getByRole('button', { name: 'Go back' }).click();
  await shown.uncheck();
  await field(ann).press('Enter');
  await asked.getByRole('button', { name: 'Tell them' }).click();
  await expect(thread(ann)).toHaveText(['Plum, @room']);
  await expect(news(bob.page)).toHaveText('threads that mention you: 1');
  await expect(strip(eve, 'Which cake?')).toContainText('1 reply');
  await expect(news(eve.page)).toHaveCount(0);
  await expect(eve.page.locator('.room-link .badge--meant')).toHaveCount(0);
});

test('on a phone a thread is a screen of its own', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob', PHONE)];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('Lunch at noon?');
  await begin(ann, 'Lunch at noon?');
  await replies(ann, 'Or at one');
  await strip(bob, 'Lunch at noon?').tap();
  await expect(thread(bob)).toHaveText(['Or at one']);
  await expect(bob.composer).toBeHidden();
  expect(await bob.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await axe(bob);
  const back = bob.page.getByRole('link', { name: 'Back to the room' });
  const box = (await back.boundingBox())!;
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  await back.tap();
  await expect(bob.composer).toBeVisible();
  await expect(strip(bob, 'Lunch at noon?')).toBeVisible();
});

function field(person: Person): Locator {
  return person.page.locator('#thread-text');
}

/** How many threads have something new, in the sidebar. */
function news(page: Page): Locator {
  return page.locator('a[href="/threads"] .badge');
}

function strip(person: Person, text: string): Locator {
  return person.page.locator('#timeline .message').filter({ hasText: text }).locator('.replies');
}

/** The texts of the replies. */
function thread(person: Person): Locator {
  return person.page.locator('#thread .timeline__rows .message__body');
}

async function begin(person: Person, text: string): Promise<void> {
  await person.message(text).hover();
  await person.message(text).getByRole('link', { name: 'Reply in a thread' }).click();
}

async function replies(person: Person, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    await field(person).fill(text);
    await field(person).press('Enter');
    await expect(field(person)).toHaveValue('');
  }
}

async function axe(person: Person): Promise<void> {
  const { violations } = await new AxeBuilder({ page: person.page }).analyze();
  expect(violations).toEqual([]);
}
