// Finds a Chromium on this machine. Run by itself it prints the path, or exits 1 if there is none.

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of a Chromium or Chrome; HARK_CHROMIUM goes before what is in PATH. */
export function chromium() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const named = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const asked = process.env.HARK_CHROMIUM ? [process.env.HARK_CHROMIUM] : [];
  return [...asked, ...named, ...APPLICATIONS].find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = chromium();
  if (path) console.log(path);
  else process.exitCode = 1;
}
