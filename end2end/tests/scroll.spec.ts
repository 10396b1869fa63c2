// Where the reader is stays where it is, whatever is changed around it.
import type { Page } from '@playwright/test';
import { act, Dice } from '../support/deeds.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

/** How often something is done. */
const DEEDS = 30;

for (const viewport of [{ width: 1280, height: 800 }, { width: 360, height: 740 }]) {
  test(`what others do moves nothing under the reader at ${viewport.width} px`, async ({ person }) => {
    test.setTimeout(180_000);
    const [ann, bob] = [await person('ann', { viewport }), await person('bob')];
    await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
    const row = (number: number) => `${number}: what Bob may change\nsoon`;
    for (let number = 0; number < 12; number += 1) await bob.says(row(number));
    await ann.sees(row(11));
    for (let number = 0; number < 20; number += 1) await ann.says(`${number}: what stays\nand stays\nand stays`);
    await bob.sees('19: what stays\nand stays\nand stays');

    // All of Bob's rows are above what is in view, and what he is yet to say comes below it.
    await ann.page.locator('#timeline').evaluate((timeline) => {
      const rows = [...timeline.querySelectorAll('.message')];
      const first = rows.find((row) => row.textContent!.includes('0: what stays'))!;
      timeline.scrollTop += first.getBoundingClientRect().top - timeline.getBoundingClientRect().top - 4;
    });
    const from = await ann.page.locator('#timeline').evaluate((timeline) => timeline.scrollTop);
    expect(from, 'the newest row is at zero, and the past above it').toBeLessThan(-100);
    const id = await ann.page.locator('.message', { hasText: '0: what stays' }).first().getAttribute('id');
    const top = () => ann.page.locator(`#${id}`).evaluate((row) => row.getBoundingClientRect().top);
    const before = await top();

    const dice = new Dice(20261122);
    let moved = 0;
    for (let turn = 0; turn < DEEDS; turn += 1) {
      const height = await above(ann.page, id!);
      await act(bob, dice, turn);
      await expect(async () => expect(await rows(ann), 'both see the same').toEqual(await rows(bob))).toPass();
      await ann.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      expect(Math.abs((await top()) - before), `pixels that the row has moved after turn ${turn}`).toBeLessThanOrEqual(2);
      if ((await above(ann.page, id!)) !== height) moved += 1;
    }
    expect(moved, 'changes of what stands above').toBeGreaterThan(3);
  });
}

/** How much of the room stands above this row, in CSS pixels. */
async function above(page: Page, id: string): Promise<number> {
  return page.locator(`#${id}`).evaluate((row) => {
    const rows = document.querySelector('.timeline__rows')!;
    return Math.round(row.getBoundingClientRect().top - rows.getBoundingClientRect().top);
  });
}

/** The newest rows as they are shown, without what depends on who looks. */
async function rows(one: Person): Promise<string[]> {
  const shown = (rows: Element[]) =>
    rows.slice(-40).map((row) => {
      const texts = ['.message__body', '.reactions'].map((part) => row.querySelector(part)?.textContent ?? '');
      return [row.id, ...texts].join(' ');
    });
  return one.page.locator('.timeline .message').evaluateAll(shown);
}
