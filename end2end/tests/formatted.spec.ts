// What people write with marks: both see the same elements, now and after a reload.
import type { Locator } from '@playwright/test';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../support/story.ts';
import type { Person } from '../support/person.ts';

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

test('two people see the same marks, before and after a reload', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob', PHONE)];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  const text = [
    '# Tonight',
    'It is **really** _on_, ~~not~~ `now` :tada:',
    'See [the list](https://example.org/list), or https://example.org/a_b_c.',
    '> Who brings bread?',
    'Me.',
    '- milk',
    '  - of goats',
    '- butter',
    '```rust',
    'fn main() { println!("a very long line of code that does not fit into a phone, not even turned"); }',
    '```',
  ].join('\n');
  await ann.says(text);

  const drawn: string[] = [];
  for (const one of [ann, bob]) {
    const body = last(one);
    await expect(body.locator('strong')).toHaveText(['Tonight', 'really']);
    await expect(body.locator('em')).toHaveText('on');
    await expect(body.locator('del')).toHaveText('not');
    await expect(body.locator('p > code')).toHaveText('now');
    await expect(body.getByText('🎉')).toBeVisible();
    await expect(body.locator('a')).toHaveText(['the list', 'https://example.org/a_b_c']);
    await expect(body.locator('blockquote')).toHaveText('Who brings bread?');
    await expect(body.locator('blockquote + p')).toHaveText('Me.');
    await expect(body.locator('ul ul li')).toHaveText('of goats');
    await expect(body.locator('.code')).toHaveAttribute('data-language', 'rust');
    expect(await sideways(body.locator('pre')), 'code scrolls in itself').toBeGreaterThan(0);
    expect(await sideways(one.page.locator('#timeline')), 'and nothing else does').toBe(0);
    drawn.push(await elements(body));
    await one.page.reload();
    await one.isLive();
    await expect(last(one).locator('.code')).toBeVisible();
    drawn.push(await elements(last(one)));
  }
  expect(new Set(drawn).size, 'sender, receiver and server draw the same').toBe(1);
});

test('what was typed with marks is what is edited', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.says('**Bread**\n\n- and butter');
  await expect(last(bob).locator('li')).toHaveText('and butter');
  await ann.composer.press('ArrowUp');
  const editor = ann.page.getByLabel('Change the message');
  await expect(editor).toHaveValue('**Bread**\n\n- and butter');
  await editor.fill('`Bread`');
  await editor.press('Enter');
  await expect(last(bob).locator('code')).toHaveText('Bread');
  await expect(last(bob)).toHaveText('Breadedited');
});

test('nothing that is written becomes a script, a picture or a strange link', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  const hostile = [
    '<img src=x onerror=alert(1)>',
    '[press me](javascript:alert(2))',
    '![a cat](data:image/svg+xml,<svg onload=alert(3)>)',
    '<a href="javascript:alert(4)">press me</a>',
    '[x]: javascript:alert(5)',
  ];
  await ann.says(...hostile);
  await bob.sees(...hostile);
  await bob.page.reload();
  await bob.isLive();
  await bob.sees(...hostile);
  await expect(bob.page.locator('.message__body :is(img, script, svg:not(.icon), iframe)')).toHaveCount(0);
  await expect(bob.page.locator('.message__body a:not([href^="http"])')).toHaveCount(0);
});

