// By keyboard alone: from signing in to a reaction in a thread and back, and after each key one sees
// where the keyboard is. A pointer that is used fails the story.
import type { Locator } from '@playwright/test';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

test('from signing in to a reaction in a thread, and back, without a mouse', async ({ person, visitor }) => {
  const bob = await person('bob');
  await bob.go('/rooms/1');
  await bob.says('Any volunteers?');
  await bob.sees('Any volunteers?');

  const ann = await visitor({ viewport: { width: 1440, height: 900 } });
  await ann.context.addInitScript(() => {
    addEventListener('pointerdown', () => { throw new Error('a pointer was used'); }, true);
  });
  const keys = ann.page.keyboard;
  const row = (side: string, text: string) => ann.page.locator(`#${side} .message`).filter({ hasText: text });
  const button = (at: Locator, name: string) => at.getByRole('button', { name, exact: true });

  // In: the page itself gives the keyboard to the first field, and to the composer once one is in.
  await ann.page.goto('/rooms/1');
  await at(ann, ann.page.getByLabel('Email'));
  await keys.type('ann@example.org');
  await press(ann, 'Tab', ann.page.getByLabel('Password'));
  await keys.type('correct horse battery');
  await keys.press('Enter');
  await ann.isLive();
  await expect(ann.page).toHaveURL(/\/rooms\/1$/);
  await at(ann, ann.composer);

  // A message, and the composer for the next one.
  await keys.type('Here I am');
  await press(ann, 'Enter', ann.composer);
  await expect(ann.composer).toHaveValue('');
  await bob.sees('Any volunteers?', 'Here I am');

  // Before the composer lie the messages, which one goes through by arrows, past what is none.
  const [mine, asked] = [row('timeline', 'Here I am'), row('timeline', 'Any volunteers?')];
  const before = ann.page.locator('#timeline .message', { hasText: 'This is the best engineering meeting' });
  await press(ann, 'Shift+Tab', mine);
  await press(ann, 'ArrowUp', asked);
  await press(ann, 'ArrowUp', before);
  await press(ann, 'ArrowDown', asked);
  // What one can do with a message follows it, and from there the arrows go on as well.
  await press(ann, 'Tab', button(asked, 'React'));
  await press(ann, 'ArrowDown', mine);
  for (const name of ['React', 'Reply in a thread', 'Edit', 'Delete', 'More']) {
    await press(ann, 'Tab', mine.getByRole('button', { name, exact: true }).or(mine.getByRole('link', { name })));
  }
  await press(ann, 'Tab', ann.composer);
  await press(ann, 'Shift+Tab', button(mine, 'More'));
  await press(ann, 'ArrowUp', asked);
  await press(ann, 'Tab', button(asked, 'React'));
  await press(ann, 'Tab', asked.getByRole('link', { name: 'Reply in a thread' }));

  // A thread on what somebody else said.
  const field = ann.page.locator('#thread-text');
  await press(ann, 'Enter', field);
  await keys.type('I am free');
  await press(ann, 'Enter', field);
  await expect(field).toHaveValue('');
  const strip = (one: Person) => one.page.locator('#timeline .message').filter({ hasText: 'Any volunteers?' }).locator('.replies');
  await strip(bob).click();
  await bob.page.locator('#thread-text').fill('For the dishes');
  await bob.page.locator('#thread-text').press('Enter');
  const reply = row('thread', 'For the dishes');
  await expect(reply).toBeVisible();

  // A reaction on the reply.
  await press(ann, 'Shift+Tab', reply);
  await press(ann, 'Tab', button(reply, 'React'));
  const picker = ann.page.getByRole('dialog', { name: 'Pick a reaction' });
  await press(ann, 'Enter', button(picker, '👍'));
  await press(ann, 'ArrowRight', button(picker, '👎'));
  await press(ann, 'ArrowLeft', button(picker, '👍'));
  await press(ann, 'Enter', button(reply, 'React'));
  const chip = bob.page.locator('#thread .reaction[data-reaction="👍"]');
  await expect(chip).toHaveAccessibleName('Ann Lindqvist reacted with 👍');

  // And back: to what the thread hangs on, and from there to the composer.
  await press(ann, 'Escape', strip(ann));
  await expect(ann.page.locator('#thread')).toBeHidden();
  await expect(strip(ann)).toContainText('2 replies');
  await press(ann, 'Tab', button(asked, 'React'));
  await press(ann, 'Tab', asked.getByRole('link', { name: 'Reply in a thread' }));
  await press(ann, 'Tab', button(asked, 'More'));
  await press(ann, 'Tab', mine);
  for (const name of ['React', 'Reply in a thread', 'Edit', 'Delete', 'More']) {
    await press(ann, 'Tab', mine.getByRole('button', { name, exact: true }).or(mine.getByRole('link', { name })));
  }
  await press(ann, 'Tab', ann.composer);
  await keys.type('Done');
  await press(ann, 'Enter', ann.composer);
  await expect(bob.message('Done')).toBeVisible();
});

/** Presses a key, after which this has the keyboard. */
async function press(person: Person, key: string, then: Locator): Promise<void> {
  await person.page.keyboard.press(key);
  await at(person, then);
}

/** This has the keyboard, is on the screen, and shows that it has it. */
async function at({ page }: Person, element: Locator): Promise<void> {
  await expect(element).toBeFocused();
  await expect(element).toBeInViewport({ ratio: 1 });
  const drawn = await page.evaluate(() => {
    const outlined = (at: Element | null) => !!at && getComputedStyle(at).outlineStyle !== 'none';
    const field = document.activeElement!.matches('input, textarea');
    // A field says so by its own edge, or the box round it does, and by what blinks in it.
    return field || outlined(document.activeElement);
  });
  expect(drawn, 'the focus is drawn').toBe(true);
}
