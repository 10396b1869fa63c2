// No screen breaks a rule that axe can check: each of them in light, dark and high contrast, from
// left to right in English and from right to left in Arabic. What is on a screen is found by what it
// does, since it is called differently in each language.
import { passesInEveryLook as passes } from '../support/looks.ts';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

for (const locale of ['en', 'ar']) {
  // A hover or a focus changes colors at once.
  const options = { locale, reducedMotion: 'reduce' } as const;

  test(`a room and all that opens in it passes axe in ${locale}`, async ({ person }) => {
    const ann = await person('ann', options);
    const { page } = ann;
    const part = (selector: string) => page.locator(selector);
    const mine = part('#timeline .message--mine').last();
    const deed = (word: string) => mine.locator(`[data-do="${word}"]`);
    const escape = (selector: string) => leave(ann, selector);

    await ann.go('/rooms/1');
    await ann.says('Mine, so it can be changed');
    await ann.sees('Mine, so it can be changed');
    await mine.hover();
    await passes(page, 'a room, and what one can do with a message');

    await part('[data-do=people]').first().click();
    await expect(part('.people .person').first()).toBeVisible();
    await passes(page, 'its people');
    await escape('.people');

    await mine.hover();
    await deed('delete').click();
    await passes(page, 'the question before a message is removed');
    await part('[data-do=keep]').click();

    await mine.hover();
    await deed('pick-reaction').first().click();
    await passes(page, 'the picker of reactions');
    await part('.picker__one').first().click();
    await expect(mine.locator('.reaction').first()).toBeVisible();

    await mine.hover();
    await deed('edit').click();
    await expect(part('.message__edit-text')).toBeFocused();
    await passes(page, 'a message being changed');
    await page.keyboard.type(' and it was');
    await page.keyboard.press('Enter');
    await mine.locator('[data-do=versions]').click();
    await expect(part('#versions .version')).toHaveCount(2);
    await passes(page, 'the versions of a message');
    await escape('#versions');

    await mine.hover();
    await deed('more').click();
    await passes(page, 'the menu of a message');
    await part('#menu [data-do=forward]').click();
    await expect(part('#switcher')).toBeVisible();
    await passes(page, 'the rooms that a message can be forwarded to');
    await escape('#switcher');

    await mine.hover();
    await deed('more').click();
    await part('#menu [data-do=pin]').click();
    await part('.pins-button').click();
    await expect(part('#pins .pin').first()).toBeVisible();
    await passes(page, 'the pins, and a message that is pinned, changed and reacted to');
    await escape('#pins');

    const theirs = part('#timeline .message:not(.message--mine)').last();
    await theirs.hover();
    await theirs.locator('[data-do=more]').click();
    await part('#menu [data-do=mark-unread]').click();
    await expect(part('.unread-line')).toBeVisible();
    await passes(page, 'the line of what is unread');

    await page.keyboard.press('Control+k');
    await expect(part('#switcher')).toBeVisible();
    await passes(page, 'the switcher');
    await page.keyboard.type('zzz');
    await passes(page, 'the switcher, where nothing is called so');
    await escape('#switcher');

    await part('[data-do=keys]').click();
    await passes(page, 'the map of the keys');
    await escape('#keys');

    await ann.composer.fill('');
    await ann.composer.pressSequentially('@an');
    await expect(part('[data-mention]').first()).toBeVisible();
    await passes(page, 'whom one may want to name');
    await ann.composer.fill('@room');
    await ann.composer.press('Escape');
    await ann.composer.press('Enter');
    await expect(part('#wide-dialog')).toBeVisible();
    await passes(page, 'the question before everybody is told');
    await part('[data-do=not-wide]').click();

    await part('#timeline').hover();
    await page.mouse.wheel(0, -4000);
    await expect(part('[data-do=jump]')).toBeVisible();
    await passes(page, 'a room that was scrolled back in');
  });

  test(`every kind of room passes axe in ${locale}`, async ({ person }) => {
    const [ann, bob] = [await person('ann', options), await person('bob', options)];
    const { page } = ann;
    for (const room of [2, 3, 4, 5, 6]) {
      await ann.go(`/rooms/${room}`);
      await passes(page, `room ${room}`);
    }
    await ann.go('/rooms/1/threads/71');
    await passes(page, 'a thread nobody has replied in');
    await page.locator('#thread-text').fill('The first');
    await page.locator('#thread-text').press('Enter');
    const reply = page.locator('#thread .timeline__rows .message').last();
    await reply.hover();
    await reply.locator('[data-do=pick-reaction]').first().click();
    await page.locator('.picker__one').first().click();
    await expect(reply.locator('.reaction').first()).toBeVisible();
    await passes(page, 'a thread beside its room');

    // A direct room: who is here, what they are about, that they have read.
    await Promise.all([status(ann, '🌴 On holiday'), status(bob, 'Deep in a book')]);
    await page.goto('/people');
    await page.locator('form[action="/direct"]').getByRole('button', { name: 'Bob Okafor' }).click();
    await ann.isLive();
    const direct = new URL(page.url()).pathname;
    await ann.says('Have you a minute?');
    await bob.go(direct);
    await expect(page.locator('.message__seen')).toBeVisible();
    await page.locator('[data-do=people]').first().click();
    await expect(page.locator('.person__about').first()).toBeVisible();
    await passes(page, 'a direct room, a message that was seen, and two people about something');
    await ann.go('/rooms/1/messages/71');
    await passes(page, 'a message that a link leads to');
  });

  test(`every page passes axe in ${locale}`, async ({ person, visitor, server }) => {
    const stranger = await visitor(options);
    stranger.mayComplain(/4\d\d/);
    const at = async (one: Person, path: string) => {
      await one.page.goto(path);
      await passes(one.page, path);
    };
    await at(stranger, '/sign-in');
    await stranger.page.locator('[name=email]').fill('bob@example.org');
    await stranger.page.locator('[name=password]').fill('not his password');
    await stranger.page.keyboard.press('Enter');
    await expect(stranger.page.getByRole('alert')).toBeVisible();
    await passes(stranger.page, 'a sign-in that was refused');
    await at(stranger, server.resetLink('carla@example.org'));
    await at(stranger, '/join/nothing-like-a-token');

    const ann = await person('ann', options);
    const { page } = ann;
    ann.mayComplain(/4\d\d/);
    for (const path of PAGES) await at(ann, path);
    await page.locator('form[action="/people/invites"] button').click();
    const link = page.locator('input[readonly]');
    await expect(link).toBeVisible();
    await passes(page, 'an invite link');
    await at(stranger, await link.inputValue());

    await page.goto('/account');
    await page.locator('form[action="/account/password"] [name=current]').fill('not the password');
    await page.locator('form[action="/account/password"] [name=password]').fill('short');
    await page.locator('form[action="/account/password"] button').click();
    await expect(page.locator('[aria-invalid=true]').first()).toBeVisible();
    await passes(page, 'an account with a password that was refused');
    await page.locator('form[action="/account/look"] button').click();
    await expect(page.getByRole('status')).toBeVisible();
    await passes(page, 'an account that was saved');
  });

  test(`what is not live, waits or failed passes axe in ${locale}`, async ({ person, lay, server }) => {
    const line = await lay();
    const [ann, bob] = [await person('ann'), await person('bob', { ...options, line })];
    await bob.go('/rooms/1');
    bob.mayLoseNetwork();
    line.cutSockets();
    await bob.isNotLive();
    await bob.says('Not sent yet');
    await expect(bob.connectionLine).not.toBeEmpty();
    await passes(bob.page, 'a room that waits for its network');
    await ann.context.request.post('/rooms/1/archive', { headers: { origin: server.url } });
    line.mend();
    await bob.isLive();
    await expect(bob.message('Not sent yet')).toHaveClass(/message--failed/);
    await passes(bob.page, 'an archived room, and a message that came too late for it');
  });

  test.describe('on an empty server', () => {
    test.use({ data: 'empty' });
    test(`the first run passes axe in ${locale}`, async ({ visitor, server }) => {
      const { page } = await visitor(options);
      await page.goto('/');
      await passes(page, 'a server without an owner');
      await page.goto(server.ownerLink!);
      await passes(page, 'the first run');
    });
  });
}

const PAGES = [
  '/rooms', '/rooms/new', '/rooms/1/settings', '/rooms/1/level', '/direct/new', '/threads', '/account',
  '/search', '/search?q=kettle', '/search?q=kettle+in%3Anowhere', '/nothing/here', '/people',
];

/** Escape closes what is open. */
async function leave({ page }: Person, selector: string): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.locator(selector)).toBeHidden();
}

async function status({ context }: Person, text: string): Promise<void> {
  const origin = await context.request.get('/account').then((answer) => new URL(answer.url()).origin);
  const form = { status: text, ends: 'never' };
  await context.request.post('/account/status', { form, headers: { origin }, maxRedirects: 0 });
}
