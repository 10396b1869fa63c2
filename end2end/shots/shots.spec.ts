// The pictures of Hark in docs/pictures: every screen on a desktop and a phone, in light and dark,
// at a time that stands still.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

const PICTURES = join(import.meta.dirname, '..', '..', 'docs', 'pictures');

const DESKTOP = { viewport: { width: 1440, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

// The evening of the last day in the demo data.
test.use({ since: new Date('2025-06-12T17:30:00Z') });
// One at a time: what is typed meanwhile must not depend on what else is drawn.
test.describe.configure({ mode: 'serial' });

for (const [size, device] of [['desktop', DESKTOP], ['phone', PHONE]] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const options = { ...device, colorScheme };
    const take = (page: Page, name: string) =>
      page.screenshot({ path: join(PICTURES, `${name}-${size}-${colorScheme}.png`), animations: 'disabled' });

    test(`rooms on a ${size} in ${colorScheme}`, async ({ person }) => {
      const ann = await person('ann', options);
      await ann.go('/rooms/1');
      await take(ann.page, 'room');
      const bob = await person('bob');
      await bob.go('/rooms/1');
      await bob.says('Who can drive the van on Saturday?');
      const asked = bob.message('Who can drive the van on Saturday?');
      await asked.hover();
      await asked.getByRole('link', { name: 'Reply in a thread' }).click();
      for (const text of ['It seats **seven** and a tuba', 'Keys are in the tin']) {
        await bob.page.locator('#thread-text').fill(text);
        await bob.page.locator('#thread-text').press('Enter');
      }
      await ann.message('Who can drive the van on Saturday?').locator('.replies').click();
      await ann.page.locator('#thread-text').fill('I can, if somebody tells me where it is.');
      await ann.page.locator('#thread-text').press('Enter');
      await expect(ann.page.locator('#thread .message')).toHaveCount(4);
      await take(ann.page, 'thread');
      await ann.go('/rooms/1');
      await ann.page.keyboard.press('Control+k');
      await ann.page.getByRole('combobox').fill('l');
      await take(ann.page, 'switcher');
      await ann.page.goto('/search?q=is_silent');
      await ann.page.getByRole('listitem').getByRole('link').first().click();
      await ann.isLive();
      await take(ann.page, 'code');
      await ann.page.goto('/threads');
      await take(ann.page, 'threads');
      await ann.go('/rooms/1');
      await ann.go(`/rooms/${await roomId(ann, 'المقهى')}`);
      await take(ann.page, 'right-to-left');
      await ann.go(`/rooms/${await roomId(ann, 'Quiet corner')}`);
      await take(ann.page, 'empty');
    });

    test(`a room without a network on a ${size} in ${colorScheme}`, async ({ person, lay }) => {
      const line = await lay();
      const [ann, bob] = [await person('ann'), await person('bob', { ...options, line })];
      await bob.go('/rooms/1');
      bob.mayLoseNetwork();
      line.cutSockets();
      await bob.isNotLive();
      await bob.says('The kettle is on, third floor');
      await expect(bob.message('The kettle is on, third floor')).toBeVisible();
      await expect(bob.connectionLine).toContainText('Reconnecting');
      await take(bob.page, 'offline');
      await ann.page.goto('/rooms/1/settings');
      await ann.page.getByRole('button', { name: 'Archive' }).click();
      line.mend();
      await bob.isLive();
      await expect(bob.message('The kettle is on, third floor')).toHaveClass(/message--failed/);
      await take(bob.page, 'failed');
    });

    test(`pages on a ${size} in ${colorScheme}`, async ({ person, visitor }) => {
      const stranger = await visitor(options);
      await stranger.page.goto('/sign-in');
      await take(stranger.page, 'sign-in');
      const ann = await person('ann', options);
      for (const [name, path] of [
        ['room-settings', '/rooms/1/settings'],
        ['people', '/people'],
        ['account', '/account'],
        ['rooms', '/rooms'],
        ['search', '/search?q=kettle'],
      ] as const) {
        await ann.page.goto(path);
        await take(ann.page, name);
      }
    });

    test(`looking after people on a ${size} in ${colorScheme}`, async ({ person }) => {
      const [ann, bob, carla] = [await person('ann', options), await person('bob'), await person('carla', options)];
      await Promise.all([bob.go('/rooms/1'), carla.go('/rooms/1')]);
      await carla.says('I like tea');
      await bob.says('Only fools drink tea');
      await carla.sees('Only fools drink tea');
      const said = carla.message('Only fools drink tea');
      await carla.page.goto(`/rooms/1/messages/${await said.getAttribute('data-seq')}/report`);
      await carla.page.getByLabel('What is wrong with it?').fill('He calls me a fool');
      await take(carla.page, 'report');
      await carla.page.getByRole('button', { name: 'Send the report' }).click();
      await ann.page.goto('/admin');
      await take(ann.page, 'admin');
      await ann.page.getByRole('link', { name: 'Reports: 1' }).click();
      await ann.page.getByRole('link', { name: 'Open report 1' }).click();
      await take(ann.page, 'decide');
      await ann.page.goto('/account/second-step');
      await take(ann.page, 'second-step');
      await ann.page.goto('/rooms/1/settings');
      await ann.page.getByLabel('Each member waits between messages').selectOption({ label: '30 seconds' });
      await ann.page.getByRole('button', { name: 'Set slow mode' }).click();
      await carla.go('/rooms/1');
      await carla.says('Then I am a fool', 'But a warm one');
      await expect(carla.page.locator('.room .composer__slow')).toContainText('your message waits');
      await take(carla.page, 'slow');
    });

    test.describe('on an empty server', () => {
      test.use({ data: 'empty' });
      test(`the first run on a ${size} in ${colorScheme}`, async ({ visitor, server }) => {
        const { page } = await visitor(options);
        await page.goto(server.ownerLink!);
        await take(page, 'first-run');
      });
    });
  }
}

for (const theme of ['Light', 'Dark'] as const) {
  test(`a room in high contrast, ${theme.toLowerCase()}`, async ({ person }) => {
    const ann = await person('ann', DESKTOP);
    await ann.page.goto('/account');
    await ann.page.getByRole('group', { name: 'Theme' }).getByLabel(theme).check();
    await ann.page.getByRole('group', { name: 'Contrast' }).getByLabel('High').check();
    await ann.page.locator('form[action="/account/look"]').getByRole('button', { name: 'Save' }).click();
    await ann.go('/rooms/1');
    await ann.page.screenshot({ path: join(PICTURES, `contrast-${theme.toLowerCase()}.png`), animations: 'disabled' });
  });
}

test('names of 40 letters and long words, twice as large', async ({ person }) => {
  // What a browser does at 200 %: half as many pixels of CSS, drawn twice as large.
  const ann = await person('ann', { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 });
  await ann.page.goto('/account');
  await ann.page.getByLabel('Name').fill('Annabella Wilhelmina Lindqvist-Johansson');
  await ann.page.getByRole('button', { name: 'Save' }).first().click();
  await ann.go('/rooms/1');
  await ann.says(`A word without an end: ${'Donaudampfschifffahrt'.repeat(8)}`);
  await ann.isLive();
  await ann.page.screenshot({ path: join(PICTURES, 'large.png'), animations: 'disabled' });
});

async function roomId(person: Person, name: string): Promise<string> {
  const address = await person.page.locator('.room-link', { hasText: name }).first().getAttribute('href');
  return address!.split('/').pop()!;
}
