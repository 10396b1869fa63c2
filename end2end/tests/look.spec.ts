// How pages look, as chosen for one browser: kept over pages and reloads, and legible in each way.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../support/story.ts';

test('a theme, a contrast and a density are chosen and kept', async ({ person }) => {
  const ann = await person('ann', { colorScheme: 'light' });
  await ann.go('/rooms/1');
  const surface = () => ann.page.evaluate(() => getComputedStyle(document.querySelector('.room')!).backgroundColor);
  const light = await surface();
  await ann.page.locator('.me').click();
  for (const theme of ['Dark', 'Light']) {
    await ann.page.getByRole('group', { name: 'Theme' }).getByLabel(theme).check();
    await ann.page.getByRole('group', { name: 'Contrast' }).getByLabel('High').check();
    await ann.page.getByRole('group', { name: 'Density' }).getByLabel('Compact').check();
    await ann.page.locator('form[action="/account/look"]').getByRole('button', { name: 'Save' }).click();
    await expect(ann.page.getByRole('status')).toHaveText('Saved.');
    const root = ann.page.locator(`html[data-theme=${theme.toLowerCase()}][data-contrast=more][data-density=compact]`);
    await expect(root).toBeAttached();
    await expect(ann.page.getByRole('group', { name: 'Theme' }).getByLabel(theme)).toBeChecked();
    await legible(ann.page, `the account, ${theme}`);
    await ann.go('/rooms/1');
    await expect(root).toBeAttached();
    await legible(ann.page, `a room, ${theme}`);
    expect((await surface()) === light, `the surface is light when the theme is ${theme}`).toBe(theme === 'Light');
    await ann.page.locator('.me').click();
  }
});

async function legible(page: import('@playwright/test').Page, what: string): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), what).toEqual([]);
}
