// Hundreds of texts that are scripts, in every place where Hark shows a text: nothing of them runs,
// with the page's policy and without it. Each layer has to hold by itself.
import { expect, type Page } from '@playwright/test';
import { HOSTILE, lines } from '../support/hostile_texts.ts';
import type { Person } from '../support/person.ts';
import { Watch } from '../support/runs.ts';
import { test } from '../support/story.ts';

test.use({ settings: { HARK_ROOM_POSTS_PER_SECOND: '1000' } });

/** Messages on one page. */
const PAGE = 50;
/** Pages of their own that are opened for one place: more before a release. */
const OPENED = process.env.HARK_HOSTILE === 'full' ? Number.POSITIVE_INFINITY : 4;
/** The longest name of a person and of a room, the longest topic and the longest status. */
const [NAME, TOPIC, STATUS] = [64, 250, 60];

test('there are four hundred of them, and each is another', () => {
  expect(new Set(HOSTILE).size).toBe(HOSTILE.length);
  expect(HOSTILE.length).toBeGreaterThan(400);
});

for (const bypassCSP of [false, true]) {
  const layer = bypassCSP ? 'without the policy' : 'with the policy';

  test(`what runs is noticed ${layer}`, async ({ person }) => {
    const bob = await person('bob', { bypassCSP });
    bob.mayComplain(/Content Security Policy|404/);
    const watch = await Watch.over(bob.page);
    await bob.go('/rooms/1');
    await watch.nothing(bob.page, 'the page as it comes');
    for (const text of ['<img src=x onerror=alert(1)>', '<script>alert(1)</script>']) {
      const before = (await watch.found(bob.page)).length;
      await bob.page.evaluate((html) => {
        const made = document.createRange().createContextualFragment(html);
        document.body.append(made);
      }, text);
      await expect.poll(async () => (await watch.found(bob.page)).length, { message: text }).toBeGreaterThan(before);
    }
    expect((await watch.found(bob.page))[0]).toContain(bypassCSP ? 'a dialog' : 'refused');
  });

  test(`messages do not run ${layer}`, async ({ person }) => {
    test.setTimeout(240_000);
    const [ann, bob] = [await person('ann', { bypassCSP }), await person('bob', { bypassCSP })];
    const [hers, his] = [await Watch.over(ann.page), await Watch.over(bob.page)];
    await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
    // He sees them come, all of them.
    for (const text of HOSTILE) await sends(ann, '/rooms/1/messages', { body: text });
    await sends(ann, '/rooms/1/messages', { body: 'That was all' });
    await bob.sees('That was all');
    await his.nothing(bob.page, 'as they come');
    // She finds them, page by page, as the server draws them and as the client takes them over.
    await ann.go('/rooms/1');
    for (let page = 0; page * PAGE < HOSTILE.length; page += 1) {
      await hers.nothing(ann.page, `page ${page} of the past`);
      const first = ann.page.locator('#timeline .message').first();
      const before = await first.getAttribute('data-seq');
      if (Number(before) <= 1) break;
      await opens(ann.page, `/rooms/1?before=${before}`);
    }
    await searched(ann, hers);
    await inAThread(ann, bob, hers, his);
  });

  test(`names, topics and what people say of themselves do not run ${layer}`, async ({ person }) => {
    test.setTimeout(240_000);
    const [ann, bob] = [await person('ann', { bypassCSP }), await person('bob', { bypassCSP })];
    const [hers, his] = [await Watch.over(ann.page), await Watch.over(bob.page)];
    const names = lines(NAME);
    expect(names.length).toBeGreaterThan(250);
    await ann.go('/rooms/1');
    await ann.says('Who am I?');
    await bob.go('/rooms/1');
    await bob.sees('Who am I?');

    // A name changes while others look, and stands in the log; the account page says it back.
    const statuses = lines(STATUS);
    for (const [at, name] of names.entries()) {
      await sends(ann, '/account/name', { name });
      await sends(ann, '/account/status', { status: statuses[at % statuses.length]!, ends: 'never' });
    }
    await expect(bob.page.locator('#timeline')).toContainText(names.at(-1)!);
    await his.nothing(bob.page, 'while names change');
    await bob.composer.fill('@');
    await his.nothing(bob.page, 'among those who can be mentioned');
    await bob.composer.fill('');

    // A room has such a name and such a topic, and is shown in lists, as the room in view, and as
    // the title of the page.
    const topics = HOSTILE.filter((text) => text.length <= TOPIC && !text.includes('\n'));
    for (const [at, name] of names.entries()) {
      await sends(ann, '/rooms/new', { name, topic: topics[at % topics.length]!, access: 'open' });
    }
    for (const path of ['/rooms', '/rooms/1', '/people', '/account', '/threads', '/direct/new']) {
      await opens(ann.page, path);
      await hers.nothing(ann.page, path);
    }
    await ann.go('/rooms/1');
    const rooms = await ann.page.locator('.room-link').evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
    expect(rooms.length).toBeGreaterThan(250);
    for (const path of rooms.slice(-OPENED)) {
      await ann.go(path);
      await hers.nothing(ann.page, path);
      await opens(ann.page, `${path}/settings`);
      await hers.nothing(ann.page, `${path}/settings`);
    }
    await audited(ann, hers);
  });

  test(`what is said back of a wrong entry does not run ${layer}`, async ({ person, visitor }) => {
    test.setTimeout(240_000);
    const [ann, nobody] = [await person('ann', { bypassCSP }), await visitor({ bypassCSP })];
    const [hers, theirs] = [await Watch.over(ann.page), await Watch.over(nobody.page)];
    nobody.mayComplain(/status of 4\d\d/);
    ann.mayComplain(/status of 4\d\d/);
    const some = HOSTILE.filter((_, at) => at % Math.ceil(HOSTILE.length / (5 * OPENED)) === 0 || OPENED === Number.POSITIVE_INFINITY);
    for (const text of some) {
      await opens(ann.page, `/search?q=${encodeURIComponent(text)}`);
      await hers.nothing(ann.page, `searching for ${text}`);
      await opens(nobody.page, `/sign-in?next=${encodeURIComponent(text)}&note=${encodeURIComponent(text)}`);
      await nobody.page.getByLabel('Email').fill(`${text.replace(/\s/g, '')}@example.org`);
      await nobody.page.getByLabel('Password').fill('wrong wrong wrong');
      await submits(nobody.page, '/sign-in');
      await theirs.nothing(nobody.page, `signing in as ${text}`);
    }
    // Too long for a name: it is said back to be mended.
    const long = '"><img src=x onerror=alert(1)>'.repeat(9);
    await opens(ann.page, '/rooms/new');
    await ann.page.getByLabel('Name').evaluate((input: HTMLInputElement, text) => {
      input.removeAttribute('maxlength');
      input.value = text;
    }, long);
    await submits(ann.page, '/rooms/new');
    await hers.nothing(ann.page, 'a room with a name that is too long');
  });
}

