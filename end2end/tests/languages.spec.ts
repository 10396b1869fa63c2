// Hark in each language it speaks: nothing of another one on the page, counted as one counts in it,
// mirrored where it is written from right to left, and only its own words on the wire.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

const LANGUAGES = [
  { locale: 'cs-CZ', lang: 'cs', dir: 'ltr', send: 'Odeslat', signIn: 'Přihlásit se', nothing: 'Nic tu není' },
  { locale: 'zh-CN', lang: 'zh-Hans', dir: 'ltr', send: '发送', signIn: '登录', nothing: '这里什么也没有' },
  { locale: 'ar-EG', lang: 'ar', dir: 'rtl', send: 'إرسال', signIn: 'تسجيل الدخول', nothing: 'لا شيء هنا' },
];

const PAGES = ['/threads', '/rooms', '/rooms/new', '/rooms/1/settings', '/rooms/1/level', '/account', '/people', '/direct/new'];

for (const { locale, lang, dir, send, signIn, nothing } of LANGUAGES) {
  test(`everything is said in ${lang}`, async ({ person, visitor }) => {
    const stranger = await visitor({ locale });
    await stranger.page.goto('/sign-in');
    await expect(stranger.page.locator(`html[lang=${lang}][dir=${dir}]`)).toBeAttached();
    await expect(stranger.page.getByRole('button', { name: signIn })).toBeVisible();
    expect(await foreign(stranger.page, lang), '/sign-in').toEqual([]);

    const ann = await person('ann', { locale });
    const people = new Set<string>();
    const words: string[] = [];
    ann.page.on('request', (request) => {
      const found = /\/pkg\/words\.(.+)\.[\w-]{22}\.txt$/.exec(request.url());
      if (found) words.push(found[1]!);
    });
    await ann.go('/rooms/1');
    await expect(ann.page.locator(`html[lang=${lang}][dir=${dir}]`)).toBeAttached();
    expect(words, 'the words that were fetched').toEqual([lang]);
    await ann.says('Mine');
    await ann.sees('Mine');
    await expect(ann.page.getByRole('button', { name: send, exact: true })).toBeVisible();
    await ann.page.locator('.people-button').click();
    await ann.message('Mine').hover();
    expect(await foreign(ann.page, lang, people), 'a room').toEqual([]);
    await ann.message('Mine').locator('[data-do=more]').click();
    await expect(ann.page.locator('#menu')).toBeVisible();
    expect(await foreign(ann.page, lang, people), 'the menu').toEqual([]);
    await ann.page.keyboard.press('Escape');
    await ann.page.keyboard.press('Control+k');
    expect(await foreign(ann.page, lang, people), 'the switcher').toEqual([]);
    await ann.page.keyboard.press('Escape');
    for (const room of [2, 3, 4, 5, 6]) {
      await ann.go(`/rooms/${room}`);
      expect(await foreign(ann.page, lang, people), `room ${room}`).toEqual([]);
    }
    await ann.go('/rooms/1/threads/71');
    expect(await foreign(ann.page, lang, people), 'a thread').toEqual([]);
    for (const path of [...PAGES, '/search?q=kettle+in%3Anowhere']) {
      await ann.page.goto(path);
      expect(await foreign(ann.page, lang, people), path).toEqual([]);
    }
    ann.mayComplain(/404/);
    await ann.page.goto('/nothing/here');
    await expect(ann.page.getByRole('heading', { level: 1 })).toHaveText(nothing);
  });
}

test('a language is chosen, whatever the browser asks for', async ({ person }) => {
  const ann = await person('ann');
  await ann.page.goto('/account');
  const choose = async (label: string, lang: string) => {
    await ann.page.getByRole('radio', { name: label, exact: true }).check();
    await ann.page.locator('form[action="/account/look"] button').click();
    await expect(ann.page.locator(`html[lang=${lang}]`)).toBeAttached();
    await expect(ann.page.locator('[name=language]:checked')).toHaveCount(1);
  };
  await choose('简体中文', 'zh-Hans');
  await ann.go('/rooms/1');
  await expect(ann.page.getByRole('button', { name: '发送' })).toBeVisible();
  await ann.page.goto('/account');
  await choose('Čeština', 'cs');
  await choose('العربية', 'ar');
  await choose('كما في المتصفح', 'en');
});

test('Czech and Arabic count as people do', async ({ person }) => {
  const [ann, bob] = [await person('ann', { locale: 'cs' }), await person('bob', { locale: 'ar' })];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('Kdo přijde?');
  await bob.sees('Kdo přijde?');
  await ann.message('Kdo přijde?').hover();
  await ann.message('Kdo přijde?').locator('.message__actions [data-thread]').click();
  const [czech, arabic] = [ann, bob].map((one) => one.message('Kdo přijde?').locator('.replies__count').first());
  const forms = [
    ['1 odpověď', 'رد واحد'],
    ['2 odpovědi', 'ردان'],
    ['3 odpovědi', '3 ردود'],
    ['4 odpovědi', '4 ردود'],
    ['5 odpovědí', '5 ردود'],
  ];
  for (const [inCzech, inArabic] of forms) {
    await ann.page.locator('#thread-text').fill('Já');
    await ann.page.locator('#thread-text').press('Enter');
    await expect(czech!).toHaveText(inCzech!);
    await expect(arabic!).toHaveText(inArabic!);
  }
  await expect(ann.page.locator('.people-button')).toHaveAccessibleName('8 členů, kdo je tu');
  await expect(bob.page.locator('.people-button')).toHaveAccessibleName('8 أعضاء، من هنا');
});

