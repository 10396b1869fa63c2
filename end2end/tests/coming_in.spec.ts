// How people come in: the first run, which happens once, and invites, which are used up.
import { expect, test } from '../support/story.ts';
import type { Person } from '../support/person.ts';

test.use({ data: 'empty' });

test('the printed link makes one owner, once, and an invite lets one person in', async ({
  visitor,
  server,
}) => {
  const ann = await visitor();
  await ann.page.goto('/');
  await expect(ann.page.getByRole('heading')).toHaveText('Nobody owns this server yet');
  await ann.page.goto(server.ownerLink!);
  await introduce(ann, 'Ann Lindqvist', 'ann@example.org', 'Start');
  await ann.isLive();
  await expect(ann.composer).toBeFocused();
  await ann.says('First words');
  await ann.sees('First words');

  const late = await visitor();
  late.mayComplain(/404/);
  await late.page.goto(server.ownerLink!);
  await expect(late.page.getByRole('heading')).toHaveText('This link does not work');

  await ann.page.goto('/people');
  await ann.page.getByLabel('For how many people').fill('1');
  await ann.page.getByRole('button', { name: 'Make an invite link' }).click();
  const link = await ann.page.getByLabel('The invite link').inputValue();
  expect(link).toContain('/join/');
  const bob = await visitor();
  await bob.page.goto(link);
  await expect(bob.page.getByText('Ann Lindqvist invites you')).toBeVisible();
  await introduce(bob, 'Bob Okafor', 'bob@example.org', 'Join');
  await bob.isLive();
  await bob.sees('First words');
  await late.page.goto(link);
  await expect(late.page.getByRole('heading')).toHaveText('This link does not work');

  await ann.page.getByRole('button', { name: 'Make an invite link' }).click();
  const revoked = await ann.page.getByLabel('The invite link').inputValue();
  await ann.page.getByRole('button', { name: 'Revoke' }).click();
  await late.page.goto(revoked);
  await expect(late.page.getByRole('heading')).toHaveText('This link does not work');

  await ann.go('/');
  await bob.says('Thanks for the invite');
  await ann.sees('First words', 'Thanks for the invite');
});

test('the first run cannot be raced', async ({ visitor, server }) => {
  const racers = await Promise.all(Array.from({ length: 8 }, () => visitor()));
  const answers = await Promise.all(
    racers.map(({ context }, number) =>
      context.request.post(server.ownerLink!, {
        form: { name: `Racer ${number}`, email: `racer${number}@example.org`, password: 'as fast as I can' },
        headers: { origin: server.url },
        maxRedirects: 0,
      }),
    ),
  );
  const statuses = answers.map((answer) => answer.status()).sort();
  expect(statuses.filter((status) => status === 303)).toHaveLength(1);
  const winner = racers[answers.findIndex((answer) => answer.status() === 303)]!;
  await winner.page.goto('/people');
  await expect(winner.page.locator('.list__row .tag')).toHaveText(['Owner']);
  await expect(winner.page.getByText(/Racer \d/)).toHaveCount(1);
});

test('what is written wrong is said at the field, and nothing is lost', async ({ visitor, server }) => {
  const ann = await visitor();
  ann.mayComplain(/422/);
  await ann.page.goto(server.ownerLink!);
  await introduce(ann, 'Ann Lindqvist', 'ann@example.org', 'Start', 'short');
  await expect(ann.page.getByText('This is shorter than 8 characters.')).toBeVisible();
  await expect(ann.page.getByLabel('Your name')).toHaveValue('Ann Lindqvist');
  await ann.page.getByLabel('Password').fill('long enough now');
  await ann.page.getByRole('button', { name: 'Start' }).click();
  await ann.isLive();
});

async function introduce(
  person: Person,
  name: string,
  email: string,
  button: string,
  password = 'correct horse battery',
): Promise<void> {
  await person.page.getByLabel('Your name').fill(name);
  await person.page.getByLabel('Email').fill(email);
  await person.page.getByLabel('Password').fill(password);
  await person.page.getByRole('button', { name: button }).click();
}
