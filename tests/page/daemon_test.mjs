// The page of a daemon at work, in a real Chromium: the list, a contact, and an accept by clicks.
// Usage: daemon_test.mjs URL TOKEN NAME [FOLDER for screenshots]; NAME is a contact with a change that waits. Prints
// the key that the page said it accepts. Exit status 77: no Chromium or no playwright here.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { counts, enter, faults, open, startBrowser } from './browser.mjs';

const [url, token, name, pictures] = process.argv.slice(2);
if (pictures) mkdirSync(pictures, { recursive: true });

async function picture(page, title) {
  if (pictures) await page.screenshot({ path: join(pictures, `${title}.png`), fullPage: true });
}

const browser = await startBrowser();
let status = 1;
try {
  const page = await open(browser, url);
  await enter(page, token);
  await page.getByText('live', { exact: true }).waitFor();
  await picture(page, 'daemon-list');
  await page.getByRole('link', { name }).click();
  await page.getByRole('heading', { name: 'Decide' }).waitFor();
  for (const region of ['Who agrees', 'Over time', 'Accounts', 'Why', 'What happened']) await page.getByRole('region', { name: region }).waitFor();
  await page.locator('svg.graph g.box').first().waitFor();
  await picture(page, 'daemon-contact');
  const decide = page.getByRole('region', { name: 'Decide' });
  for (const words of ['https://alice.example/', 'would be']) await decide.getByText(words).first().waitFor();
  if (/\[object|since\s*\d{9}/.test(await decide.textContent())) throw new Error(`not for people: ${await decide.textContent()}`);
  await page.getByText(/proven for key [\w-]{8}…/).waitFor();
  await page.getByRole('button', { name: 'Accept…' }).click();
  const dialog = page.getByRole('dialog');
  const key = await dialog.locator('code').textContent();
  await picture(page, 'daemon-accept');
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await page.getByRole('heading', { name: 'Decide' }).waitFor({ state: 'detached' });
  await page.getByText('key pinned').waitFor();
  await picture(page, 'daemon-accepted');
  if (faults.length > 0) throw new Error(faults.join('\n'));
  console.log(`accepted ${key}; ${counts.requests} requests, 0 to elsewhere`);
  status = 0;
} catch (error) {
  console.error(error, faults);
} finally {
  await browser.close();
}
process.exit(status);
