// One person in two tabs: both tell the same, and both end with the session.
import { expect, test } from '../support/story.ts';

test('unread badges agree between two tabs, and reading in one reads in both', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  const other = await ann.context.newPage();
  await ann.go('/rooms/1');
  await ann.enter('Summer workshop');
  await other.goto('/rooms/2');
  await expect(other.locator('.app[data-status=live]')).toBeAttached();
  await bob.go('/rooms/1');

  const badge = (page: typeof other) =>
    page.locator('.room-link', { hasText: 'General' }).locator('.badge');
  await expect(badge(ann.page)).toHaveCount(0);
  await bob.says('One', 'Two', 'Three');
  await expect(badge(ann.page)).toHaveText(/ 3$/);
  await expect(badge(other)).toHaveText(/ 3$/);

  await ann.page.bringToFront();
  await ann.enter('General');
  await ann.sees('One', 'Two', 'Three');
  await expect(badge(ann.page)).toHaveCount(0);
  await expect(badge(other)).toHaveCount(0);
  await other.reload();
  await expect(badge(other)).toHaveCount(0);
});

test('what is sent in one tab stands in the other', async ({ person }) => {
  const ann = await person('ann');
  const other = await ann.context.newPage();
  await ann.go('/rooms/1');
  await other.goto('/rooms/1');
  await ann.says('Written on the left');
  await expect(other.locator('.message__body').last()).toHaveText('Written on the left');
  await other.locator('#composer-text').fill('Written on the right');
  await other.locator('#composer-text').press('Enter');
  await ann.sees('Written on the left', 'Written on the right');
  await ann.seesOnce(['Written on the left', 'Written on the right']);
});

test('signing out everywhere stops every tab and browser, with a sentence', async ({ person }) => {
  const [desk, phone] = [await person('ann'), await person('ann')];
  const tab = await desk.context.newPage();
  await Promise.all([desk.go('/rooms/1'), phone.go('/rooms/1')]);
  for (const one of [desk, phone]) one.mayComplain(/401/);
  await phone.composer.fill('Half a sentence');
  await tab.goto('/account');
  await tab.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(tab).toHaveURL(/\/sign-in/);
  await expect(tab.getByRole('status')).toHaveText('You are signed out.');
  for (const one of [desk, phone]) {
    await expect(one.page.locator('.app[data-status=stopped]')).toBeAttached();
    await expect(one.connectionLine).toContainText('Your session has ended. What you wrote is kept here.');
  }
  await phone.page.getByRole('link', { name: 'Sign in again' }).click();
  await phone.page.getByLabel('Email').fill('ann@example.org');
  await phone.page.getByLabel('Password').fill('correct horse battery');
  await phone.page.getByRole('button', { name: 'Sign in' }).click();
  await phone.isLive();
  await expect(phone.composer).toHaveValue('Half a sentence');
});
