// Two people talk in two browsers, and a third comes late.
import { expect, test } from '../support/story.ts';

test('two people talk and see the same, in the same order', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);

  await ann.says('Is the kettle on?');
  await bob.sees('Is the kettle on?');
  await bob.says('Since this morning.', 'And the good cups are out.');
  await ann.sees('Is the kettle on?', 'Since this morning.', 'And the good cups are out.');
  await ann.says('Then I am coming up.');

  const talk = ['Since this morning.', 'And the good cups are out.', 'Then I am coming up.'];
  await bob.sees(...talk);
  await ann.sees(...talk);
  expect(await ann.transcript()).toEqual(await bob.transcript());
});

test('each sees that the other is typing, and who is here', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);

  await bob.composer.pressSequentially('So about the');
  await expect(ann.page.locator('.typing')).toHaveText('Bob Okafor is typing');
  // Looked at once: who types is forgotten by itself soon enough.
  expect(await bob.page.locator('.typing').textContent()).toBe('');
  await bob.composer.press('Enter');
  await ann.sees('So about the');
  await expect(ann.page.locator('.typing')).toHaveText('');

  await ann.page.locator('.people-button').click();
  const here = ann.page.locator('.person--here .person__name');
  await expect(here).toHaveText(['Ann Lindqvist', 'Bob Okafor']);
  await bob.page.close();
  await expect(here).toHaveText(['Ann Lindqvist']);
});

test('who types in a thread is seen typing there only', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('Tea or coffee?');
  for (const one of [ann, bob]) {
    await one.message('Tea or coffee?').hover();
    await one.message('Tea or coffee?').getByRole('link', { name: 'Reply in a thread' }).click();
  }
  const field = bob.page.locator('#thread-text');
  await field.pressSequentially('Well');
  await expect(ann.page.locator('#thread .typing')).toHaveText('Bob Okafor is typing');
  expect(await ann.page.locator('.room .typing').textContent()).toBe('');
  await field.press('Enter');
  await expect(ann.page.locator('#thread .timeline__rows .message__body')).toHaveText(['Well']);
  await expect(ann.page.locator('#thread .typing')).toHaveText('');
});

test('a third who joins late reads what was said before, and is announced', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await ann.page.goto('/rooms/new');
  await ann.page.getByLabel('Name').fill('Night shift');
  await ann.page.getByRole('button', { name: /create|make/i }).click();
  await ann.isLive();
  const address = new URL(ann.page.url()).pathname;
  await ann.says('Who is up?');

  await bob.page.goto(address);
  await bob.page.getByRole('button', { name: 'Join' }).click();
  await bob.isLive();
  await bob.sees('Who is up?');
  await bob.says('Me. The owls are, too.');
  await ann.sees('Who is up?', 'Me. The owls are, too.');

  const carla = await person('carla');
  await carla.page.goto('/rooms');
  await carla.page.getByRole('button', { name: 'Join Night shift' }).click();
  await carla.isLive();
  await carla.sees('Who is up?', 'Me. The owls are, too.');
  for (const one of [ann, bob, carla]) {
    await expect(one.page.locator('.notice', { hasText: 'Carla Reyes joined' })).toBeVisible();
  }
  await carla.says('Make that three.');
  await Promise.all([ann.sees('Make that three.'), bob.sees('Make that three.')]);
  await expect(ann.page.locator('.people-button')).toContainText('3');
});

test('a message in another room counts as unread until it is looked at', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await bob.go('/rooms/1');
  await ann.go('/rooms/1');
  await ann.enter('Summer workshop');
  await expect(ann.room('General').locator('.badge')).toHaveCount(0);
  await bob.says('The horse has arrived.', 'It brought its own hay.');
  await expect(ann.room('General').locator('.badge')).toHaveText(/2$/);
  await ann.enter('General');
  await ann.sees('The horse has arrived.', 'It brought its own hay.');
  await expect(ann.room('General').locator('.badge')).toHaveCount(0);
});
