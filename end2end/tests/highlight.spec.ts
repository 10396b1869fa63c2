// Colors of code: loaded when code is there, the same text beneath, and legible in every look.
import type { Page } from '@playwright/test';
import { expect, test } from '../support/story.ts';

/** What stands in each color, by the color's name. */
async function colored(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(() => {
    const code = [...document.querySelectorAll('.message .code code')].at(-1)!;
    const named = [...CSS.highlights].map(([name, ranges]) => {
      const here = [...ranges].filter(({ startContainer }) => startContainer === code.firstChild);
      const texts = here.map(({ startOffset, endOffset }) => code.textContent!.slice(startOffset, endOffset));
      return [name.replace('code-', ''), texts] as const;
    });
    return Object.fromEntries(named.filter(([, texts]) => texts.length > 0));
  });
}

const SAMPLES: [string, string, Record<string, string[]>][] = [
  ['rust', `fn a<'x>(s: &'x str) -> Vec<u8> { // "no"\n  'b'; "two\\"" 0xff_u8 /* on\nand on`, {
    keyword: ['fn', 'str', 'u8'], type: ['Vec'], string: [`'b'`, '"two\\""'], number: ['0xff_u8'],
    comment: ['// "no"', '/* on\nand on'],
  }],
  ['ts', 'export const a = `x\n${y}` // c', { keyword: ['export', 'const'], string: ['`x\n${y}`'], comment: ['// c'] }],
  ['python', 'def f():\n  """one\n  two"""\n  return None # c', {
    keyword: ['def', 'return', 'None'], string: ['"""one\n  two"""'], comment: ['# c'],
  }],
  ['sh', 'for i in a#b; do echo "$#" ${#x}; done # c', {
    keyword: ['for', 'in', 'do', 'echo', 'done'], string: ['"$#"'], comment: ['# c'],
  }],
  ['SQL', `select a FROM t WHERE x = 'it''s' -- c`, {
    keyword: ['select', 'FROM', 'WHERE'], string: [`'it'`, `'s'`], comment: ['-- c'],
  }],
  ['html', '<a href="x">y</a><!-- c', {
    keyword: ['<a', '>', '</a', '>'], type: ['href'], string: ['"x"'], comment: ['<!-- c'],
  }],
  ['css', '.a { color: #fff; --x: 1px }', { keyword: ['color', '--x'], number: ['1px'] }],
  ['diff', '--- a\n+++ b\n-x\n+y\n z', { keyword: ['--- a', '+++ b'], deleted: ['-x'], string: ['+y'] }],
  ['yaml', 'a: true # c', { keyword: ['true'], comment: ['# c'] }],
  ['brainfuck', 'if true + "x"', {}],
];

test('code gets colors when it says its language, and costs nothing before', async ({ person }) => {
  const ann = await person('ann');
  const asked: string[] = [];
  ann.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const loaded = () => asked.filter((path) => path === '/highlight.js').length;
  await ann.page.goto('/rooms/new');
  await ann.page.getByLabel('Name').fill('Workbench');
  await ann.page.getByRole('button', { name: /make/i }).click();
  await ann.isLive();
  await ann.says('```\nif plain\n```', 'and `if inline`');
  await ann.sees('if plain', 'and if inline');
  expect(loaded()).toBe(0);

  for (const [language, code, colors] of SAMPLES) {
    await ann.says(`\`\`\`${language}\n${code}\n\`\`\``);
    await expect(ann.page.locator('.message .code code').last()).toHaveText(code);
    await expect.poll(() => colored(ann.page), language).toEqual(colors);
  }
  expect(loaded()).toBe(1);
  const all = () => ann.page.evaluate(() => [...CSS.highlights.values()].reduce((sum, of) => sum + of.size, 0));
  const before = await all();
  expect(before).toBe(SAMPLES.flatMap(([, , colors]) => Object.values(colors).flat()).length);

  // What goes takes its colors along, what is changed gets others.
  await ann.composer.press('ArrowUp');
  await ann.page.getByLabel('Change the message').fill('```rust\nlet a\n```');
  await ann.page.keyboard.press('Enter');
  await expect.poll(() => colored(ann.page)).toEqual({ keyword: ['let'] });
  await ann.enter('General');
  await expect.poll(all).toBeLessThan(before);
});

test('every color of code is legible in every look', async ({ person }) => {
  const ann = await person('ann');
  await ann.go('/rooms/1');
  await ann.says('```rust\nlet a = 1;\n```');
  await expect(ann.page.locator('#timeline .code').last()).toBeVisible();
  for (const theme of ['light', 'dark']) {
    for (const contrast of ['', 'more']) {
      const ratios = await ann.page.evaluate(([theme, contrast]) => {
        Object.assign(document.documentElement.dataset, { theme, contrast });
        const code = [...document.querySelectorAll('.code')].at(-1)!;
        const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
        const luminance = (color: string) => {
          canvas.fillStyle = color;
          canvas.fillRect(0, 0, 1, 1);
          const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((of) =>
            of / 255 <= 0.04045 ? of / 255 / 12.92 : ((of / 255 + 0.055) / 1.055) ** 2.4,
          );
          return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
        };
        const ground = luminance(getComputedStyle(code).backgroundColor);
        const names = ['comment', 'string', 'number', 'keyword', 'type', 'deleted'];
        return names.map((name) => {
          const { color } = getComputedStyle(code.querySelector('code')!, `::highlight(code-${name})`);
          const one = luminance(color);
          return [name, (Math.max(one, ground) + 0.05) / (Math.min(one, ground) + 0.05), color] as const;
        });
      }, [theme, contrast] as const);
      for (const [name, ratio] of ratios) {
        expect(ratio, `${name}, ${theme} ${contrast}`).toBeGreaterThanOrEqual(7);
      }
      expect(new Set(ratios.map(([, , color]) => color)).size, 'each has its own').toBe(ratios.length);
    }
  }
});