test('code can be copied', async ({ person }) => {
  const permissions = ['clipboard-read', 'clipboard-write'];
  const ann = await person('ann', { permissions });
  await ann.go('/rooms/1');
  await ann.says('```\nlet kettle = "on";\n  drink(kettle);\n```');
  const body = last(ann);
  await body.locator('.code').hover();
  await body.getByRole('button', { name: 'Copy the code' }).click();
  await expect(body.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await ann.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe('let kettle = "on";\n  drink(kettle);');
});

for (const [size, options] of [['a desktop', {}], ['a phone', PHONE]] as const) {
  test(`a long message is folded and unfolds in its place on ${size}`, async ({ person }) => {
    const ann = await person('ann', options);
    await ann.go('/rooms/1');
    const lines = Array.from({ length: 60 }, (_, line) => `line ${line}`);
    await ann.says(lines.join('\n'));
    const row = ann.page.locator('.message', { has: ann.page.locator('[data-long]') });
    const more = row.getByRole('button', { name: 'Show more' });
    await expect(more).toHaveAttribute('aria-expanded', 'false');
    const before = await row.boundingBox();
    await more.click();
    const less = row.getByRole('button', { name: 'Show less' });
    await expect(less).toHaveAttribute('aria-expanded', 'true');
    const after = await row.boundingBox();
    expect(after!.height).toBeGreaterThan(before!.height * 2);
    expect(Math.abs(after!.y - before!.y), 'what was read stays where it was').toBeLessThan(2);
    await less.click();
    await expect(more).toBeVisible();
    expect((await row.boundingBox())!.height).toBeCloseTo(before!.height, 0);
  });
}

test('keys put marks round what is chosen, and take them away', async ({ person }) => {
  const ann = await person('ann');
  await ann.go('/rooms/1');
  const field = ann.composer;
  await field.fill('the kettle is on');
  await choose(field, 4, 10);
  await field.press('Control+b');
  await expect(field).toHaveValue('the **kettle** is on');
  await field.press('Control+b');
  await expect(field).toHaveValue('the kettle is on');
  await field.press('Control+i');
  await expect(field).toHaveValue('the _kettle_ is on');
  await field.press('Control+z');
  await expect(field).toHaveValue('the kettle is on');
  await choose(field, 4, 10);
  await field.press('Control+e');
  await expect(field).toHaveValue('the `kettle` is on');
  await field.press('Enter');
  await expect(last(ann).locator('code')).toHaveText('kettle');
});

test('an address pasted over words leads there, and all else is pasted as it is', async ({ person }) => {
  const permissions = ['clipboard-read', 'clipboard-write'];
  const ann = await person('ann', { permissions });
  await ann.go('/rooms/1');
  const field = ann.composer;
  const paste = async (text: string) => {
    await ann.page.evaluate((text) => navigator.clipboard.writeText(text), text);
    await field.press('Control+v');
  };
  await field.fill('read the list');
  await choose(field, 5, 13);
  await paste('https://example.org/list_(new)');
  await expect(field).toHaveValue('read [the list](<https://example.org/list_(new)>)');
  await field.press('Enter');
  await expect(last(ann).locator('a')).toHaveAttribute('href', 'https://example.org/list_(new)');
  await field.fill('read the list');
  await choose(field, 5, 13);
  await paste('if (a) {\n    b();\n}');
  await expect(field).toHaveValue('read if (a) {\n    b();\n}');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`marks pass axe in ${colorScheme}`, async ({ person }) => {
    const ann = await person('ann', { colorScheme });
    await ann.go('/rooms/1');
    await ann.says(`# A\n> b\n\n1. \`c\` https://example.org\n\n\`\`\`sh\n${'wide '.repeat(60)}\n\`\`\``);
    await expect(last(ann).locator('.code')).toBeVisible();
    await expect(ann.page.locator('.message--pending')).toHaveCount(0);
    const { violations } = await new AxeBuilder({ page: ann.page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target)}`)).toEqual([]);
  });
}

function last(person: Person): Locator {
  return person.page.locator('.message__body').last();
}

/** How far an element can be scrolled sideways, in pixels. */
function sideways(element: Locator): Promise<number> {
  return element.evaluate((element) => element.scrollWidth - element.clientWidth);
}

/** Every element with its attributes and words, in whichever order the attributes were written. */
function elements(body: Locator): Promise<string> {
  return body.evaluate((body) => {
    const outline = (node: Node): string => {
      if (node instanceof Text) return node.data;
      if (!(node instanceof Element)) return '';
      const attributes = [...node.attributes].map(({ name, value }) => `${name}=${value}`).sort();
      return `<${node.localName} ${attributes}>${[...node.childNodes].map(outline).join('')}</>`;
    };
    return outline(body);
  });
}

function choose(field: Locator, start: number, end: number): Promise<void> {
  return field.evaluate(
    (field: HTMLTextAreaElement, [start, end]) => field.setSelectionRange(start!, end!),
    [start, end],
  );
}
