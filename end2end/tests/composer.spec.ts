// Writing: what Enter does, input methods, and that text stays text.
import { expect, test } from '../support/story.ts';

test('Enter sends, Shift+Enter breaks the line', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  await ann.composer.pressSequentially('Bread');
  await ann.composer.press('Shift+Enter');
  await ann.composer.pressSequentially('Butter');
  await expect(ann.composer).toHaveValue('Bread\nButter');
  await ann.composer.press('Enter');
  await expect(ann.composer).toHaveValue('');
  await Promise.all([ann.sees('Bread\nButter'), bob.sees('Bread\nButter')]);
});

test('Enter that ends an input method’s composition does not send', async ({ person }) => {
  const wei = await person('wei');
  await wei.go('/rooms/1');
  const before = await wei.transcript();
  await wei.composer.focus();
  const input = await wei.context.newCDPSession(wei.page);
  await input.send('Input.imeSetComposition', { text: 'ni hao', selectionStart: 6, selectionEnd: 6 });
  // As browsers report a key that the input method takes: code 229, composing.
  await wei.composer.evaluate((field) =>
    field.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true }),
    ),
  );
  await expect(wei.composer).toHaveValue('ni hao');
  await input.send('Input.insertText', { text: '你好' });
  await expect(wei.composer).toHaveValue('你好');
  expect(await wei.transcript()).toEqual(before);
  await wei.composer.press('Enter');
  await wei.sees('你好');
});

test('links are links, and everything else is text', async ({ person }) => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  await Promise.all([ann.go('/rooms/1'), bob.go('/rooms/1')]);
  const odd = '<b onclick="alert(1)">bold</b> & <script>alert(2)</script>';
  await ann.says(odd, 'See https://example.org/tapes?side=b (the second), not javascript:alert(3).');
  await bob.sees(odd, 'See https://example.org/tapes?side=b (the second), not javascript:alert(3).');
  const body = bob.page.locator('.message__body').last();
  await expect(body.locator('a')).toHaveCount(1);
  await expect(body.locator('a')).toHaveAttribute('href', 'https://example.org/tapes?side=b');
  await expect(body.locator('a')).toHaveAttribute('rel', /noopener/);
  await expect(bob.page.locator('.message__body b, .message__body script')).toHaveCount(0);
});

test('nothing but space is not sent, and what is too long says so', async ({ person }) => {
  const ann = await person('ann');
  await ann.go('/rooms/1');
  const before = await ann.transcript();
  await ann.composer.fill('  \n ');
  await ann.composer.press('Enter');
  await expect(ann.page.locator('#composer-note')).not.toHaveText('');
  await ann.composer.fill('x'.repeat(20_000));
  await ann.composer.press('Enter');
  await expect(ann.page.locator('#composer-note')).toContainText('too long');
  await expect(ann.composer).toHaveValue('x'.repeat(20_000));
  expect(await ann.transcript()).toEqual(before);
});
