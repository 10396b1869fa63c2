// Notifications of the system: for what the level of a room says, once, while nobody looks there.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

type Shown = { title: string; body: string; tag: string; closed: boolean };

/** From here on the browser only writes down what it would show. `permission` is its answer. */
async function watch(person: Person, permission: string, answer = permission): Promise<void> {
  await person.context.addInitScript(
    ([permission, answer]) => {
      const shown: (Shown & { onclick?: () => void; onclose?: () => void })[] = [];
      class Stub {
        static permission = permission;
        static requestPermission = async () => (Stub.permission = answer!);
        onclick?: () => void;
        onclose?: () => void;
        closed = false;
        constructor(readonly title: string, readonly options: { body: string; tag: string }) {
          shown.push(this as never);
        }
        get body() { return this.options.body; }
        get tag() { return this.options.tag; }
        close() { this.closed = true; this.onclose?.(); }
      }
      Object.assign(window, { Notification: Stub, shown });
    },
    [permission, answer],
  );
}

const shown = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    (window as never as { shown: Shown[] }).shown.filter((one) => !one.closed).map((one) => `${one.title}: ${one.body}`),
  );

const click = (page: Page): Promise<void> =>
  page.evaluate(() => (window as never as { shown: { onclick(): void }[] }).shown.at(-1)!.onclick());

test('who is mentioned in another room is told once, in one of several tabs, until it is read', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await watch(ann, 'granted');
  await Promise.all([ann.go('/rooms/2'), bob.go('/rooms/1')]);
  const other = await ann.context.newPage();
  await other.goto('/rooms/2');
  await expect(other.locator('.app[data-status=live]')).toBeAttached();

  await bob.says('Tea is ready', 'Tea, **now**, @Ann Lindqvist');
  await expect.poll(() => shown(ann.page)).toEqual([
    'Bob Okafor mentioned you in General: Tea, now, @Ann Lindqvist',
  ]);
  await bob.says('Really now, @Ann Lindqvist');
  await expect.poll(() => shown(ann.page)).toHaveLength(2);
  expect(await shown(other)).toEqual([]);

  // Removed is removed everywhere, and what is read needs no notification.
  await bob.message('Really now, @Ann Lindqvist').hover();
  await bob.message('Really now, @Ann Lindqvist').getByRole('button', { name: 'Delete' }).click();
  await bob.page.locator('#delete-dialog').getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => shown(ann.page)).toHaveLength(1);
  await other.locator('.room-link').filter({ hasText: 'General' }).click();
  await expect.poll(() => shown(ann.page)).toEqual([]);

  // The room is looked at now, in one of the tabs.
  await bob.says('One more cup, @Ann Lindqvist?');
  await expect(other.locator('.message__body').last()).toContainText('One more cup');
  await other.locator('.room-link').filter({ hasText: 'Summer workshop' }).click();
  await bob.says('And the last, @Ann Lindqvist');
  await expect.poll(() => shown(ann.page)).toEqual([
    'Bob Okafor mentioned you in General: And the last, @Ann Lindqvist',
  ]);
  expect(await shown(other)).toEqual([]);

  await click(ann.page);
  await expect(ann.page).toHaveURL(/\/rooms\/1\/messages\/\d+/);
  await ann.isLive();
  await expect(ann.page.locator('.message:target')).toContainText('And the last');

  // The next tab takes over where the first is closed.
  await ann.page.close();
  await bob.says('Still there, @Ann Lindqvist?');
  await expect.poll(() => shown(other)).toEqual([
    'Bob Okafor mentioned you in General: Still there, @Ann Lindqvist?',
  ]);
});

test('the level says of what one is told, and a direct message says from whom', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await watch(ann, 'granted');
  await ann.go('/rooms/1');
  await ann.page.goto('/rooms/1/level');
  await ann.page.getByRole('radio', { name: /^Everything/ }).check();
  await ann.page.getByRole('button', { name: 'Save' }).click();
  await ann.isLive();
  await ann.enter('Summer workshop');
  await bob.go('/rooms/1');
  await bob.says('Just so');
  await expect.poll(() => shown(ann.page)).toEqual(['New message from Bob Okafor in General: Just so']);

  await bob.page.getByRole('button', { name: 'who is here' }).click();
  await bob.page.getByRole('button', { name: 'Message Ann Lindqvist' }).click();
  await bob.isLive();
  await bob.says('Psst');
  await expect.poll(() => shown(ann.page)).toContain('New message from Bob Okafor: Psst');

  await ann.page.goto('/rooms/1/level');
  await ann.page.getByRole('radio', { name: /^Nothing/ }).check();
  await ann.page.getByRole('button', { name: 'Save' }).click();
  await ann.isLive();
  await ann.enter('Summer workshop');
  await bob.go('/rooms/1');
  await bob.says('Not even for @Ann Lindqvist');
  await expect(ann.room('General')).toHaveClass(/room-link--quiet/);
  await bob.says('And this');
  await bob.sees('Not even for @Ann Lindqvist', 'And this');
  await bob.page.goBack();
  await bob.isLive();
  await bob.says('But this');
  await expect.poll(() => shown(ann.page)).toEqual(['New message from Bob Okafor: But this']);
});

test('it is asked for by a button only, and said what came of it', async ({ person }) => {
  const [ann, bob, phone] = [await person('ann'), await person('bob'), await person('ann')];
  await watch(ann, 'default', 'granted');
  await watch(bob, 'default', 'denied');
  await phone.context.addInitScript(() => delete (window as { Notification?: unknown }).Notification);
  const section = (page: Page) => page.locator('[data-notify]');
  for (const [page, path] of [[ann.page, '/account'], [bob.page, '/rooms/1/level']] as const) {
    await page.goto(path);
    await expect(section(page)).toContainText('Your browser asks you whether Hark may do that.');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await section(page).getByRole('button', { name: 'Turn on notifications' }).click();
    await expect(section(page).getByRole('button')).toBeHidden();
  }
  await expect(section(ann.page)).toContainText('On. You are told of new messages while Hark is open');
  await expect(section(bob.page)).toContainText('Hark cannot ask again');
  await phone.page.goto('/account');
  await expect(section(phone.page)).toContainText('This browser cannot notify you here.');
  await expect(section(phone.page).getByRole('button')).toBeHidden();
});
