// Reactions: added and taken back by mouse, finger and keyboard, and seen by everybody.
import type { Locator } from '@playwright/test';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test('two people react, see who did, and take it back', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('There is cake');
  await bob.sees('There is cake');

  await pick(bob, 'There is cake', '🎉');
  await expect(chips(ann, 'There is cake')).toHaveText(['🎉1']);
  await expect(chip(ann, 'There is cake', '🎉')).toHaveAttribute('aria-pressed', 'false');
  await expect(chip(bob, 'There is cake', '🎉')).toHaveAttribute('aria-pressed', 'true');
  await expect(chip(ann, 'There is cake', '🎉')).toHaveAccessibleName('Bob Okafor reacted with 🎉');

  await chip(ann, 'There is cake', '🎉').click();
  await expect(chips(bob, 'There is cake')).toHaveText(['🎉2']);
  await expect(chip(bob, 'There is cake', '🎉')).toHaveAccessibleName('Ann Lindqvist and you reacted with 🎉');
  await chip(bob, 'There is cake', '🎉').hover();
  const who = (element: Element) => getComputedStyle(element, '::after').content;
  expect(await chip(bob, 'There is cake', '🎉').evaluate(who)).toContain('Ann Lindqvist and you');

  await react(bob, 'There is cake').click();
  await bob.page.getByLabel('Or a short text').fill('Save me some, please');
  await bob.page.getByLabel('Or a short text').press('Enter');
  await expect(bob.page.locator('.picker__note')).toHaveText(/At most 16 characters/);
  await bob.page.getByLabel('Or a short text').fill('Save me some');
  await bob.page.getByLabel('Or a short text').press('Enter');
  await expect(chips(ann, 'There is cake')).toHaveText(['🎉2', 'Save me some1']);

  await chip(bob, 'There is cake', '🎉').click();
  await expect(chips(ann, 'There is cake')).toHaveText(['🎉1', 'Save me some1']);
  await chip(ann, 'There is cake', '🎉').click();
  for (const one of [ann, bob]) await expect(chips(one, 'There is cake')).toHaveText(['Save me some1']);
  await ann.page.reload();
  await ann.isLive();
  await expect(chips(ann, 'There is cake')).toHaveText(['Save me some1']);
});

test('a reaction is no news: nothing becomes unread', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await bob.says('Watch the badge');
  await ann.sees('Watch the badge');
  await ann.enter('Summer workshop');
  await expect(ann.room('General').locator('.badge')).toHaveCount(0);
  await pick(bob, 'Watch the badge', '👀');
  await expect(chips(bob, 'Watch the badge')).toHaveText(['👀1']);
  await bob.says('Now it counts');
  await expect(ann.room('General').locator('.badge')).toHaveText(/1$/);
});

test('who was away sees the reactions as they stand', async ({ person, lay }) => {
  const line = await lay();
  const [ann, bob] = [await person('ann'), await person('bob', { line })];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('Who can drive?', 'Never mind');
  await bob.sees('Who can drive?', 'Never mind');
  await pick(bob, 'Who can drive?', '🙌');
  await expect(chips(ann, 'Who can drive?')).toHaveText(['🙌1']);

  bob.mayLoseNetwork();
  line.cut();
  await bob.isNotLive();
  await chip(bob, 'Who can drive?', '🙌').click();
  await expect(bob.message('Who can drive?')).toContainText('The reaction was not changed.');
  await pick(ann, 'Who can drive?', '🚀');
  await pick(ann, 'Never mind', '😅');
  line.mend();
  await bob.isLive();
  await expect(chips(bob, 'Who can drive?')).toHaveText(['🙌1', '🚀1']);
  await expect(chips(bob, 'Never mind')).toHaveText(['😅1']);
});

test('with a finger on a phone', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob', PHONE)];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('Ready on the left?');
  await bob.sees('Ready on the left?');
  await bob.message('Ready on the left?').locator('.message__body').tap();
  await react(bob, 'Ready on the left?').tap();
  const picker = bob.page.getByRole('dialog', { name: 'Pick a reaction' });
  await expect(picker).toBeVisible();
  const box = (await picker.getByRole('button', { name: '👍' }).boundingBox())!;
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  await picker.getByRole('button', { name: '👍' }).tap();
  await expect(picker).toBeHidden();
  await expect(chips(ann, 'Ready on the left?')).toHaveText(['👍1']);
  await chip(bob, 'Ready on the left?', '👍').tap();
  await expect(chips(ann, 'Ready on the left?')).toHaveCount(0);
  expect(await bob.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
});

