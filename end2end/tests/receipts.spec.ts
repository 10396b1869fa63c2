// How far others have read: under one's own last message that was read, in direct rooms only.
import { expect, test } from '../support/story.ts';

test('what was read in a direct room is seen, unless one of the two does not show it', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await ann.go('/rooms/1');
  await bob.go('/rooms/1');
  await bob.says('To all of you');
  await ann.sees('To all of you');
  const seen = bob.page.locator('.message__seen');
  await bob.page.goto('/people');
  await bob.page.getByRole('button', { name: 'Message Ann Lindqvist' }).click();
  await bob.isLive();
  await bob.says('Have you a minute?');
  await bob.sees('Have you a minute?');
  await expect(seen).toHaveCount(0);
  await ann.enter('Bob Okafor');
  await expect(seen).toHaveText('Seen');
  await ann.says('Yes');
  await bob.sees('Yes');
  await bob.says('Good');
  await ann.sees('Good');
  await expect(seen).toHaveCount(1);
  await expect(bob.page.locator('.message', { hasText: 'Good' }).locator('.message__seen')).toHaveText('Seen');
  await expect(ann.page.locator('.message', { hasText: 'Yes' }).locator('.message__seen')).toHaveText('Seen');

  const desk = await ann.context.newPage();
  await desk.goto('/account');
  await desk.getByLabel('Show how far I have read').uncheck();
  await desk.locator('form[action="/account/receipts"]').getByRole('button', { name: 'Save' }).click();
  await expect(desk.getByRole('status')).toHaveText('Saved.');
  await expect(seen).toHaveCount(0);
  await expect(ann.page.locator('.message__seen')).toHaveCount(0);
});
