// One's picture: chosen by a form, seen by everybody at once, and gone when it is taken away.
import type { Locator } from '@playwright/test';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

const MARK = new URL('../../public/icon-512.png', import.meta.url).pathname;

test('a picture is seen by everybody at once, and taken away again', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await ann.go('/rooms/1');
  await bob.go('/rooms/1');
  await ann.says('Look at me');
  await bob.sees('Look at me');
  await bob.page.locator('.people-button').click();
  const row = bob.page.locator('.message').filter({ hasText: 'Look at me' });
  const group = bob.page.locator('.message', { hasText: 'Ann Lindqvist' }).last();
  await expect(row).toBeVisible();
  await expect(picture(group)).toHaveCount(0);
  await expect(group.locator('.avatar')).toHaveText('AL');

  const desk = await ann.context.newPage();
  await desk.goto('/account');
  await desk.getByLabel('A picture from your device').setInputFiles(MARK);
  await desk.getByRole('button', { name: 'Use this picture' }).click();
  await expect(desk.getByRole('status')).toHaveText('Saved.');
  await expect(picture(desk.locator('.picture'))).toBeVisible();

  const here = bob.page.locator('.people .person', { hasText: 'Ann Lindqvist' });
  const mine = ann.page.locator('.me');
  for (const place of [group, here, mine]) await isShown(picture(place));
  const first = await picture(group).getAttribute('src');
  expect(await picture(here).getAttribute('src')).toBe(first);

  // Another picture has another address; the browser need not ask again for the first.
  const other = await desk.locator('h1').screenshot({ type: 'jpeg' });
  await desk.getByLabel('A picture from your device').setInputFiles({
    name: 'me.txt', mimeType: 'text/plain', buffer: other,
  });
  await desk.getByRole('button', { name: 'Use this picture' }).click();
  await expect(picture(group)).not.toHaveAttribute('src', first!);
  await isShown(picture(group));
  await bob.page.reload();
  await bob.isLive();
  await isShown(picture(group));

  await desk.getByRole('button', { name: 'Remove your picture' }).click();
  await expect(desk.getByRole('status')).toHaveText('Saved.');
  await expect(picture(group)).toHaveCount(0);
  await expect(picture(mine)).toHaveCount(0);
  await expect(group.locator('.avatar')).toHaveText('AL');
});

test('a file that is no picture is refused where it was chosen', async ({ person }) => {
  const ann: Person = await person('ann', { javaScriptEnabled: false });
  ann.mayComplain(/422/);
  await ann.page.goto('/account');
  const choose = ann.page.getByLabel('A picture from your device');
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
  await choose.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: svg });
  await ann.page.getByRole('button', { name: 'Use this picture' }).click();
  await expect(choose).toHaveAccessibleDescription(/cannot be read as a picture/);
  await expect(choose).toHaveAttribute('aria-invalid', 'true');
  const large = Buffer.alloc(11 * 1024 * 1024);
  await choose.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: large });
  await ann.page.getByRole('button', { name: 'Use this picture' }).click();
  await expect(choose).toHaveAccessibleDescription(/larger than 10 MB/);
  await choose.setInputFiles(MARK);
  await ann.page.getByRole('button', { name: 'Use this picture' }).click();
  await expect(ann.page.getByRole('status')).toHaveText('Saved.');
});

function picture(place: Locator): Locator {
  return place.locator('.avatar__picture');
}

async function isShown(image: Locator): Promise<void> {
  await expect(image).toBeVisible();
  await expect.poll(() => image.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(256);
}
