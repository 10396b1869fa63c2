// A browser that keeps its profile on disk and can be killed: a process of its own, which the
// stories' shared browser must not be.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, type BrowserContext, chromium as engine } from '@playwright/test';
import { chromium } from './chromium.mjs';

export class KillableBrowser {
  private readonly profile = mkdtempSync(join(tmpdir(), 'hark-profile-'));
  private process?: ChildProcess;
  private browser?: Browser;

  constructor(private readonly options: string[]) {}

  /** Starts it, on what its profile holds. */
  async start(): Promise<BrowserContext> {
    const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${this.profile}`];
    // A group of its own, so that all of its processes end at once.
    const child = spawn(chromium()!, [...this.options, ...own, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    this.process = child;
    const address = await new Promise<string>((found, failed) => {
      child.once('exit', (code) => failed(new Error(`the browser ended with ${code}`)));
      createInterface({ input: child.stderr! }).on('line', (line) => {
        const [, url] = /^DevTools listening on (\S+)/.exec(line) ?? [];
        if (url) found(url);
      });
    });
    this.browser = await engine.connectOverCDP(address);
    return this.browser.contexts()[0]!;
  }

  /** Ends all of its processes between two instructions. */
  async kill(): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    process.kill(-child.pid!, 'SIGKILL');
    await exit;
    await this.browser?.close();
  }

  /** Ends it and forgets its profile. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
