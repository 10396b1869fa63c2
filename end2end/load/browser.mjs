// Opens a room's page in a headless Chromium, again and again, and says in JSON how long it took
// until the first message could be read and until the composer took a message.
//
// node browser.mjs URL TOKEN LOADS MESSAGES
import { chromium } from '@playwright/test';
import { chromium as installed } from '../support/chromium.mjs';

const [url, token, loads, messages] = process.argv.slice(2);

const browser = await chromium.launch({
  executablePath: installed(),
  // Chromium refuses its sandbox to root.
  args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'],
});

/** Runs in the page, before anything of it: notes when what is waited for is there. A message can be
 * read when its row has a place and the page was painted. */
function watch() {
  const times = {};
  window.times = times;
  const look = () => {
    const row = document.querySelector('.timeline__rows .message');
    if (row && row.getBoundingClientRect().height > 0) times.placed = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  new PerformanceObserver((list) => {
    const [paint] = list.getEntriesByName('first-contentful-paint');
    if (paint) times.painted = paint.startTime;
  }).observe({ type: 'paint', buffered: true });
  const root = document.documentElement ?? document;
  new MutationObserver((_, observer) => {
    if (!document.documentElement?.hasAttribute('data-hydrated')) return;
    times.usable = performance.now();
    observer.disconnect();
  }).observe(root, { attributes: true, subtree: true, attributeFilter: ['data-hydrated'] });
}

/** One load: its times, once the page has shown that it is what it says. */
async function load(context) {
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.times.placed && window.times.painted && window.times.usable);
  const { took, rows, sent } = await page.evaluate(() => {
    const { placed, painted, usable } = window.times;
    const [navigation] = performance.getEntriesByType('navigation');
    const parts = performance.getEntriesByType('resource');
    const bytes = [navigation, ...parts].reduce((sum, part) => sum + part.transferSize, 0);
    const content = Math.max(placed, painted);
    return {
      took: { content_ms: Math.round(content), interactive_ms: Math.round(usable), bytes },
      rows: document.querySelectorAll('.timeline__rows .message').length,
      sent: document.querySelectorAll('.timeline__rows .message--mine').length,
    };
  });
  if (rows < Number(messages)) throw new Error(`the page shows ${rows} messages of ${messages}`);
  // The composer does what it is there for: without its script the page would be left.
  await page.locator('#composer-text').fill('Is this thing on?');
  await page.locator('#composer-text').press('Enter');
  await page.waitForFunction(
    (before) =>
      document.querySelectorAll('.timeline__rows .message--mine').length > before &&
      !document.querySelector('.message--pending'),
    sent,
  );
  await page.close();
  return took;
}

/** Somebody with nothing in their cache. */
async function newcomer() {
  const context = await browser.newContext({ locale: 'en-US' });
  await context.addCookies([{ name: 'hark_session', value: token, url: new URL(url).origin }]);
  return context;
}

try {
  const [cold, warm] = [[], []];
  for (let number = 0; number < Number(loads); number += 1) {
    const context = await newcomer();
    cold.push(await load(context));
    await context.close();
  }
  const context = await newcomer();
  await load(context);
  for (let number = 0; number < Number(loads); number += 1) {
    warm.push(await load(context));
  }
  console.log(JSON.stringify({ chromium: browser.version(), cold, warm }));
} finally {
  await browser.close();
}
