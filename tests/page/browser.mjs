// A real Chromium for the tests of the page. Everything that must never happen on it is collected in `faults`.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const chromiumPath = '/usr/bin/chromium';
const wait = 20000;

export const faults = [];
export const counts = { requests: 0 };

// Ends the process with status 77 where there is no browser.
export async function startBrowser(...more) {
  const skip = (why) => {
    console.log(`page: skipped, ${why}`);
    process.exit(77);
  };
  let chromium;
  try {
    ({ chromium } = createRequire(join(here, '../peers/package.json'))('playwright-core'));
  } catch {
    skip('playwright-core is not installed (npm ci --prefix tests/peers)');
  }
  if (!existsSync(chromiumPath)) skip(`there is no ${chromiumPath}`);
  return chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...more],
  });
}

export async function open(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  await context.addInitScript(() => { globalThis.alert = () => { globalThis.ran = true; }; });
  const page = await context.newPage();
  page.setDefaultTimeout(wait);
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type()) && !/401|404|Failed to load resource/.test(message.text())) faults.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => { counts.requests += 1; if (!request.url().startsWith(url)) faults.push(`request to ${request.url()}`); });
  await page.goto(url);
  return page;
}

export async function enter(page, token) {
  await page.getByLabel('Token').fill(token);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Contacts', exact: true }).waitFor();
}
