// A page that has lived through changes is, element by element, the page that a fresh load shows.
import { expect, type Page } from '@playwright/test';
import { act, Dice } from '../support/deeds.ts';
import { test } from '../support/story.ts';

/** How often something is done. */
const DEEDS = 40;

test('a page changes into exactly what a fresh load of it is', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  const dice = new Dice(20261121);
  for (let turn = 0; turn < DEEDS; turn += 1) await act(ann, dice, turn);
  await ann.says('That is all.');
  await bob.sees('That is all.');

  const lived = await whole(bob.page);
  await expect(async () => {
    await bob.page.reload();
    await bob.isLive();
    // What the server does not know to be read yet begins with a line, and an author behind it.
    await expect(bob.page.locator('.unread-line')).toHaveCount(0, { timeout: 100 });
  }).toPass();
  // A fresh load has the newest rows only, and its first one begins a day and an author.
  const fresh = await whole(bob.page);
  const id = await bob.page.locator('.timeline .message').nth(2).getAttribute('id');
  const common = (lines: string[]) => lines.slice(lines.findIndex((line) => line.includes(`id=${id}`)));
  expect(common(lived)).toEqual(common(fresh));
  expect(common(lived).filter((line) => line.includes('data-seq=')).length).toBeGreaterThan(20);
});

/** The rows, the rooms and the head of the page, a line for each element or text, without what is
 * only between two texts and what says where the reader is. */
async function whole(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const lines: string[] = [];
    const write = (node: Node, depth: number): void => {
      const indent = '  '.repeat(depth);
      if (node instanceof Text && node.data) lines.push(`${indent}"${node.data}"`);
      if (!(node instanceof Element) || node.matches('.unread-line')) return;
      const attributes = [...node.attributes].map(({ name, value }) => `${name}=${value}`).sort();
      lines.push([indent + node.localName, ...attributes].join(' '));
      const copy = [...node.childNodes];
      for (const child of copy) write(child, depth + 1);
    };
    for (const part of ['.timeline__rows', '.room-list', '.room-header']) {
      const copy = document.querySelector(part)!.cloneNode(true) as Element;
      const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
      const found: Node[] = [];
      while (comments.nextNode()) found.push(comments.currentNode);
      for (const comment of found) comment.parentNode!.removeChild(comment);
      copy.normalize();
      write(copy, 0);
    }
    return lines;
  });
}
