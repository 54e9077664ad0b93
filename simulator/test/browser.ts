import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

/** Launches the Chromium that comes with the development dependencies; close it when done. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    // Chromium refuses its sandbox to the root user, which is what containers run tests as. The package's own arguments
    // are left out: they are for a function in the cloud, and switch off what a test of pages is about.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
    headless: true,
  });
}

/** What axe finds wrong, alone: the rest of what it finds takes longer to hand over than to find. */
export const VIOLATIONS = "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => ({ violations }))";
