// Signing in by each means there is: a password, a code from an app, a recovery code; and being
// signed out from another browser.
import { createHmac } from 'node:crypto';
import { PASSWORD, type Person } from '../support/person.ts';
import { passesInEveryLook as passes } from '../support/looks.ts';
import { expect, test } from '../support/story.ts';

test('a code from an app is asked for after the password, and a recovery code will do', async ({ person, visitor }) => {
  const bob = await person('bob');
  await bob.page.goto('/account');
  await bob.page.getByRole('link', { name: 'Set up codes' }).click();
  const { key, codes } = await turnOn(bob);
  expect(codes).toHaveLength(10);

  const phone = await visitor();
  phone.mayComplain(/422/);
  await signIn(phone);
  await expect(phone.page.getByRole('heading')).toHaveText('One more step');
  await expect(phone.page.getByLabel('Code')).toBeFocused();
  await show(phone, '000000');
  await expect(phone.page.getByRole('alert')).toContainText('This code is wrong');
  await show(phone, code(key, 1));
  await phone.isLive();

  const other = await visitor();
  await signIn(other);
  await show(other, codes[0]!.toUpperCase());
  await expect(other.page.getByRole('status')).toContainText('You signed in with a recovery code');
  await expect(other.page.getByText('9 recovery codes are left.')).toBeVisible();
  await other.page.getByLabel('Current password').fill(PASSWORD);
  await other.page.getByRole('button', { name: 'Turn codes off' }).click();
  await expect(other.page.getByRole('status')).toContainText('Codes are no longer asked for.');
  // The phone is signed out by that, and the password alone will do.
  await expect(phone.connectionLine).toContainText('Sign in');
  phone.mayComplain(/401/);
  await signIn(phone);
  await phone.isLive();
});

test('a session is seen in the list and ended from another browser', async ({ person }) => {
  const [desk, phone] = [await person('bob'), await person('bob', { userAgent: PHONE })];
  await phone.go('/rooms/1');
  await desk.page.goto('/account');
  const rows = desk.page.locator('.list__row');
  const theirs = rows.filter({ hasText: 'Safari · iPhone' });
  await expect(theirs).toContainText('Last used:');
  await expect(rows.filter({ hasText: 'This one' })).toHaveCount(1);
  phone.mayComplain(/401/);
  await theirs.getByRole('button', { name: 'Sign out: Safari · iPhone' }).click();
  await expect(theirs).toHaveCount(0);
  await expect(phone.connectionLine).toContainText('Sign in');
  await phone.page.goto('/');
  await expect(phone.page.getByRole('heading')).toHaveText('Sign in');
});

test('whoever fails too often is told how long to wait, and the owner does not', async ({ person, visitor }) => {
  const bob = await person('bob');
  const thief = await visitor();
  thief.mayComplain(/4(22|29)/);
  for (let tries = 0; tries < 10; tries++) await signIn(thief, 'a guess');
  await expect(thief.page.getByRole('alert')).toContainText('do not belong together');
  await signIn(thief, 'a guess');
  await expect(thief.page.getByRole('alert')).toContainText('Wait 15 minutes, then try again.');
  await bob.page.goto('/account');
  await bob.page.getByRole('button', { name: 'Sign out here' }).click();
  await signIn(bob);
  await bob.isLive();
});

for (const locale of ['en', 'ar']) {
  test(`its pages pass axe in ${locale} and fit a narrow phone`, async ({ person, visitor }) => {
    const narrow = { locale, viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' } as const;
    const [ann, bob] = [await person('ann', narrow), await person('bob', narrow)];
    const fits = async (one: Person, what: string) => {
      await passes(one.page, what);
      const sideways = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      expect(await one.page.evaluate(sideways), what).toBe(0);
    };
    await bob.page.goto('/account/second-step');
    await fits(bob, 'codes that are off');
    const { key } = await turnOn(bob, (what) => fits(bob, what));
    await bob.page.goto('/account/second-step');
    await fits(bob, 'codes that are on');

    const phone = await visitor(narrow);
    phone.mayComplain(/4\d\d/);
    await signIn(phone);
    await fits(phone, 'one more step');
    await show(phone, '000000');
    await expect(phone.page.getByRole('alert')).toBeVisible();
    await fits(phone, 'a code that was wrong');
    await show(phone, code(key, 1));
    await phone.isLive();
    const thief = await visitor(narrow);
    thief.mayComplain(/4\d\d/);
    for (let tries = 0; tries <= 10; tries++) await signIn(thief, 'a guess');
    await fits(thief, 'a sign-in that has to wait');
    await ann.page.goto('/admin/people/2');
    await expect(ann.page.locator('form[action$="/second-step"]')).toBeVisible();
    await fits(ann, 'somebody whose codes can be taken off');
  });
}

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1';

/** Gives the page's key to an app, shows the page a code of it, and keeps the recovery codes. */
async function turnOn(
  { page }: Person,
  look: (what: string) => Promise<void> = async () => {},
): Promise<{ key: string; codes: string[] }> {
  await page.locator('[name=current]').fill(PASSWORD);
  await page.locator('form[action$="/prepare"] button').click();
  const key = (await page.locator('#secret').inputValue()).replaceAll(' ', '');
  await expect(page.locator('svg.qr')).toBeVisible();
  await look('a key for an app');
  await page.locator('[name=code]').fill(code(key, 0));
  await page.locator('form[action$="/on"] button').click();
  const codes = await page.locator('textarea').inputValue();
  await look('recovery codes');
  return { key, codes: codes.split('\n') };
}

async function signIn({ page }: Person, password = PASSWORD): Promise<void> {
  await page.goto('/sign-in');
  await page.locator('[name=email]').fill('bob@example.org');
  await page.locator('[name=password]').fill(password);
  await page.locator('form[action="/sign-in"] button').click();
}

async function show({ page }: Person, code: string): Promise<void> {
  await page.locator('[name=code]').fill(code);
  await page.locator('form[action="/sign-in/code"] button').click();
}

/** What an app with this key shows so many half minutes from now (RFC 6238). */
function code(key: string, steps: number): string {
  const bits = [...key].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g)!.map((byte) => parseInt(byte, 2));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const hash = createHmac('sha1', Buffer.from(bytes)).update(step).digest();
  const at = hash[19]! & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
