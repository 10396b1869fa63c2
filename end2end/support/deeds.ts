// What somebody does in a room, from a seed: says, changes and removes messages, and reacts.
import { expect } from '@playwright/test';
import type { Person } from './person.ts';

/** Does one thing to a message of one's own, of those in the page. */
export async function act(one: Person, dice: Dice, turn: number): Promise<void> {
  const mine = one.page.locator('.timeline .message--mine:not(.message--removed)');
  const count = await mine.count();
  const what = count < 4 ? 0 : dice.below(6);
  const row = mine.nth(dice.below(Math.max(count, 1)));
  // The row itself, whatever becomes of it.
  const the = one.page.locator(`#${count ? await row.getAttribute('id') : ''}`);
  const deed = (word: string) => the.locator(`[data-do="${word}"]`).first();
  switch (what) {
    case 0:
    case 1:
      await one.says(dice.pick(TEXTS).replaceAll('%', String(turn)));
      await expect(one.page.locator('.message--pending')).toHaveCount(0);
      return;
    case 2: {
      await the.hover();
      await deed('edit').click();
      const field = one.page.locator('.message__edit-text');
      await field.fill(dice.pick(TEXTS).replaceAll('%', `${turn}, changed`));
      await field.press('Enter');
      await expect(field).toHaveCount(0);
      return;
    }
    case 3:
      await the.hover();
      await deed('delete').click();
      await one.page.locator('#delete-dialog [data-do="delete-now"]').click();
      await expect(the).toHaveClass(/message--removed/);
      return;
    default: {
      const shown = () => the.evaluate((row) => row.querySelector('.reactions')?.textContent);
      const before = await shown();
      await the.hover();
      await deed('pick-reaction').click();
      await one.page.locator('.picker__one').nth(dice.below(6)).click();
      await expect.poll(shown).not.toBe(before);
    }
  }
}

/** Texts of each kind that a row looks different for; % is the turn. */
const TEXTS = [
  'Number %.',
  '*Number* **%**\nin two lines',
  '> said %\n\nand answered',
  '- one\n- two %\n- three',
  '```\ncode %\n```',
  'See https://example.org/%, @[Bob Okafor](2) and `%`',
];

/** The same numbers for the same seed (xorshift32). */
export class Dice {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % limit;
  }

  pick<T>(from: T[]): T {
    return from[this.below(from.length)]!;
  }
}
