// Finding what was said: from a room's header, by keyboard, and by an address that was shared.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../support/story.ts';

test('from a room to a message by keyboard, and on by a shared address', async ({ person }) => {
  const ann = await person('ann');
  const bob = await person('bob');
  await ann.go('/rooms/1');
  await ann.says('The quokka sleeps under the boiler', 'Přines ještě jednu quokku');
  await ann.sees('The quokka sleeps under the boiler', 'Přines ještě jednu quokku');

  const { page } = bob;
  await bob.go('/rooms/1');
  const room = await page.locator('.room-header__name').textContent();
  const button = page.getByRole('link', { name: 'Search in this room' });
  await button.focus();
  await page.keyboard.press('Enter');
  const field = page.getByRole('searchbox', { name: 'Search messages' });
  await expect(field).toHaveValue(new RegExp(`^in:"?${room}"?$`));

  await field.focus();
  await page.keyboard.press('End');
  await page.keyboard.type(' quokk prines');
  await page.keyboard.press('Enter');
  const found = page.locator('.found');
  await expect(found).toHaveCount(1);
  await expect(found.locator('mark')).toHaveText(['Přines', 'quokk']);
  await expect(found.locator('.found__where')).toContainText(room!);

  // Whoever is sent the address sees what they may see.
  const shared = page.url();
  await ann.page.goto(shared);
  await expect(ann.page.locator('.found')).toHaveCount(1);

  await found.getByRole('link').focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/rooms\/1.*m-?\d+/);
  await expect(bob.message('Přines ještě jednu quokku')).toBeInViewport();
});

test('a changed message is found by its new text, a removed one by nothing', async ({ person }) => {
  const ann = await person('ann');
  await ann.go('/rooms/1');
  await ann.says('A numbat in the attic');
  await ann.sees('A numbat in the attic');
  const row = ann.message('A numbat in the attic');
  await row.hover();
  await row.getByRole('button', { name: 'Edit', exact: true }).click();
  await ann.page.getByLabel('Change the message').fill('A bilby in the attic');
  await ann.page.keyboard.press('Enter');
  await ann.sees('A bilby in the attic');

  const other = await ann.context.newPage();
  const finds = (query: string, many: number) =>
    expect(async () => {
      await other.goto(`/search?q=${query}`);
      await expect(other.locator('.found')).toHaveCount(many, { timeout: 1000 });
    }).toPass();
  await finds('bilby', 1);
  await finds('numbat', 0);

  await ann.message('A bilby in the attic').hover();
  await ann.message('A bilby in the attic').getByRole('button', { name: 'Delete' }).click();
  await ann.page.getByRole('button', { name: 'Delete', exact: true }).last().click();
  await expect(ann.page.locator('.message--removed').last()).toBeVisible();
  await finds('bilby', 0);
  await expect(other.getByRole('heading', { name: 'Nothing was found' })).toBeVisible();
});

test('an old message and a day are gone to', async ({ person }) => {
  const ann = await person('ann');
  const { page } = ann;
  await page.goto('/search?q=in:General%20from:yael');
  while (await page.getByRole('link', { name: 'Older messages' }).isVisible()) {
    await page.getByRole('link', { name: 'Older messages' }).click();
  }
  const oldest = page.locator('.found').last();
  const seq = /#(m-\d+)$/.exec((await oldest.getByRole('link').getAttribute('href'))!)![1];
  await oldest.getByRole('link').click();
  await expect(page.locator(`#${seq}`)).toBeInViewport();

  await page.goto('/search?q=in:General');
  await page.getByLabel('Go to a day in General').fill('2025-06-10');
  await page.getByRole('button', { name: 'Go', exact: true }).click();
  await expect(page).toHaveURL(/\/rooms\/1\/messages\/\d+#m-\d+$/);
  const first = page.locator(`#${new URL(page.url()).hash.slice(1)}`);
  await expect(first).toBeInViewport();
  await expect(first.locator('time')).toHaveAttribute('datetime', /^2025-06-/);
});

test.describe('without JavaScript', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the page works and passes axe in ${colorScheme}`, async ({ person }) => {
      const { page } = await person('ann', { colorScheme, viewport: { width: 320, height: 640 } });
      for (const query of ['', 'the', 'in:General', 'has:cheese nothing-like-this', 'from:me -xyzzy']) {
        await page.goto(`/search?q=${encodeURIComponent(query)}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide, query).toBeLessThanOrEqual(320);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id }) => id), query).toEqual([]);
      }
      await page.goto('/search?q=the');
      await expect(page.locator('.found')).toHaveCount(20);
      const first = await page.locator('.found__link').first().getAttribute('href');
      await page.getByRole('link', { name: 'Older messages' }).click();
      await expect(page.locator(`.found__link[href="${first}"]`)).toHaveCount(0);
      await expect(page.locator('.found').first()).toBeVisible();
    });
  }
});
