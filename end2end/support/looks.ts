// What axe finds on a page in each look that can be chosen for it: light, dark, and both with a high
// contrast. That the account page chooses them is told by the story of looks.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * The attributes of the document's root that make a look, and the rules that it can break: a page
 * keeps or breaks all others in each of them alike. A high contrast is one of 7:1.
 */
const LOOKS = ['light', 'dark'].flatMap((theme) => [
  { attributes: { theme, contrast: 'system' }, runOnly: ['color-contrast', 'link-in-text-block'] },
  { attributes: { theme, contrast: 'more' }, runOnly: ['color-contrast-enhanced', 'link-in-text-block'] },
]);

type Found = { id: string; nodes: { target: unknown[] }[] }[];

/** This page, as it stands, breaks no rule that axe can check, whatever it looks like. */
export async function passesInEveryLook(page: Page, what: string): Promise<void> {
  // No page of another origin is framed: what axe says here is all there is.
  const asItIs = await new AxeBuilder({ page }).setLegacyMode().options(QUICKLY).analyze();
  const found = said(asItIs.violations);
  const inLooks = await page.evaluate(async ([looks, options]) => {
    // Where the builder has put it.
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Found }> } };
    const { dataset } = document.documentElement;
    const before = { ...dataset };
    const found = [];
    for (const { attributes, runOnly } of looks) {
      Object.assign(dataset, attributes);
      found.push((await axe.run({ ...options, runOnly })).violations);
      for (const name of Object.keys(attributes)) delete dataset[name];
      Object.assign(dataset, before);
    }
    return found;
  }, [LOOKS, QUICKLY] as const);
  for (const [at, { attributes }] of LOOKS.entries()) {
    const look = Object.entries(attributes).flat().join(' ');
    found.push(...said(inLooks[at]!).map((violation) => `${look}: ${violation}`));
  }
  expect(found, what).toEqual([]);
}

/** What passes is not told of. */
const QUICKLY = { resultTypes: ['violations' as const] };

function said(violations: Found): string[] {
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
