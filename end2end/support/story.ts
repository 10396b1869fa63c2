// What a story is given: a server of its own, people with browsers of their own, and lines between
// them. A browser that complains of anything fails the story.
import { type BrowserContextOptions, expect, test as base } from '@playwright/test';
import { Line } from './line.ts';
import { Complaints, PASSWORD, Person } from './person.ts';
import { type Data, Server } from './server.ts';

export { expect };

type Options = BrowserContextOptions & {
  /** The line this person's browser is connected by; straight to the server without one. */
  line?: Line;
};

type Story = {
  /** What the server starts from. */
  data: Data;
  /** What the clocks of the server and the browsers say at first; the right time without one. */
  since: Date | undefined;
  /** What the server is told besides, as its environment has it. */
  settings: Record<string, string>;
  server: Server;
  /** Lays a line to the server. */
  lay: () => Promise<Line>;
  /** Somebody who is not signed in. */
  visitor: (options?: Options) => Promise<Person>;
  /** Somebody of the demo data, by the first part of their address, signed in. */
  person: (who: string, options?: Options) => Promise<Person>;
};

export const test = base.extend<Story>({
  data: ['small', { option: true }],

  since: [undefined, { option: true }],

  settings: [{}, { option: true }],

  server: async ({ data, since, settings }, use) => {
    const server = await Server.start(data, since, settings);
    await use(server);
    await server.remove();
  },

  lay: async ({ server }, use) => {
    const lines: Line[] = [];
    await use(async () => {
      const line = await Line.lay(() => server.port);
      lines.push(line);
      return line;
    });
    for (const line of lines) await line.remove();
  },

  visitor: async ({ browser, server, since, lay: _ }, use) => {
    const all: { person: Person; complaints: Complaints }[] = [];
    await use(async ({ line, ...options } = {}) => {
      const context = await browser.newContext({ baseURL: line?.url ?? server.url, ...options });
      if (since) await context.clock.install({ time: since });
      const complaints = new Complaints();
      complaints.listen(context);
      const person = new Person(context, await context.newPage(), complaints);
      all.push({ person, complaints });
      return person;
    });
    for (const { person, complaints } of all) {
      await person.context.close();
      complaints.none();
    }
  },

  person: async ({ visitor, server }, use) => {
    await use(async (who, options = {}) => {
      const person = await visitor(options);
      await signIn(person, who, options.line?.url ?? server.url);
      return person;
    });
  },
});

async function signIn(person: Person, who: string, url: string): Promise<void> {
  const answer = await person.context.request.post('/sign-in', {
    form: { email: `${who}@example.org`, password: PASSWORD },
    headers: { origin: url },
    maxRedirects: 0,
  });
  expect(answer.status(), `${who} signs in`).toBe(303);
}
