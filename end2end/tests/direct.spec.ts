// Direct rooms: two people and a few, from every way that leads there.
import { expect, test } from '../support/story.ts';

test('two people talk directly, and it is counted apart', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await bob.go('/rooms/1');
  await ann.page.goto('/people');
  await ann.page.getByRole('button', { name: 'Message Bob Okafor' }).click();
  await ann.isLive();
  await expect(ann.page.locator('.room-header__name')).toHaveText('Bob Okafor');
  await expect(ann.page).toHaveTitle(/Bob Okafor · Hark/);
  await expect(ann.page.getByText('This is between you and Bob Okafor.')).toBeVisible();
  await expect(ann.page.getByLabel('Room settings')).toHaveCount(0);
  await expect(ann.composer).toHaveAttribute('placeholder', 'Message Bob Okafor');
  await ann.says('Are you there?');

  const link = bob.room('Ann Lindqvist');
  await expect(link.locator('.badge--meant')).toHaveText(/1$/);
  await bob.enter('Ann Lindqvist');
  await bob.sees('Are you there?');
  await expect(link.locator('.badge')).toHaveCount(0);
  await bob.says('Where else.');
  await ann.sees('Are you there?', 'Where else.');

  // The same two, from the other side: the same room.
  await bob.page.goto('/people');
  await bob.page.getByRole('button', { name: 'Message Ann Lindqvist' }).click();
  await bob.isLive();
  await bob.sees('Are you there?', 'Where else.');
});

test('a few are chosen by keyboard, and nobody else sees it', async ({ person }) => {
  const [ann, bob, carla] = [await person('ann'), await person('bob'), await person('carla')];
  ann.mayComplain(/status of 422/);
  await ann.page.goto('/direct/new');
  await ann.page.getByRole('button', { name: 'Start' }).press('Enter');
  await expect(ann.page.getByRole('alert')).toHaveText('Choose somebody.');
  await ann.page.getByLabel('Carla Reyes').press('Space');
  await ann.page.getByLabel('Bob Okafor').press('Space');
  await ann.page.getByRole('button', { name: 'Start' }).press('Enter');
  await ann.isLive();
  await ann.says('Shall we three meet again?');
  const address = new URL(ann.page.url()).pathname;
  for (const one of [bob, carla]) {
    await one.go(address);
    await one.sees('Shall we three meet again?');
  }
  await expect(bob.page.locator('.room-header__name')).toHaveText(/Ann Lindqvist, Carla Reyes|Carla Reyes, Ann Lindqvist/);

  const omar = await person('omar');
  omar.mayComplain(/status of 404/);
  expect((await omar.page.goto(address))!.status()).toBe(404);
});