test('Arabic is mirrored, and what is written in Latin letters is not', async ({ person }) => {
  const ann = await person('ann', { locale: 'ar' });
  await ann.go('/rooms/1');
  await ann.says('From left to right');
  await ann.sees('From left to right');
  const middle = async (selector: string) => {
    const box = (await ann.page.locator(selector).last().boundingBox())!;
    return box.x + box.width / 2;
  };
  expect(await middle('.sidebar'), 'the sidebar is at the right').toBeGreaterThan(await middle('.room'));
  expect(await middle('.composer__send'), 'one sends at the left').toBeLessThan(await middle('.composer__text'));
  expect(await middle('.room-header__text'), 'the name is at the right').toBeGreaterThan(await middle('.people-button'));
  const avatar = await middle('#timeline .message .avatar');
  expect(avatar, 'faces are at the right').toBeGreaterThan(await middle('#timeline .message__body'));
  const side = (selector: string) => ann.page.locator(selector).last().evaluate((node) => getComputedStyle(node).direction);
  expect(await side('#timeline .message__body')).toBe('ltr');
  expect(await side('.composer')).toBe('rtl');
  expect(await side('#composer-text'), 'an empty field reads as its hint').toBe('rtl');
  await ann.composer.fill('Left');
  expect(await side('#composer-text')).toBe('ltr');
  await ann.composer.fill('');
  await ann.message('From left to right').hover();
  expect(await middle('.message:hover .message__actions'), 'actions are at the left').toBeLessThan(await middle('.room'));
  await passes(ann, 'a room');
  await ann.page.goto('/account');
  await passes(ann, 'the account');
});

test('on a narrow phone nothing of it scrolls sideways', async ({ person }) => {
  const ann = await person('ann', { locale: 'ar', viewport: { width: 320, height: 640 } });
  for (const path of ['/rooms/1', '/rooms/1/threads/71', ...PAGES]) {
    await ann.page.goto(path);
    const wide = await ann.page.evaluate(() =>
      [document.documentElement, document.body, ...document.querySelectorAll('.timeline, .sidebar__scroll')]
        .filter((frame) => frame.scrollWidth > frame.clientWidth)
        .map((frame) => `${frame.tagName}.${frame.className}`),
    );
    expect(wide, path).toEqual([]);
  }
});

async function passes(person: Person, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: person.page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), what).toEqual([]);
}

/** English on the page, apart from what people wrote or are called, and from names of things. */
async function foreign(page: Page, lang: string, people: Set<string> = new Set()): Promise<string[]> {
  const { said, theirs } = await page.evaluate(() => {
    const said: string[] = [];
    const theirs = new Set<string>();
    const people = '[dir=auto], code, kbd, .avatar, .reaction, .picker__one, .list__main, span[lang], .search-help a';
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const [parent, text] = [node.parentElement!, node.textContent!.trim()];
      // Time zones have their names from IANA, in every language.
      const zone = parent.matches('#zone option:not([value=""])');
      if (!text || zone || parent.closest('script, style, noscript')) continue;
      if (parent.closest(people)) theirs.add(text);
      else said.push(text);
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      if (element.matches('.reaction') || element.closest('.avatar')) continue;
      for (const name of ['aria-label', 'title', 'placeholder']) said.push(element.getAttribute(name) ?? '');
    }
    return { said: [document.title, ...said], theirs: [...theirs] };
  });
  for (const name of theirs) people.add(name);
  const names = [...people].sort((a, b) => b.length - a.length);
  const known = /Hark|Ctrl|Shift|Enter|Esc|GIF|PNG|JPEG|WebP|MB|JavaScript|https|@?room|OK|Emoji|from:me|kettle in:nowhere|nowhere|\bAnn\b|Chrome|Linux|HeadlessChrome/g;
  const left = said.map((text) => {
    const ours = text.replace(/\u2068[^\u2069]*\u2069/g, '');
    return names.reduce((rest, name) => rest.replaceAll(name, ''), ours).replace(known, '');
  });
  // Czech is written in the same letters: what gives English away are its commonest words.
  const common = 'the you your this is are of in not and for message messages room rooms with was who'.split(' ');
  const english = (text: string) =>
    lang === 'cs' ? text.toLowerCase().split(/[^\p{L}]+/u).some((word) => common.includes(word)) : /[A-Za-z]{2,}/.test(text);
  return left.filter(english);
}
