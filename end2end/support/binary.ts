// Which `hark` is tested: HARK_BIN, else the release build of this checkout.
import { accessSync, constants } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** The path of the binary; throws where nothing was built. */
export function binary(): string {
  const target = process.env.CARGO_TARGET_DIR ?? 'target';
  const built = join(isAbsolute(target) ? target : join(ROOT, target), 'release', 'hark');
  const path = process.env.HARK_BIN ?? built;
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw new Error(`There is no ${path}. Build it: cargo leptos build --release`);
  }
  return path;
}
