// The network fails and comes back: what was written goes out in order, once.
import { expect, test } from '../support/story.ts';

test('what is written while the line is cut goes out in order, once', async ({ person, lay }) => {
  const line = await lay();
  const [ann, bob] = [await person('ann'), await person('bob', { line })];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await bob.says('Going into the tunnel');
  await ann.sees('Going into the tunnel');

  bob.mayLoseNetwork();
  line.cut();
  await expect(bob.connectionLine).toContainText('Reconnecting');
  const written = ['one', 'two', 'three', 'four'].map((word) => `Tunnel, minute ${word}`);
  await bob.says(...written);
  await expect(bob.page.locator('.message--pending')).toHaveCount(4);
  await ann.says('Are you still there?');
  line.mend();
  await bob.page.getByRole('button', { name: 'Try now' }).click({ timeout: 1_000 }).catch(() => {});

  await bob.isLive();
  const talk = ['Going into the tunnel', 'Are you still there?', ...written];
  await Promise.all([ann.sees(...talk), bob.sees(...talk)]);
  await expect(bob.connectionLine).toHaveText('');
  await bob.page.reload();
  await bob.sees(...talk);
});

test('a browser that is offline says so, and goes on when it is back', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  bob.mayLoseNetwork();
  await bob.context.setOffline(true);
  await expect(bob.connectionLine).toContainText('You are offline.');
  await bob.says('Written on the hill');
  await expect(bob.message('Written on the hill')).toHaveClass(/message--pending/);
  await bob.context.setOffline(false);
  await bob.isLive();
  await Promise.all([ann.sees('Written on the hill'), bob.sees('Written on the hill')]);
});

test('a line that went silent is noticed by its missing heartbeat', async ({ person, lay }) => {
  const line = await lay();
  const [ann, bob] = [await person('ann'), await person('bob', { line })];
  await bob.page.clock.install();
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  bob.mayLoseNetwork();
  line.silence();
  await ann.says('Nobody hears this yet');
  await bob.page.clock.fastForward('02:00');
  await bob.isNotLive();
  line.mend();
  await expect(async () => {
    await bob.page.clock.fastForward('00:31');
    await expect(bob.page.locator('.app[data-status=live]')).toBeAttached({ timeout: 2_000 });
  }).toPass();
  await bob.sees('Nobody hears this yet');
});

test('a server that stops says goodbye, and everybody comes back to the next one', async ({
  person,
  server,
}) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  for (const one of [ann, bob]) one.mayLoseNetwork();
  await server.stop();
  await Promise.all([ann.isNotLive(), bob.isNotLive()]);
  await ann.says('Written while it was away');
  await server.run();
  await Promise.all([ann.isLive(), bob.isLive()]);
  await Promise.all([ann.sees('Written while it was away'), bob.sees('Written while it was away')]);
});