/** Sends a form as the page would. */
async function sends(who: Person, path: string, form: Record<string, string>): Promise<void> {
  // What a browser says of where a form was sent from.
  const { origin } = new URL(who.page.url());
  const answer = await who.context.request.post(path, { form, headers: { origin }, maxRedirects: 0 });
  expect(answer.status(), `${path} ${JSON.stringify(form)}`).toBe(303);
}

async function opens(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState();
}

/** Sends the form to this address, whatever the browser thinks of what stands in it. */
async function submits(page: Page, action: string): Promise<void> {
  const next = page.waitForEvent('load');
  await page.locator(`form[action="${action}"]`).evaluate((form: HTMLFormElement) => {
    form.noValidate = true;
    form.requestSubmit();
  });
  await next;
}

/** What was found is shown with what was looked for marked in it. */
async function searched(who: Person, watch: Watch): Promise<void> {
  for (const query of ['alert', 'img onerror', 'javascript', '"><script>alert(1)</script>']) {
    await opens(who.page, `/search?q=${encodeURIComponent(query)}`);
    await watch.nothing(who.page, `found by ${query}`);
  }
  expect(await who.page.locator('mark').count()).toBeGreaterThan(0);
}

/** Some of them as replies, pinned, quoted, and as an earlier version. */
async function inAThread(ann: Person, bob: Person, hers: Watch, his: Watch): Promise<void> {
  await ann.go('/rooms/1');
  const root = ann.message('That was all');
  const seq = (await root.getAttribute('data-seq'))!;
  await bob.go(`/rooms/1/threads/${seq}`);
  for (const text of HOSTILE.filter((_, at) => at % 11 === 0)) {
    await sends(ann, '/rooms/1/messages', { body: text, thread: seq, in_room: 'on' });
  }
  await sends(ann, '/rooms/1/messages', { body: 'The last reply', thread: seq });
  await expect(bob.page.locator('.thread')).toContainText('The last reply');
  await his.nothing(bob.page, 'in a thread, as they come');
  await bob.page.reload();
  await bob.isLive();
  await his.nothing(bob.page, 'in a thread, as the server draws it');

  await ann.go('/rooms/1');
  const text = '"><img src=x onerror=alert(1)>';
  await ann.says(text);
  await ann.sees(text);
  await ann.composer.press('ArrowUp');
  const editor = ann.page.getByLabel('Change the message');
  await editor.fill('<svg onload=alert(1)> and changed');
  await editor.press('Enter');
  const changed = ann.message('<svg onload=alert(1)> and changed');
  await changed.locator('.message__edited').click();
  await hers.nothing(ann.page, 'as earlier versions');

  // Nobody sees what is said of their own messages: it is one of his.
  await sends(bob, '/rooms/1/messages', { body: text });
  const last = ann.page.locator('#timeline .message').last();
  await expect(last).toContainText('Bob Okafor');
  const reported = (await last.getAttribute('data-seq'))!;
  await sends(ann, `/rooms/1/messages/${reported}/report`, { reason: text });
  for (const path of ['/admin/reports', '/admin/reports/1']) {
    await opens(ann.page, path);
    await expect(ann.page.locator('main')).toContainText('Bob Okafor');
    await hers.nothing(ann.page, path);
  }
}

/** What an owner sees of all that. */
async function audited(who: Person, watch: Watch): Promise<void> {
  for (const path of ['/admin', '/admin/audit', '/admin/people/1']) {
    await opens(who.page, path);
    await watch.nothing(who.page, path);
  }
}
