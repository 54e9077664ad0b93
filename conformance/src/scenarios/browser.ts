import { existsSync } from 'node:fs';
import packed from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { environmentVariable } from '../platform/environment-variables.ts';

/** Where people have Chromium or Chrome when they have installed it themselves. */
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Names another browser than the one that comes with the packages. */
const BROWSER_VARIABLE = 'ASSAY_BROWSER';

/** Starts Chromium: the one that is named, else the one that comes with the packages, else an installed one. */
export async function startBrowser(): Promise<Browser> {
  // Chromium refuses its sandbox to the root user, which is what containers run as, and what is opened here is ours. The
  // package's own arguments are left out: they are for a function in the cloud, and close the browser with its first page.
  const args = ['--no-sandbox'];
  const named = environmentVariable(BROWSER_VARIABLE);
  if (named !== undefined) return chromium.launch({ executablePath: named, args });
  try {
    return await chromium.launch({ executablePath: await packed.executablePath(), args });
  } catch (error) {
    const executablePath = INSTALLED.find((path) => existsSync(path));
    if (executablePath === undefined) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`Chromium does not start; install one, or name one by ${BROWSER_VARIABLE}: ${why}`);
    }
    return chromium.launch({ executablePath, args });
  }
}
