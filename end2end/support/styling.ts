// How much of a page the browser looks at again: of how many elements it computed the style, each time it
// did. A count, and so the same on a busy machine.
import type { Page } from '@playwright/test';

/** Lets something happen, and says of how many elements each computation of style was meanwhile. */
export async function styled(page: Page, happen: () => Promise<void>): Promise<number[]> {
  const devtools = await page.context().newCDPSession(page);
  const traced = new Promise<string>((found) => {
    devtools.once('Tracing.tracingComplete', ({ stream }) => found(stream!));
  });
  const traceConfig = { includedCategories: ['devtools.timeline'] };
  await devtools.send('Tracing.start', { transferMode: 'ReturnAsStream', traceConfig });
  await happen();
  await devtools.send('Tracing.end');
  const handle = await traced;
  let text = '';
  for (let eof = false; !eof; ) {
    const part = await devtools.send('IO.read', { handle, size: 1 << 20 });
    text += part.data;
    eof = part.eof;
  }
  await devtools.send('IO.close', { handle });
  await devtools.detach();
  type Traced = { name: string; args: { elementCount?: number } };
  const { traceEvents } = JSON.parse(text) as { traceEvents: Traced[] };
  const styles = traceEvents.filter(({ name }) => name === 'UpdateLayoutTree');
  return styles.flatMap(({ args }) => args.elementCount ?? []);
}
