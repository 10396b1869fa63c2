// What the chat page is to those who listen to it: its parts, their roles and names, in order. The
// pictures of it are in `structure.spec.ts-snapshots`; `--update-snapshots` draws them again.
import { expect, test } from '../support/story.ts';

test('the parts of the page have their roles and names', async ({ person }) => {
  const bob = await person('bob');
  await bob.go('/rooms/1');
  const part = (selector: string) => bob.page.locator(selector);

  await expect(part('.sidebar')).toMatchAriaSnapshot({ name: 'sidebar.aria.yml' });
  await expect(part('.room-header')).toMatchAriaSnapshot({ name: 'header.aria.yml' });
  await expect(part('.composer').first()).toMatchAriaSnapshot({ name: 'composer.aria.yml' });
  const row = part('.timeline .message:has(.reaction)').last();
  await expect(row).toMatchAriaSnapshot({ name: 'message.aria.yml' });
  await row.hover();
  await expect(row.locator('.message__actions')).toMatchAriaSnapshot({ name: 'actions.aria.yml' });

  await bob.page.keyboard.press('Control+k');
  await expect(part('.switcher')).toMatchAriaSnapshot({ name: 'switcher.aria.yml' });
  await bob.page.keyboard.press('Escape');

  await part('.people-button').click();
  await expect(part('.people')).toMatchAriaSnapshot({ name: 'people.aria.yml' });
});

test('a thread beside its room has its roles and names', async ({ person }) => {
  const bob = await person('bob');
  await bob.go('/rooms/1/threads/71');
  await expect(bob.page.locator('#thread .message').first()).toBeVisible();
  await expect(bob.page.locator('#thread')).toMatchAriaSnapshot({ name: 'thread.aria.yml' });
});
