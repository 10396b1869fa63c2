// The map of the keys, and that what it says is so.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../support/story.ts';

test('the map says what the keys do', async ({ person }) => {
  const ann = await person('ann');
  await ann.go('/rooms/1');
  const map = ann.page.getByRole('dialog', { name: 'Keyboard shortcuts' });

  // Where one writes, a question mark is a question mark.
  await ann.composer.press('?');
  await expect(ann.composer).toHaveValue('?');
  await expect(map).toBeHidden();
  await ann.composer.fill('');

  await ann.page.locator('#timeline').focus();
  await ann.page.keyboard.press('?');
  await expect(map).toBeVisible();
  const rows = await map.locator('.keys__row').evaluateAll((all) =>
    all.map((row) => [row.querySelector('dt')!.textContent!, row.querySelector('dd')!.textContent!]),
  );
  expect(Object.fromEntries(rows)).toEqual({
    'Go to a room, a person or a page': 'Ctrl/⌘ K',
    'Show these shortcuts': '?',
    'Hide who is here': 'Esc',
    'Go to the newest message': 'End',
    'Mark unread from here': 'U',
    'Go to the message above': '↑',
    'Go to the message below': '↓',
    Send: 'Enter',
    'Begin a new line': 'Shift Enter',
    'Change your last message, while the composer is empty': '↑',
    Bold: 'Ctrl/⌘ B',
    Italic: 'Ctrl/⌘ I',
    Code: 'Ctrl/⌘ E',
    Save: 'Enter',
    'Leave it as it was': 'Esc',
    'Close the thread, while you write in it': 'Esc',
  });
  expect((await new AxeBuilder({ page: ann.page }).analyze()).violations).toEqual([]);
  await ann.page.keyboard.press('Escape');
  await expect(map).toBeHidden();
  await expect(ann.page.locator('#timeline')).toBeFocused();

  await ann.composer.focus();
  await ann.page.keyboard.type('one');
  await ann.page.keyboard.press('Shift+Enter');
  await ann.page.keyboard.type('two');
  await expect(ann.composer).toHaveValue('one\ntwo');
  await ann.composer.press('Control+a');
  await ann.composer.press('Control+e');
  await expect(ann.composer).toHaveValue('```\none\ntwo\n```');
  await ann.composer.fill('tea');
  await ann.composer.press('Control+a');
  await ann.composer.press('Control+b');
  await ann.composer.press('Control+i');
  await expect(ann.composer).toHaveValue('**_tea_**');
  await ann.composer.press('Enter');
  await ann.sees('tea');
  await ann.composer.press('ArrowUp');
  const editor = ann.page.getByLabel('Change the message');
  await expect(editor).toBeFocused();
  await editor.press('Escape');
  await expect(editor).toHaveCount(0);
  await ann.composer.press('ArrowUp');
  await editor.fill('coffee');
  await editor.press('Enter');
  await expect(ann.message('coffee')).toBeVisible();

  await ann.page.locator('.people-button[aria-controls]').click();
  await expect(ann.page.locator('#people')).toBeVisible();
  await ann.page.keyboard.press('Escape');
  await expect(ann.page.locator('#people')).toBeHidden();
  await ann.composer.press('Control+k');
  await expect(ann.page.getByRole('dialog', { name: 'Go to' })).toBeVisible();
  await ann.page.keyboard.press('Control+k');
  await ann.page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(map).toBeVisible();
  await map.getByRole('button', { name: 'Close' }).click();
  await expect(map).toBeHidden();
});

test('on a phone there is no way to it', async ({ person }) => {
  const bob = await person('bob', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await bob.go('/rooms/1');
  await bob.page.getByRole('link', { name: 'All rooms' }).tap();
  await expect(bob.page.locator('.sidebar__foot')).toBeVisible();
  await expect(bob.page.locator('.keys-button')).toBeHidden();
});
