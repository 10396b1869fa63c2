// What people say of themselves: seen by others at once, and gone by itself when it ends.
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

test('a status and a clock are seen live, and the status ends by itself', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await bob.page.clock.install();
  await ann.go('/rooms/1');
  await bob.go('/rooms/1');
  const card = await cardOfAnn(bob);
  const said = card.locator('.person__about');
  await expect(said).toHaveCount(0);

  const desk = await ann.context.newPage();
  await setStatus(desk, '🌴 On holiday', 'In 30 minutes');
  await expect(said).toHaveText(['🌴 On holiday']);
  await desk.getByLabel('Where your clock is').selectOption('Asia/Kolkata');
  await desk.locator('form[action="/account/zone"]').getByRole('button', { name: 'Save' }).click();
  // Prague is where the stories are told, and may be on summer time.
  const clock = /^Local time \d\d:\d\d, [34]:30 hours ahead of you$/;
  await expect(said).toHaveText(['🌴 On holiday', clock]);
  expect((await new AxeBuilder({ page: desk }).analyze()).violations).toEqual([]);
  expect((await new AxeBuilder({ page: bob.page }).analyze()).violations).toEqual([]);

  await card.getByRole('button', { name: 'Message Ann Lindqvist' }).click();
  await bob.isLive();
  const topic = bob.page.locator('.room-header__topic');
  await expect(topic).toHaveText(/^🌴 On holiday · Local time \d\d:\d\d, /);
  await bob.page.clock.fastForward('31:00');
  await expect(topic).toHaveText(clock);
});

test('a status outlives the server and stays until it is cleared', async ({ person, server }) => {
  const ann = await person('ann', { javaScriptEnabled: false });
  ann.mayComplain(/422/);
  const bob = await person('bob');
  await bob.go('/rooms/1');
  // Whoever is here is in the panel: a page of hers that lives on.
  const phone = await person('ann');
  await phone.go('/rooms/1');
  const said = (await cardOfAnn(bob)).locator('.person__about');
  await setStatus(ann.page, 'Writing', 'Never');
  await expect(ann.page.getByLabel('What you are about')).toHaveValue('Writing');
  await expect(said).toHaveText(['Writing']);
  for (const one of [bob, phone]) one.mayComplain(/WebSocket connection/);
  await server.stop();
  await bob.isNotLive();
  await server.run();
  await bob.isLive();
  await bob.page.reload();
  await bob.isLive();
  await expect((await cardOfAnn(bob)).locator('.person__about')).toHaveText(['Writing']);
  await ann.page.getByLabel('What you are about').fill('far too much to say '.repeat(4));
  await ann.page.getByRole('button', { name: 'Set your status' }).click();
  await expect(ann.page.locator('#status-note')).toHaveText('A status has at most 60 characters.');
  await ann.page.goto('/account');
  await ann.page.getByRole('button', { name: 'Clear it' }).click();
  await expect(ann.page.getByRole('status')).toHaveText('Saved.');
  await expect(said).toHaveCount(0);
});

async function cardOfAnn(bob: Person): Promise<Locator> {
  await bob.page.locator('.people-button').click();
  const card = bob.page.locator('.people .person', { hasText: 'Ann Lindqvist' });
  await expect(card).toBeVisible();
  return card;
}

async function setStatus(page: Page, text: string, ends: string): Promise<void> {
  await page.goto('/account');
  await page.getByLabel('What you are about').fill(text);
  await page.getByLabel('Ends').selectOption(ends);
  await page.getByRole('button', { name: 'Set your status' }).click();
  await expect(page.getByRole('status')).toHaveText('Saved.');
}
