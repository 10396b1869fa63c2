// Who is here, who is away, and when the others were here last.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../support/story.ts';

test('whoever does nothing is away, and whoever goes was seen last', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await ann.page.clock.install();
  await ann.go('/rooms/1');
  await bob.go('/rooms/1');
  await bob.page.locator('.people-button').click();
  const card = bob.page.locator('.people .person', { hasText: 'Ann Lindqvist' });
  const standing = card.locator('.person__standing');
  const title = bob.page.locator('.people__title');
  await expect(card).toHaveClass('person person--here');
  await expect(title).toHaveText('2 here now');
  // Whoever never came is among them, too.
  const carla = bob.page.locator('.people .person', { hasText: 'Carla Reyes' });
  await expect(carla.locator('.person__standing')).toHaveText(/^Not here$|^Last seen /);

  await ann.page.clock.fastForward('06:00');
  await expect(standing).toHaveText('Away');
  await expect(title).toHaveText('1 here now');
  expect((await new AxeBuilder({ page: bob.page }).analyze()).violations).toEqual([]);
  await ann.page.mouse.move(200, 300);
  await expect(card).toHaveClass('person person--here');
  await expect(standing).toHaveCount(0);

  await ann.page.close();
  await expect(standing).toHaveText('Last seen just now');
  await card.getByRole('button', { name: 'Message Ann Lindqvist' }).click();
  await bob.isLive();
  await expect(bob.page.locator('.room-header__topic')).toHaveText('Last seen just now');
});
