// Looking after a server: somebody is banned and sees it, is silenced and cannot write, and what was
// done stands in the audit log.
import type { Person } from '../support/person.ts';
import { PASSWORD } from '../support/person.ts';
import { passesInEveryLook as passes } from '../support/looks.ts';
import { expect, test } from '../support/story.ts';

test('a ban is seen at once by whoever is banned, and can be lifted', async ({ person, visitor }) => {
  const [ann, bob, carla] = [await person('ann'), await person('bob'), await person('carla')];
  await Promise.all([bob.go('/rooms/1'), carla.go('/rooms/1')]);
  await bob.says('Said before the ban');
  await carla.sees('Said before the ban');
  await bob.composer.fill('Half a sentence');

  await manage(ann, 'Bob Okafor');
  bob.mayComplain(/401/);
  await ann.page.getByRole('button', { name: 'Ban Bob Okafor' }).click();
  await expect(ann.page.getByText('This person is banned.')).toBeVisible();
  await expect(bob.connectionLine).toContainText('You can no longer use this server.');
  await carla.says('He is gone');
  await carla.sees('Said before the ban', 'He is gone');
  expect(await bob.transcript()).not.toContain('He is gone');

  // What he was writing is still there for him, and the way in is closed, to whoever knows his password.
  await expect(bob.composer).toHaveValue('Half a sentence');
  const again = await visitor();
  await signIn(again, 'a wrong password');
  await expect(again.page.getByRole('alert')).not.toContainText('no longer use');
  await signIn(again, PASSWORD);
  await expect(again.page.getByRole('alert')).toContainText('You may no longer use this server.');

  await ann.page.getByRole('button', { name: 'Lift the ban' }).click();
  await expect(ann.page.getByRole('button', { name: 'Ban Bob Okafor' })).toBeVisible();
  await signIn(again, PASSWORD);
  await again.isLive();
  await again.page.goto('/rooms/1');
  await again.sees('Said before the ban', 'He is gone');

  await ann.page.goto('/admin/audit');
  const deeds = ann.page.locator('.list__row');
  await expect(deeds.filter({ hasText: 'Ban lifted' })).toContainText('Bob Okafor');
  await expect(deeds.filter({ hasText: /^Banned/ })).toContainText('Ann Lindqvist');
});

test('who is silenced reads on and cannot write until it ends', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await bob.go('/rooms/1');
  await manage(ann, 'Bob Okafor');
  await ann.page.getByRole('button', { name: 'Start the timeout' }).click();
  await expect(ann.page.getByText('The timeout ends:')).toBeVisible();

  await bob.says('May I?');
  await expect(bob.page.locator('.message--failed')).toContainText('You are in a timeout: you can read but not write.');
  await ann.go('/rooms/1');
  await ann.says('Not now');
  await expect(bob.message('Not now')).toBeVisible();
  expect(await ann.transcript()).not.toContain('May I?');

  await manage(ann, 'Bob Okafor');
  await ann.page.getByRole('button', { name: 'End the timeout' }).click();
  await expect(ann.page.getByText('The timeout ends:')).toHaveCount(0);
  await bob.page.locator('.message--failed').getByRole('button', { name: 'Retry' }).click();
  await expect(bob.page.locator('.message--failed, .message--pending')).toHaveCount(0);
  await ann.go('/rooms/1');
  await expect(ann.message('May I?')).toBeVisible();
});

test('a role is given, and what it may do is offered', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await bob.page.goto('/people');
  await expect(bob.page.getByRole('link', { name: 'Look after this server' })).toHaveCount(0);
  bob.mayComplain(/40[34]/);
  expect((await bob.page.goto('/admin'))!.status()).toBeGreaterThanOrEqual(403);
  await manage(ann, 'Bob Okafor');
  await ann.page.getByLabel('Role').selectOption({ label: 'Moderator' });
  await ann.page.getByRole('button', { name: 'Change role' }).click();
  await expect(ann.page.getByText('Moderator').first()).toBeVisible();
  await bob.page.goto('/people');
  await bob.page.getByRole('link', { name: 'Look after this server' }).click();
  await expect(bob.page.getByRole('link', { name: 'Manage: Carla Reyes' })).toBeVisible();
});

for (const locale of ['en', 'ar']) {
  test(`its pages pass axe in ${locale} and fit a narrow phone`, async ({ person }) => {
    const ann = await person('ann', { locale, viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
    for (const path of ['/admin', '/admin/people/2', '/admin/audit']) {
      await ann.page.goto(path);
      await passes(ann.page, path);
      const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      expect(await ann.page.evaluate(sideways), path).toBe(0);
    }
  });
}

async function manage(one: Person, name: string): Promise<void> {
  await one.page.goto('/people');
  await one.page.getByRole('link', { name: 'Look after this server' }).click();
  await one.page.getByRole('link', { name: `Manage: ${name}` }).click();
  await expect(one.page.getByRole('heading', { level: 1 })).toHaveText(name);
}

async function signIn(one: Person, password: string): Promise<void> {
  one.mayComplain(/4(01|03|22)/);
  await one.page.goto('/sign-in');
  await one.page.getByLabel('Email').fill('bob@example.org');
  await one.page.getByLabel('Password').fill(password);
  await one.page.getByRole('button', { name: 'Sign in' }).click();
}
