// Somebody with a browser of their own, and what they do and see on the chat page.
import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';

/** What everybody in the demo data signs in with. */
export const PASSWORD = 'correct horse battery';

export class Person {
  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly complaints: Complaints,
  ) {}

  /** Opens an address of the chat page and waits until it is live. */
  async go(path: string): Promise<void> {
    await this.page.goto(path);
    await this.isLive();
  }

  async isLive(): Promise<void> {
    await expect(this.page.locator('html[data-hydrated]')).toBeAttached();
    await expect(this.page.locator('.app[data-status=live]')).toBeAttached();
  }

  async isNotLive(): Promise<void> {
    await expect(this.page.locator('.app:not([data-status=live])')).toBeAttached();
  }

  get composer(): Locator {
    return this.page.locator('#composer-text');
  }

  get connectionLine(): Locator {
    return this.page.locator('.connection-line');
  }

  /** The row of the message with exactly this text. */
  message(text: string): Locator {
    const body = this.page.locator('.message__body').getByText(text, { exact: true });
    const bodyItself = this.page.locator('.message__body', { hasText: new RegExp(`^${quote(text)}(edited)?$`) });
    return this.page.locator('.message').filter({ has: body.or(bodyItself) });
  }

  /** The room's link in the sidebar. */
  room(name: string): Locator {
    return this.page.locator('.room-link').filter({ hasText: name });
  }

  /** Goes to another room from the sidebar. */
  async enter(name: string): Promise<void> {
    await this.room(name).click();
    await expect(this.page.locator('.room-header__name')).toHaveText(name);
    await expect(this.room(name)).toHaveAttribute('aria-current', 'page');
  }

  async says(...texts: string[]): Promise<void> {
    for (const text of texts) {
      await this.composer.fill(text);
      await this.composer.press('Enter');
      await expect(this.composer).toHaveValue('');
    }
  }

  /** The text of every message on the screen, from the top. */
  async transcript(): Promise<string[]> {
    const text = (rows: Element[]) =>
      rows.map((row) => {
        const body = row.querySelector('.message__body')!.cloneNode(true) as Element;
        body.querySelector('.message__edited')?.remove();
        return body.textContent!;
      });
    return this.page.locator('.message:has(.message__body)').evaluateAll(text);
  }

  /** The last messages are these, and all of them are on the server's disk. */
  async sees(...texts: string[]): Promise<void> {
    await expect(async () => {
      expect((await this.transcript()).slice(-texts.length)).toEqual(texts);
    }).toPass({ timeout: 30_000 });
    await expect(this.page.locator('.message--pending, .message--failed')).toHaveCount(0);
  }

  /** Each of these stands on the screen exactly once. */
  async seesOnce(texts: string[]): Promise<void> {
    const shown = await this.transcript();
    for (const text of texts) {
      expect(shown.filter((other) => other === text), text).toHaveLength(1);
    }
  }

  /** From here on the browser may complain of this; of anything else it may not. */
  mayComplain(of: RegExp): void {
    this.complaints.allowed.push(of);
  }

  /** From here on the network may fail. */
  mayLoseNetwork(): void {
    this.mayComplain(/net::ERR_|WebSocket connection to .* failed|Failed to fetch/);
  }
}

/** What a browser wrote to its console or threw. */
export class Complaints {
  readonly allowed: RegExp[] = [];
  private readonly heard: string[] = [];

  listen(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error') this.hear(`${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => this.hear(String(error.error())));
  }

  /** Nothing was complained of but what was allowed by then. */
  none(): void {
    expect(this.heard, 'what the browser complained of').toEqual([]);
  }

  private hear(complaint: string): void {
    if (!this.allowed.some((allowed) => allowed.test(complaint))) this.heard.push(complaint);
  }
}

function quote(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
