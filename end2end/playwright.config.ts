// How the browser stories are run: against the release binary, in Debian's or the machine's own
// Chromium. A story that fails once has failed: nothing is tried again.
import { defineConfig, devices } from '@playwright/test';
import { chromium } from './support/chromium.mjs';

// Nothing leaves this machine, and Chromium need not try.
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export default defineConfig({
  globalSetup: './support/global_setup.ts',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  retries: 0,
  reporter: 'list',
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    ...devices['Desktop Chrome'],
    channel: undefined,
    viewport: { width: 1280, height: 800 },
    actionTimeout: 20_000,
    locale: 'en-US',
    timezoneId: 'Europe/Prague',
    colorScheme: 'light',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromium(),
      // Chromium refuses its sandbox to root.
      args: process.getuid?.() === 0 ? [...QUIET, '--no-sandbox'] : QUIET,
    },
  },
  projects: [
    { name: 'sizes', testDir: 'sizes' },
    { name: 'stories', testDir: 'tests' },
    { name: 'shots', testDir: 'shots' },
  ],
});
