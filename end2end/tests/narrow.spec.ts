// A phone: one pane at a time, and nothing that scrolls sideways.
import { expect, test } from '../support/story.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test('on a phone the rooms and the room are screens of their own', async ({ person }) => {
  const ann = await person('ann', PHONE);
  await ann.go('/rooms/1');
  const [sidebar, composer] = [ann.page.locator('.sidebar'), ann.composer];
  await expect(sidebar).toBeHidden();
  await expect(composer).toBeInViewport();

  await ann.page.getByRole('link', { name: 'All rooms' }).click();
  await expect(sidebar).toBeVisible();
  await expect(composer).toBeHidden();
  await ann.room('Summer workshop').click();
  await expect(sidebar).toBeHidden();
  await expect(ann.page.locator('.room-header__name')).toHaveText('Summer workshop');
  await ann.composer.fill('From the tram');
  await ann.page.getByRole('button', { name: 'Send' }).tap();
  await ann.sees('From the tram');
  await expect(ann.page.locator('.message').last()).toBeInViewport();

  await ann.page.goBack();
  await ann.page.goBack();
  await expect(ann.page.locator('.room-header__name')).toHaveText('General');
});

for (const width of [320, 360]) {
  test(`nothing scrolls sideways at ${width} px`, async ({ person, visitor }) => {
    const viewport = { width, height: 640 };
    const stranger = await visitor({ viewport });
    await stranger.page.goto('/sign-in');
    expect(await overflow(stranger.page), '/sign-in').toEqual([]);
    const ann = await person('ann', { viewport });
    for (const room of [1, 2, 3, 4, 5, 6]) {
      await ann.go(`/rooms/${room}`);
      expect(await overflow(ann.page), `room ${room}`).toEqual([]);
    }
    await ann.page.getByRole('link', { name: 'All rooms' }).click();
    expect(await overflow(ann.page), 'the list of rooms').toEqual([]);
    for (const path of ['/rooms', '/rooms/new', '/rooms/1/settings', '/account', '/people']) {
      await ann.page.goto(path);
      expect(await overflow(ann.page), path).toEqual([]);
    }
  });
}

/** What can be scrolled sideways: the page, or the timeline. */
function overflow(page: import('@playwright/test').Page): Promise<string[]> {
  return page.evaluate(() => {
    const frames = [document.documentElement, document.body, ...document.querySelectorAll('.timeline, .sidebar__scroll')];
    return frames
      .filter((frame) => frame.scrollWidth > frame.clientWidth)
      .map((frame) => `${frame.tagName}.${frame.className}: ${frame.scrollWidth} > ${frame.clientWidth}`);
  });
}
