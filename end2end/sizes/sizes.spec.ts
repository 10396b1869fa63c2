// What the first visit of a room costs, against limits. Kilobytes are 1,000 bytes, compressed with
// Brotli at its best, whatever the server chose for this answer.
import { brotliCompressSync, constants } from 'node:zlib';
import { expect, test } from '../support/story.ts';

/** In bytes. */
const LIMITS = { wasm: 230_000, words: 6_000, js: 8_000, css: 12_000, html: 30_000 };

test('the chat page stays small', async ({ person }) => {
  const bob = await person('bob');
  const fetch = async (path: string) => {
    const answer = await bob.context.request.get(path, { headers: { 'accept-encoding': 'identity' } });
    expect(answer.status(), path).toBe(200);
    return answer.body();
  };
  const html = await fetch('/rooms/1');
  const page = html.toString('utf8');
  expect(page.match(/<li[^>]*class="(?:message|notice)[ "]/g), 'rows in the first page').toHaveLength(50);
  const named = (kind: string) => {
    const found = new RegExp(`/pkg/[^"' ]+\\.${kind}`).exec(page);
    expect(found, `the page names a .${kind}`).not.toBeNull();
    return fetch(found![0]);
  };
  const words = await named('txt');
  const parts = { wasm: await named('wasm'), words, js: await named('js'), css: await named('css'), html };

  const over: string[] = [];
  console.log('    part        plain     brotli      limit');
  for (const [part, limit] of Object.entries(LIMITS)) {
    const plain = parts[part as keyof typeof LIMITS];
    const small = brotliCompressSync(plain, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
      },
    }).length;
    const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`.padStart(11);
    console.log(`    ${part.padEnd(5)}${kilobytes(plain.length)}${kilobytes(small)}${kilobytes(limit)}`);
    if (small > limit) over.push(`${part}: ${small} bytes`);
  }
  expect(over, 'over the limit').toEqual([]);
});
