// Editing and deleting one's own messages, seen by everybody, also by those who were away.
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

test('an edit and a deletion reach the other screen', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('Meet at noon', 'Wrong room, sorry');
  await bob.sees('Meet at noon', 'Wrong room, sorry');

  await edit(ann, 'Meet at noon', 'Meet at one');
  await bob.sees('Meet at one', 'Wrong room, sorry');
  await expect(bob.message('Meet at one').locator('.message__edited')).toBeVisible();
  await expect(bob.message('Meet at one').getByRole('button', { name: 'Edit', exact: true })).toHaveCount(0);

  await remove(ann, 'Wrong room, sorry');
  for (const one of [ann, bob]) {
    await one.sees('Meet at one', 'This message was removed.');
    await expect(one.page.locator('.message--removed').last()).toBeVisible();
  }
  await bob.page.reload();
  await bob.sees('Meet at one', 'This message was removed.');
});

test('who was away learns of edits and deletions', async ({ person, lay }) => {
  const line = await lay();
  const [ann, bob] = [await person('ann'), await person('bob', { line })];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('Five chairs', 'A secret', 'Six tables');
  await bob.sees('Five chairs', 'A secret', 'Six tables');

  bob.mayLoseNetwork();
  line.cut();
  await bob.isNotLive();
  await edit(ann, 'Five chairs', 'Seven chairs');
  await remove(ann, 'A secret');
  await ann.says('That is all.');
  line.mend();
  await bob.isLive();
  await bob.sees('Seven chairs', 'This message was removed.', 'Six tables', 'That is all.');
  await expect(bob.page.getByText('A secret')).toHaveCount(0);
  expect(await bob.transcript()).toEqual(await ann.transcript());
});

test('an edit is begun with the arrow key, kept with Enter and left with Escape', async ({ person }) => {
  const ann = await person('ann');
  await ann.go('/rooms/1');
  await ann.says('Helo');
  await ann.sees('Helo');
  await ann.composer.press('ArrowUp');
  const field = ann.page.getByLabel('Change the message');
  await expect(field).toBeFocused();
  await field.fill('Never mind');
  await field.press('Escape');
  await ann.sees('Helo');
  await expect(ann.composer).toBeFocused();
  await ann.composer.press('ArrowUp');
  await field.fill('Hello');
  await field.press('Enter');
  await ann.sees('Hello');
});


async function edit(person: Person, from: string, to: string): Promise<void> {
  const message = person.message(from);
  await message.hover();
  await message.getByRole('button', { name: 'Edit', exact: true }).click();
  const field = person.page.getByLabel('Change the message');
  await expect(field).toHaveValue(from);
  await field.fill(to);
  await field.press('Enter');
}

async function remove(person: Person, text: string): Promise<void> {
  const message = person.message(text);
  await message.hover();
  await message.getByRole('button', { name: 'Delete' }).click();
  await person.page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
}
