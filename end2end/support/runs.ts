// Whether anything in a page runs, or could run, that the page did not bring.
import { expect, type Page } from '@playwright/test';

/** What would be an element of its own if a text had become one, or runs where it stands. */
const FOREIGN = 'iframe, object, embed, math, base, marquee, audio, video, source, template, xss, image, foreignObject, animate, set';

export class Watch {
  private readonly ran: string[] = [];

  /** Watches a page from before its first load. */
  static async over(page: Page): Promise<Watch> {
    const watch = new Watch();
    page.on('dialog', async (dialog) => {
      watch.ran.push(`a dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    await page.exposeFunction('__refused', (what: string) => watch.ran.push(`refused by the policy: ${what}`));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const { __refused: refused } = window as unknown as { __refused: (what: string) => void };
        refused(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
      });
    });
    return watch;
  }

  /** What has run or was kept from it, so far. */
  async found(page: Page): Promise<string[]> {
    // What was put off until the page is at rest has its turn.
    await page.evaluate(() => new Promise((rest) => requestAnimationFrame(() => setTimeout(rest, 0))));
    return this.ran;
  }

  /** Nothing ran, nothing was kept from it, and there is nothing that could. */
  async nothing(page: Page, where: string): Promise<void> {
    expect(await this.found(page), where).toEqual([]);
    const able = await page.evaluate((foreign) => {
      const found: string[] = [];
      const isOurs = /^(https?|mailto|blob):$/;
      for (const element of document.querySelectorAll('*')) {
        if (element.matches(foreign)) found.push(element.outerHTML.slice(0, 200));
        for (const { name, value } of element.attributes) {
          if (name.startsWith('on')) found.push(`${name}=${value}`);
          const leads = ['href', 'src', 'action', 'formaction', 'data', 'xlink:href'].includes(name);
          if (leads && !isOurs.test(new URL(value, location.href).protocol) && !value.startsWith('data:image/'))
            found.push(`${name}=${value}`);
        }
      }
      return found;
    }, FOREIGN);
    expect(able, where).toEqual([]);
  }
}
