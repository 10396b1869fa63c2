// Passkeys by Chromium's own authenticator: made in the account, used in place of a password,
// refused once removed; and no button for them where they cannot work.
import type { CDPSession, Page } from '@playwright/test';
import { passesInEveryLook as passes } from '../support/looks.ts';
import { PASSWORD } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

test('a passkey is added, signs in by one button, and once removed opens nothing', async ({ visitor, server }) => {
  const bob = await visitor({ baseURL: named(server) });
  const { page } = bob;
  const device = await authenticator(page);
  await page.goto('/sign-in?next=/account');
  await byPassword(page);
  await page.getByRole('link', { name: 'Manage passkeys' }).click();
  await expect(page.getByText('You have none yet.')).toBeVisible();

  bob.mayComplain(/422.*\/account\/passkeys\/ask/);
  await add(page, 'My phone', 'a guess');
  await expect(page.getByLabel('Current password')).toBeFocused();
  await expect(page.getByLabel('Current password')).toHaveAccessibleDescription(/This is not your current password/);
  await expect(page.getByLabel('What to call it')).toHaveValue('My phone');
  expect(await device.credentials()).toEqual([]);
  await add(page, 'My phone');
  await expect(page.getByRole('status')).toHaveText('The passkey is added. You can sign in with it from now on.');
  const [made] = await device.credentials();
  expect(made).toMatchObject({ rpId: 'localhost', isResidentCredential: true });
  await expect(row(page, 'My phone')).toContainText('Not used yet');

  await add(page, 'My phone again');
  await expect(page.getByRole('alert')).toHaveText('This device has a passkey for your account already.');
  await expect(page.getByLabel('What to call it'), 'nothing is lost').toHaveValue('My phone again');

  await signOut(page);
  await page.goto('/rooms/1');
  await byPasskey(page);
  await bob.isLive();
  await expect(page).toHaveURL(/\/rooms\/1$/);
  expect((await device.credentials())[0]!.signCount).toBeGreaterThan(made!.signCount);

  await page.goto('/account/passkeys');
  await expect(row(page, 'My phone')).toContainText('Last used:');
  await page.getByRole('button', { name: 'Remove: My phone' }).click();
  await expect(page.getByRole('status')).toHaveText('The passkey is removed. Nobody can sign in with it any more.');
  await signOut(page);
  bob.mayComplain(/422.*\/sign-in\/passkey/);
  await page.goto('/sign-in');
  await byPasskey(page);
  await expect(page.getByRole('alert')).toContainText('This passkey was not taken.');
  await byPassword(page);
  await bob.isLive();
});

test('whoever is not known to the device, or not connected, is told so and goes on', async ({ visitor, server }) => {
  const bob = await visitor({ baseURL: named(server) });
  const { page } = bob;
  const device = await authenticator(page);
  await page.goto('/sign-in?next=/account/passkeys');
  await byPassword(page);
  await device.knowsItsOwner(false);
  await add(page, 'My phone');
  await expect(page.getByRole('alert')).toHaveText('Your browser made no passkey. Nothing was changed. Try again.');
  bob.mayLoseNetwork();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByRole('alert')).toHaveText('The server cannot be reached from here. Try again.');
  await page.context().setOffline(false);
  await device.knowsItsOwner(true);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(row(page, 'My phone')).toBeVisible();
  await signOut(page);
  await device.knowsItsOwner(false);
  await page.goto('/sign-in');
  await byPasskey(page);
  await expect(page.getByRole('alert')).toContainText('Your browser gave no passkey.');
  await byPassword(page);
  await bob.isLive();
});

test('without a script nothing is offered, and the password works', async ({ visitor, server }) => {
  const bob = await visitor({ baseURL: named(server), javaScriptEnabled: false });
  const { page } = bob;
  await page.goto('/sign-in?next=/account/passkeys');
  await expect(page.locator('form[action="/sign-in/passkey"]')).toBeHidden();
  await byPassword(page);
  await expect(page.locator('noscript p')).toBeVisible();
  await expect(page.locator('noscript p')).toHaveText('Passkeys need JavaScript.');
  await expect(page.locator('form[action="/account/passkeys"]')).toBeHidden();
});

test('a browser that has no passkeys says so where one would be made', async ({ visitor, server }) => {
  const bob = await visitor({ baseURL: named(server) });
  const { page } = bob;
  await page.addInitScript(() => Reflect.deleteProperty(self, 'PublicKeyCredential'));
  await page.goto('/sign-in?next=/account/passkeys');
  await expect(page.locator('form[action="/sign-in/passkey"]')).toBeHidden();
  await byPassword(page);
  await expect(page.getByRole('alert')).toHaveText('This browser has no passkeys.');
  await expect(page.locator('form[action="/account/passkeys"]')).toBeHidden();
});

