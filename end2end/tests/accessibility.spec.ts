// No page breaks a rule that axe can check, in light and in dark.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/story.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the chat passes axe in ${colorScheme}`, async ({ person }) => {
    const ann = await person('ann', { colorScheme });
    await ann.go('/rooms/1');
    await passes(ann.page, 'a room');
    await ann.says('Mine, so it can be changed');
    await ann.sees('Mine, so it can be changed');
    await ann.message('Mine, so it can be changed').hover();
    await ann.page.locator('.people-button').click();
    await passes(ann.page, 'a room with its people');
    await ann.page.locator('.people').getByRole('button', { name: 'Close' }).click();
    await ann.message('Mine, so it can be changed').hover();
    await ann.message('Mine, so it can be changed').getByRole('button', { name: 'Delete' }).click();
    await passes(ann.page, 'the question before deleting');
    await ann.page.getByRole('button', { name: 'Keep it' }).click();
    await ann.message('Mine, so it can be changed').hover();
    await ann.message('Mine, so it can be changed').getByRole('button', { name: 'React' }).click();
    await passes(ann.page, 'the picker of reactions');
    await ann.page.getByRole('dialog').getByRole('button', { name: '🎉' }).click();
    await expect(ann.message('Mine, so it can be changed').locator('.reaction').first()).toBeVisible();
    await passes(ann.page, 'a message with a reaction');
    for (const room of [2, 3, 4, 5, 6]) {
      await ann.go(`/rooms/${room}`);
      await passes(ann.page, `room ${room}`);
    }
  });

  test(`every page passes axe in ${colorScheme}`, async ({ person, visitor }) => {
    const stranger = await visitor({ colorScheme });
    await stranger.page.goto('/sign-in');
    await passes(stranger.page, '/sign-in');

    const ann = await person('ann', { colorScheme });
    for (const path of ['/rooms', '/rooms/new', '/rooms/1/settings', '/rooms/1/level', '/account', '/people', '/search?q=kettle']) {
      await ann.page.goto(path);
      await passes(ann.page, path);
    }
    ann.mayComplain(/404/);
    await ann.page.goto('/nothing/here');
    await passes(ann.page, 'what is not there');
  });

  test(`a page that is not live passes axe in ${colorScheme}`, async ({ person, lay }) => {
    const line = await lay();
    const bob = await person('bob', { line, colorScheme });
    await bob.go('/rooms/1');
    bob.mayLoseNetwork();
    line.cut();
    await bob.isNotLive();
    await bob.says('Not sent yet');
    await expect(bob.connectionLine).toContainText('Reconnecting');
    await passes(bob.page, 'a room that waits for its network');
  });

  test.describe('on an empty server', () => {
    test.use({ data: 'empty' });
    test(`the first run passes axe in ${colorScheme}`, async ({ visitor, server }) => {
      const { page } = await visitor({ colorScheme });
      await page.goto('/');
      await passes(page, 'a server without an owner');
      await page.goto(server.ownerLink!);
      await passes(page, 'the first run');
    });
  });
}

async function passes(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect(found, what).toEqual([]);
}
