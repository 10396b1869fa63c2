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

test('a finger that stays on a message brings its menu', async ({ person }) => {
  const ann = await person('ann', PHONE);
  await ann.go('/rooms/1');
  const message = ann.page.locator('#timeline .message').nth(-2);
  const devtools = await ann.page.context().newCDPSession(ann.page);
  const menu = ann.page.getByRole('menu');
  const press = async (by: { x: number; y: number }) => {
    const box = (await message.locator('.message__body').boundingBox())!;
    const at = { x: box.x + 20, y: box.y + 10 };
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
    if (by.y) await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: at.x + by.x, y: at.y + by.y }] });
  };
  const lift = () => devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });

  await press({ x: 0, y: 0 });
  await expect(message).toHaveClass(/message--active/);
  await expect(message.getByRole('button', { name: 'React', exact: true })).toBeInViewport();
  await expect(menu).toBeHidden();
  await lift();
  await expect(menu).toBeVisible();
  const foot = await menu.evaluate((at) => innerHeight - at.getBoundingClientRect().bottom);
  expect(foot, 'at the foot of the page').toBe(0);
  await expect(message, 'the tap that ends the press is none').toHaveClass(/message--active/);
  await ann.page.getByRole('menuitem', { name: 'Quote' }).tap();
  await expect(ann.composer).toHaveValue(/^> /);

  // A finger that moves scrolls, and a short one is a tap.
  await message.locator('.message__body').tap();
  await expect(message).not.toHaveClass(/message--active/);
  await press({ x: 0, y: 60 });
  await ann.page.waitForTimeout(700);
  await lift();
  await expect(menu).toBeHidden();
  await expect(message).not.toHaveClass(/message--active/);
});

test('the composer stays above a keyboard that only covers the page', async ({ person }) => {
  const ann = await person('ann', PHONE);
  await ann.context.addInitScript(() => {
    const viewport = window.visualViewport!;
    let covered = 0;
    Object.defineProperty(viewport, 'height', { get: () => innerHeight - covered });
    Object.assign(window, {
      keyboard(height: number) {
        covered = height;
        viewport.dispatchEvent(new Event('resize'));
      },
    });
  });
  await ann.go('/rooms/1');
  const keyboard = (height: number) => ann.page.evaluate((height) => (window as unknown as { keyboard(height: number): void }).keyboard(height), height);
  const foot = () => ann.composer.evaluate((field) => field.getBoundingClientRect().bottom);
  const last = ann.page.locator('#timeline .message').last();
  await keyboard(300);
  await expect.poll(foot).toBeLessThan(440);
  await expect(ann.page.locator('.room-header')).toBeInViewport({ ratio: 1 });
  await expect.poll(() => last.evaluate((row) => row.getBoundingClientRect().bottom)).toBeLessThan(await foot());
  await ann.says('With the keyboard up');
  await expect.poll(() => last.evaluate((row) => row.getBoundingClientRect().bottom)).toBeLessThan(await foot());
  await keyboard(0);
  await expect.poll(foot).toBeGreaterThan(640);
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