test('by an address in numbers the account says why there are none, and signing in says nothing', async ({ visitor, server }) => {
  expect(server.url).toContain('127.0.0.1');
  const { page } = await visitor();
  await page.goto('/sign-in?next=/account');
  await expect(page.locator('[data-passkey]')).toHaveCount(0);
  await byPassword(page);
  await page.getByRole('link', { name: 'Manage passkeys' }).click();
  await expect(page.getByText('Passkeys need a server that is reached by its name over https.')).toBeVisible();
  await expect(page.locator('form[action="/account/passkeys"]')).toHaveCount(0);
});

for (const locale of ['en', 'ar']) {
  test(`its pages pass axe in ${locale} and fit a narrow phone`, async ({ visitor, server }) => {
    const narrow = { locale, viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' } as const;
    const bob = await visitor({ ...narrow, baseURL: named(server) });
    const { page } = bob;
    const fits = async (what: string) => {
      await passes(page, what);
      const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      expect(await page.evaluate(sideways), what).toBe(0);
    };
    const device = await authenticator(page);
    await page.goto('/sign-in?next=/account/passkeys');
    await expect(page.locator('form[action="/sign-in/passkey"]')).toBeVisible();
    await fits('a sign-in with passkeys');
    await byPassword(page);
    await expect(page.locator('form[action="/account/passkeys"]')).toBeVisible();
    await fits('no passkeys');
    bob.mayComplain(/422/);
    // As long as a name may be, and a script where markup is taken for more than text.
    const name = '"><img src=x onerror=alert(1)>'.padEnd(64, 'x');
    await add(page, name, 'a guess');
    await expect(page.locator('[name=current]')).toBeFocused();
    await expect(page.locator('[name=name]')).toHaveValue(name);
    await fits('a password that was wrong');
    await add(page, name);
    await expect(row(page, name)).toBeVisible();
    await fits('a passkey');
    await device.knowsItsOwner(false);
    await add(page, 'Another');
    await expect(page.getByRole('alert')).toBeVisible();
    await fits('a passkey that was not made');
    await page.locator('form[action$="/remove"] button').click();
    await device.knowsItsOwner(true);
    await signOut(page);
    await page.goto('/sign-in');
    await byPasskey(page);
    await expect(page.getByRole('alert')).toBeVisible();
    await fits('a passkey that was not taken');
  });
}

test('the pages of passkeys have their roles and names', async ({ visitor, server }) => {
  const { page } = await visitor({ baseURL: named(server) });
  await authenticator(page);
  await page.goto('/sign-in?next=/account/passkeys');
  await expect(page.locator('form[action="/sign-in/passkey"]')).toBeVisible();
  await expect(page.locator('main')).toMatchAriaSnapshot({ name: 'sign-in.aria.yml' });
  await byPassword(page);
  await add(page, 'My phone');
  await expect(page.getByRole('status')).toBeVisible();
  await expect(page.locator('main')).toMatchAriaSnapshot({ name: 'passkeys.aria.yml' });
});

/** The server by a name, which passkeys are made for. */
function named(server: { port: number }): string {
  return `http://localhost:${server.port}`;
}

type Credential = { rpId?: string; isResidentCredential: boolean; signCount: number };

/** A device that keeps passkeys and knows its owner by their finger. */
async function authenticator(page: Page): Promise<Device> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return new Device(session, authenticatorId);
}

class Device {
  constructor(
    private readonly session: CDPSession,
    private readonly authenticatorId: string,
  ) {}

  /** What it keeps. */
  async credentials(): Promise<Credential[]> {
    const { authenticatorId } = this;
    return (await this.session.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
  }

  /** Whether the finger on it is its owner's from now on. */
  async knowsItsOwner(isUserVerified: boolean): Promise<void> {
    const { authenticatorId } = this;
    await this.session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  }
}

async function byPassword(page: Page): Promise<void> {
  await page.locator('[name=email]').fill('bob@example.org');
  await page.locator('[name=password]').fill(PASSWORD);
  await page.locator('form[action="/sign-in"] button').click();
}

async function byPasskey(page: Page): Promise<void> {
  await page.locator('form[action="/sign-in/passkey"] button').click();
}

async function add(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.locator('[name=name]').fill(name);
  await page.locator('[name=current]').fill(password);
  await page.locator('form[action="/account/passkeys"] button').click();
}

async function signOut(page: Page): Promise<void> {
  await page.goto('/account');
  await page.locator('form[action="/sign-out"] button').click();
  await expect(page).toHaveURL(/\/sign-in/);
}

function row(page: Page, name: string) {
  return page.locator('.list__row').filter({ hasText: name });
}
