// Before the first story: says what is tested, and plants the data that servers start from.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary } from './binary.ts';

export default function setUp(): () => void {
  const hark = binary();
  const version = execFileSync(hark, ['--version'], { encoding: 'utf8' }).trim();
  const { mtime, size } = statSync(hark);
  console.log(`Testing ${hark}: ${version}, ${size} bytes, built ${mtime.toISOString()}`);

  const seeds = mkdtempSync(join(tmpdir(), 'hark-seeds-'));
  for (const size of ['small', 'large']) {
    execFileSync(hark, ['seed', '--data', join(seeds, size), `--${size}`], { stdio: 'pipe' });
  }
  process.env.HARK_SEEDS = seeds;
  return () => rmSync(seeds, { recursive: true, force: true });
}