test('by keyboard alone, and the focus is never lost', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await bob.says('Any objections?');
  await ann.sees('Any objections?');
  await expect(ann.composer).toBeFocused();
  await ann.page.keyboard.press('Shift+Tab');
  await expect(ann.message('Any objections?')).toBeFocused();
  await ann.page.keyboard.press('Tab');
  await expect(react(ann, 'Any objections?')).toBeFocused();

  await ann.page.keyboard.press('Enter');
  const one = (name: string) => ann.page.getByRole('dialog').getByRole('button', { name });
  await expect(one('👍')).toBeFocused();
  await ann.page.keyboard.press('Escape');
  await expect(react(ann, 'Any objections?')).toBeFocused();

  await ann.page.keyboard.press('Enter');
  await expect(one('👍')).toBeFocused();
  await ann.page.keyboard.press('ArrowRight');
  await expect(one('👎')).toBeFocused();
  await ann.page.keyboard.press('ArrowDown');
  await ann.page.keyboard.press('ArrowUp');
  await expect(one('👎')).toBeFocused();
  await ann.page.keyboard.press('Enter');
  await expect(react(ann, 'Any objections?')).toBeFocused();
  await expect(chips(bob, 'Any objections?')).toHaveText(['👎1']);

  // Back to the chip, which goes as it is turned over.
  await ann.page.keyboard.press('Shift+Tab');
  await ann.page.keyboard.press('Shift+Tab');
  await expect(chip(ann, 'Any objections?', '👎')).toBeFocused();
  await ann.page.keyboard.press('Enter');
  await expect(chips(bob, 'Any objections?')).toHaveCount(0);
  await expect(chips(ann, 'Any objections?')).toHaveCount(0);
  await expect(ann.message('Any objections?')).toBeFocused();
});

test('a reaction is shown at once, and taken off again where it did not arrive', async ({ person, lay }) => {
  const line = await lay();
  const [ann, bob] = [await person('ann'), await person('bob', { line })];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('Into the tunnel');
  await bob.sees('Into the tunnel');
  await pick(ann, 'Into the tunnel', '🎉');
  await expect(chips(bob, 'Into the tunnel')).toHaveText(['🎉1']);

  // Nothing comes back from now on: what Bob sees is what he did himself.
  line.silence();
  await chip(bob, 'Into the tunnel', '🎉').click();
  await expect(chips(bob, 'Into the tunnel')).toHaveText(['🎉2']);
  await expect(chip(bob, 'Into the tunnel', '🎉')).toHaveAttribute('aria-pressed', 'true');
  await pick(bob, 'Into the tunnel', '👀');
  await expect(chips(bob, 'Into the tunnel')).toHaveText(['🎉2', '👀1']);
  await chip(bob, 'Into the tunnel', '👀').click();
  await expect(chips(bob, 'Into the tunnel')).toHaveText(['🎉2']);

  await expect(bob.message('Into the tunnel').locator('.message__failure')).toBeVisible({ timeout: 40_000 });
  await expect(chips(bob, 'Into the tunnel')).toHaveText(['🎉1']);
  await expect(chip(bob, 'Into the tunnel', '🎉')).toHaveAttribute('aria-pressed', 'false');
  await expect(chips(ann, 'Into the tunnel')).toHaveText(['🎉1']);
});

function react(person: Person, text: string): Locator {
  return person.message(text).getByRole('button', { name: 'React', exact: true });
}

function chips(person: Person, text: string): Locator {
  return person.message(text).locator('.reaction[data-reaction]');
}

function chip(person: Person, text: string, reaction: string): Locator {
  return person.message(text).locator(`.reaction[data-reaction="${reaction}"]`);
}

async function pick(person: Person, text: string, emoji: string): Promise<void> {
  await person.message(text).hover();
  await react(person, text).click();
  await person.page.getByRole('dialog').getByRole('button', { name: emoji }).click();
  await expect(person.page.getByRole('dialog')).toBeHidden();
}
