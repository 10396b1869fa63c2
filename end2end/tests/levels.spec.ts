// Of what one is told in a room: chosen once, kept on every device, and obeyed in the sidebar.
import { AxeBuilder } from '@axe-core/playwright';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

async function choose(person: Person, level: string): Promise<void> {
  await person.page.getByRole('link', { name: 'What you are told' }).click();
  await expect(person.page.getByRole('heading', { name: 'What you are told' })).toBeVisible();
  await person.page.getByRole('radio', { name: new RegExp(`^${level}`) }).check();
  await person.page.getByRole('button', { name: 'Save' }).click();
  await person.isLive();
}

test('a room of which one wants to hear nothing stays quiet on every device', async ({ person }) => {
  const [ann, phone, bob] = [await person('ann'), await person('ann', PHONE), await person('bob')];
  await phone.go('/rooms/2');
  await phone.page.getByRole('link', { name: 'All rooms' }).click();
  await bob.go('/rooms/1');
  await ann.go('/rooms/1');
  await choose(ann, 'Nothing');
  await ann.go('/rooms/2');
  await bob.says('Tea, @Ann Lindqvist');
  await bob.sees('Tea, @Ann Lindqvist');
  await expect(phone.room('General')).toHaveClass(/room-link--quiet/);
  for (const someone of [ann, phone]) {
    await expect(someone.room('General').locator('.badge')).toHaveCount(0);
    await expect(someone.page).not.toHaveTitle(/^\(/);
  }

  await ann.go('/rooms/1');
  await choose(ann, 'As suits the room');
  await ann.go('/rooms/2');
  await bob.says('More tea, @Ann Lindqvist');
  await expect(phone.room('General').locator('.badge--meant')).toHaveText(/1$/);
});

test('a hidden room leaves the sidebar and is found by its name', async ({ person }) => {
  const ann = await person('ann');
  const other = await ann.context.newPage();
  await other.goto('/rooms/2');
  await expect(other.locator('.room-link', { hasText: 'General' })).toHaveCount(1);
  await ann.go('/rooms/1');
  await ann.page.getByRole('link', { name: 'What you are told' }).click();
  expect((await new AxeBuilder({ page: ann.page }).analyze()).violations).toEqual([]);
  await ann.page.goBack();
  await choose(ann, 'Hidden');
  await expect(other.locator('.room-link', { hasText: 'General' })).toHaveCount(0);
  await expect(ann.room('General')).toHaveCount(1);
  await ann.go('/rooms/2');
  await expect(ann.room('General')).toHaveCount(0);

  await ann.page.keyboard.press('Control+k');
  await ann.page.getByRole('combobox').fill('gen');
  await ann.page.keyboard.press('Enter');
  await expect(ann.page.locator('.room-header__name')).toHaveText('General');
  await ann.page.goto('/rooms');
  await expect(ann.page.getByRole('link', { name: /General/ })).toBeVisible();
});
