// Fifty messages are written without a network, and the whole browser is killed before it is back.
import { KillableBrowser } from '../support/killable.ts';
import { Complaints, PASSWORD, Person } from '../support/person.ts';
import { expect, test } from '../support/story.ts';

const WRITTEN = Array.from({ length: 50 }, (_, number) => `Written on the train, ${number}`);
const REFUSED = WRITTEN[17]!;
const OTHERS = WRITTEN.filter((text) => text !== REFUSED);

test('fifty messages written offline survive a killed browser, and one that is refused says why', async ({
  person,
  lay,
}) => {
  const line = await lay();
  const options = test.info().project.use.launchOptions?.args ?? [];
  const browser = new KillableBrowser(options);
  try {
    const ann = await person('ann');
    await ann.go('/rooms/1');
    const bob = await comeIn(browser, line.url);
    line.cutSockets();
    await bob.isNotLive();
    await bob.says(...WRITTEN);
    await expect(bob.page.locator('.message--pending')).toHaveCount(50);
    const id = await bob.message(REFUSED).getAttribute('data-id');
    await browser.kill();

    // Something else goes out under the id of one of them, from another of his browsers.
    const elsewhere = await person('bob');
    await elsewhere.go('/rooms/1');
    const posted = await elsewhere.context.request.post('/rooms/1/messages', {
      form: { client_message_id: id!, body: 'From elsewhere' },
      headers: { origin: new URL(elsewhere.page.url()).origin },
      maxRedirects: 0,
    });
    expect(posted.status()).toBe(303);
    line.mend();
    const back = await comeIn(browser, line.url);
    await ann.sees('From elsewhere', ...OTHERS);
    await elsewhere.sees('From elsewhere', ...OTHERS);
    await ann.seesOnce(OTHERS);
    await isRefused(back);
    await back.page.reload();
    await back.isLive();
    await isRefused(back);
    await back.message(REFUSED).getByRole('button', { name: 'Discard' }).click();
    await back.sees('From elsewhere', ...OTHERS);
  } finally {
    await browser.remove();
  }
});

/** Bob, in this browser. It may have been killed before it wrote its cookies down. */
async function comeIn(browser: KillableBrowser, url: string): Promise<Person> {
  const context = await browser.start();
  const answer = await context.request.post(`${url}/sign-in`, {
    form: { email: 'bob@example.org', password: PASSWORD },
    headers: { origin: url },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(303);
  const bob = new Person(context, await context.newPage(), new Complaints());
  await bob.go(`${url}/rooms/1`);
  return bob;
}

/** One message stands as not sent, with its reason and with what can be done. */
async function isRefused(bob: Person): Promise<void> {
  await expect(bob.page.locator('.message--pending')).toHaveCount(0);
  await expect(bob.page.locator('.message--failed')).toHaveCount(1);
  const refused = bob.message(REFUSED);
  await expect(refused).toHaveClass(/message--failed/);
  await expect(refused).toContainText(/Not sent\. \S+/);
  await expect(refused.getByRole('button', { name: 'Retry' })).toBeVisible();
}
