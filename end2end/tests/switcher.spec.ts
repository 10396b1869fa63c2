// Going somewhere by its name, with the keyboard alone.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../support/story.ts';

test('from room to room and to a page without touching the mouse', async ({ person }) => {
  const ann = await person('ann');
  const { page } = ann;
  await ann.go('/rooms/1');
  const names = await page.locator('.room-link__name').allTextContents();
  const here = (await page.locator('.room-header__name').textContent())!;
  const other = names.find((name) => name !== here)!;
  const dialog = page.getByRole('dialog', { name: 'Go to' });
  const field = page.getByRole('combobox', { name: 'Go to a room, a person or a page' });
  const chosen = page.locator('.choice[aria-selected=true]');

  // Escape gives the keyboard back to where it was.
  await ann.composer.fill('half a thought');
  await ann.composer.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(ann.composer).toBeFocused();
  await expect(ann.composer).toHaveValue('half a thought');

  await page.keyboard.press('Control+k');
  await page.keyboard.type(other.slice(0, 4).toUpperCase());
  await expect(chosen).toContainText(other);
  await expect(field).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id'))!);
  await page.keyboard.press('Enter');
  await expect(page.locator('.room-header__name')).toHaveText(other);
  await expect(dialog).toBeHidden();
  await expect(ann.composer).toBeFocused();

  // The room seen before comes first when nothing is typed.
  await page.keyboard.press('Control+k');
  await expect(chosen).toContainText(here);
  await page.keyboard.press('Enter');
  await expect(page.locator('.room-header__name')).toHaveText(here);
  await expect(ann.composer).toHaveValue('half a thought');

  // The arrows go round; the last is the search for what was typed.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zzz tea');
  await expect(chosen).toContainText('Search messages for “zzz tea”');
  await page.keyboard.press('ArrowDown');
  await expect(chosen).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/search\?q=zzz%20tea$/);
});

test('to somebody by their name, also where there is no room of the two yet', async ({ person }) => {
  const ann = await person('ann');
  await ann.go('/rooms/1');
  await ann.page.keyboard.press('Control+k');
  await ann.page.keyboard.type('eliska');
  await expect(ann.page.locator('.choice[aria-selected=true]')).toContainText('Eliška Nováková');
  await ann.page.keyboard.press('Enter');
  await ann.isLive();
  await expect(ann.page.locator('.room-header__name')).toHaveText('Eliška Nováková');
  const address = ann.page.url();
  await ann.go('/rooms/1');
  await ann.page.keyboard.press('Control+k');
  await ann.page.keyboard.type('eliska');
  await expect(ann.page.locator('.choice', { hasText: 'Eliška' })).toHaveCount(1);
  await ann.page.keyboard.press('Enter');
  await expect(ann.page.locator('.room-header__name')).toHaveText('Eliška Nováková');
  expect(ann.page.url()).toBe(address);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the open dialog passes axe in ${colorScheme}`, async ({ person }) => {
    const { page, ...ann } = await person('ann', { colorScheme });
    await page.goto('/rooms/1');
    await expect(page.locator('html[data-hydrated]')).toBeAttached();
    await page.getByRole('button', { name: 'Go to…' }).click();
    await expect(page.getByRole('listbox')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.target.join(' '))}`)).toEqual([]);
  });
}
