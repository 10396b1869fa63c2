// Without JavaScript one can sign in, read, page back and post.
import { expect, test } from '../support/story.ts';

test('everything that matters works with JavaScript off', async ({ visitor }) => {
  const { page } = await visitor({ javaScriptEnabled: false });
  await page.goto('/rooms/1');
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel('Email').fill('bob@example.org');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/rooms\/1$/);
  await expect(page.locator('.message').last()).toBeInViewport();

  const rows = await page.locator('.message').count();
  expect(rows).toBeGreaterThan(20);
  const oldest = await page.locator('.message').first().getAttribute('id');
  await page.getByRole('link', { name: 'Earlier messages' }).click();
  await expect(page.locator(`#${oldest}`)).toHaveCount(0);
  await expect(page.locator('.message').first()).toBeAttached();

  await page.goto('/rooms/1');
  await page.locator('#composer-text').fill('Sent by\na plain form');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page).toHaveURL(/\/rooms\/1#m-\d+$/);
  await expect(page.locator('.message__body').last()).toHaveText('Sent by a plain form');
});

test('a wrong password says so and keeps the address', async ({ visitor }) => {
  const stranger = await visitor({ javaScriptEnabled: false });
  stranger.mayComplain(/422/);
  await stranger.page.goto('/sign-in');
  await stranger.page.getByLabel('Email').fill('bob@example.org');
  await stranger.page.getByLabel('Password').fill('not his password');
  await stranger.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(stranger.page.getByRole('alert')).toHaveText('This email and password do not belong together.');
  await expect(stranger.page.getByLabel('Email')).toHaveValue('bob@example.org');
  await expect(stranger.page.getByLabel('Password')).toHaveValue('');
});
