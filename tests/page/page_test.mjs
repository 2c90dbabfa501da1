// The daemon's page in a real Chromium: clicks, keys, live events, light, dark and narrow, hostile texts.
// Usage: page_test.mjs API_DEMO [FOLDER for screenshots]. Exit status 77: no Chromium or no playwright here.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { counts, enter as enterToken, faults, open as openPage, startBrowser } from './browser.mjs';

const [program, pictures] = process.argv.slice(2);
if (pictures) mkdirSync(pictures, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'quorate-page.'));
const token = `qrt_${'p'.repeat(43)}`;
writeFileSync(join(folder, 'tokens'), `${createHash('sha256').update(token).digest('hex')} admin 1790000000 page\n`);

let checks = 0;
function check(truth, what) {
  checks += 1;
  if (!truth) throw new Error(`not so: ${what}`);
}

async function serve(...options) {
  const child = spawn(program, [`tokens=${join(folder, 'tokens')}`, 'api_burst=100000', 'api_interval_ms=0', ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const port = await new Promise((found, failed) => {
    lines.once('line', (line) => found(Number(line.split(' ')[1])));
    child.once('exit', (code) => failed(new Error(`the server ended with ${code}`)));
  });
  return { url: `http://127.0.0.1:${port}`, tell: (words) => child.stdin.write(`${words}\n`),
    stop: () => new Promise((done) => { child.once('exit', done); child.stdin.write('stop\n'); }) };
}

const open = (browser, server, options) => openPage(browser, server.url, options);
const enter = (page) => enterToken(page, token);

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

async function testToken(browser, server) {
  const page = await open(browser, server);
  await page.getByLabel('Token').waitFor();
  check(await page.evaluate(() => document.activeElement.id) === 'token', 'the token field has the focus');
  await picture(page, 'token');
  await page.getByLabel('Token').fill('qrt_wrong');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('not known').waitFor();
  await enter(page);
  check(await page.evaluate(() => localStorage.length) === 0, 'nothing stays when the tab is closed');
  check(await page.evaluate(() => document.cookie) === '', 'no cookie');
  await page.getByRole('button', { name: 'Forget the token' }).click();
  await page.getByLabel('Token').waitFor();
  check(await page.evaluate(() => sessionStorage.length) === 0, 'the token is forgotten');
  await page.context().close();
}

async function testClicks(browser, server) {
  const page = await open(browser, server);
  await enter(page);
  check(await page.getByRole('row').count() === 4, 'three contacts and the head');
  await picture(page, 'list-light');
  await page.getByLabel('Show').selectOption('pending');
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  await page.getByLabel('Show').selectOption('all');
  await page.getByLabel('Find').fill('nobody');
  await page.getByText('No contact is like that.').waitFor();
  await page.getByLabel('Find').fill('');
  await page.getByRole('link', { name: 'Bob' }).click();
  await page.getByRole('heading', { name: 'Decide' }).waitFor();
  for (const name of ['Who agrees', 'Over time', 'Accounts', 'Why', 'What happened']) check(await page.getByRole('region', { name }).count() === 1, `a region ${name}`);
  check(await page.locator('svg.graph g.box').count() > 5, 'a graph with boxes');
  check(await page.locator('svg.graph path.line').count() > 3, 'a graph with lines');
  check(await page.locator('svg.track rect.bar').count() >= 4, 'a timeline with bars');
  check(await page.locator('tr.differs').count() >= 1, 'a difference that is marked');
  check(await page.locator('tr', { hasText: 'dating.example' }).locator('.badge.rival').count() === 1, 'a proof of the rival key is not shown as a good one');
  check(!(await page.locator('body').textContent()).includes('[object'), 'what is nested is shown, too');
  await picture(page, 'contact-light');
  await page.getByRole('button', { name: 'Check now' }).click();
  await page.getByText('The check waits for its turn.').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Watch again' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await page.getByRole('button', { name: 'Accept…' }).click();
  check(await page.getByRole('dialog').locator('code').textContent() === 'Qx81b7aa', 'the key that would be accepted is named');
  await page.getByRole('dialog').getByRole('button', { name: 'No' }).click();
  await page.getByRole('heading', { name: 'Decide' }).waitFor();
  await page.getByRole('button', { name: 'Refuse' }).click();
  await page.getByRole('heading', { name: 'Decide' }).waitFor({ state: 'detached' });
  await page.getByText('refused').first().waitFor();
  await page.getByRole('link', { name: 'All contacts' }).click();
  await page.getByText('Add a contact').click();
  await page.getByLabel('Name', { exact: true }).fill('Dora');
  await page.getByLabel('Accounts').fill('no uri');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('alert').filter({ hasText: /./ }).waitFor();
  await picture(page, 'adding');
  await page.getByLabel('Accounts').fill('https://dora.example/\nhttps://forum.example/u/dora');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('heading', { name: 'Dora' }).waitFor();
  await page.getByRole('button', { name: 'Remove…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('heading', { name: 'Contacts', exact: true }).waitFor();
  check(await page.getByRole('link', { name: 'Dora' }).count() === 0, 'removed is removed');
  await page.context().close();
}

async function testLive(browser, server) {
  const page = await open(browser, server);
  await enter(page);
  await page.getByText('live', { exact: true }).waitFor();
  server.tell('event something came about');
  await page.getByRole('log').getByText('something came about').waitFor();
  check(await page.getByRole('log').getAttribute('aria-live') === 'polite', 'news are read out');
  await page.context().close();
}

async function testKeys(browser, server) {
  const page = await open(browser, server);
  await enter(page);
  await page.keyboard.press('Tab');
  const order = [];
  for (let i = 0; i < 12; i += 1) {
    order.push(await page.evaluate(() => document.activeElement.id || document.activeElement.textContent.trim()));
    await page.keyboard.press('Tab');
  }
  const at = (name) => order.indexOf(name);
  check(at('find') >= 0 && at('find') < at('verdict') && at('verdict') < at('show') && at('show') < at('Alice') && at('Alice') < at('Carol'), `order of focus: ${order.join(', ')}`);
  await page.getByRole('link', { name: 'Alice' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Alice' }).waitFor();
  check(await page.evaluate(() => document.activeElement.id) === 'view', 'the focus goes to the new content');
  const unnamed = await page.evaluate(() => [...document.querySelectorAll('button, a, input, select, textarea')].filter((node) => !(node.textContent.trim() || node.labels?.length || node.getAttribute('aria-label'))).length);
  check(unnamed === 0, 'every control has a name');
  check(await page.locator('h1').count() === 1, 'one heading of the first level');
  check(await page.locator('svg[role=img]:not([aria-label])').count() === 0, 'every picture has words');
  await page.context().close();
}

async function testLooks(browser, server) {
  const dark = await open(browser, server, { colorScheme: 'dark' });
  await enter(dark);
  await picture(dark, 'list-dark');
  await dark.getByRole('link', { name: 'Carol' }).click();
  await dark.getByRole('heading', { name: 'Who agrees' }).waitFor();
  const ground = await dark.evaluate(() => getComputedStyle(document.body).backgroundColor);
  check(ground === 'rgb(17, 20, 23)', `a dark ground: ${ground}`);
  await picture(dark, 'contact-dark');
  await dark.context().close();
  const narrow = await open(browser, server, { viewport: { width: 360, height: 740 } });
  await enter(narrow);
  const fits = () => narrow.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  check(await fits(), 'the list fits a telephone');
  await picture(narrow, 'list-narrow');
  await narrow.getByRole('link', { name: 'Carol' }).click();
  await narrow.getByRole('heading', { name: 'Who agrees' }).waitFor();
  check(await fits(), 'a contact fits a telephone');
  await picture(narrow, 'contact-narrow');
  await narrow.context().close();
}

const hostile = [
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '<svg onload=alert(1)>', "javascript:alert(1)", '</title><script>alert(1)</script>',
  '<iframe srcdoc="<script>parent.alert(1)</script>">', '{{constructor.constructor("alert(1)")()}}', '${alert(1)}', "'-alert(1)-'", '<a href="javascript:alert(1)">x</a>',
  '<style>*{background:url(https://evil.example/x)}</style>', '<link rel=stylesheet href=https://evil.example/>', '<base href=https://evil.example/>', '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '\u202Egnp.exe', '\u200b\ufeff\u2028\u2029', '😀🏳️‍🌈 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤', 'المستخدم العربي', '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<details open ontoggle=alert(1)>', '<template><script>alert(1)</script></template>', ']]><script>alert(1)</script>', '__proto__', 'constructor', '<form action=https://evil.example><button>x',
];

async function testHostile(browser) {
  let shown = 0;
  for (const text of hostile) {
    const file = join(folder, 'text');
    writeFileSync(file, text);
    const server = await serve(`text=${file}`);
    const page = await open(browser, server);
    await enter(page);
    for (const id of [1, 2, 3]) {
      await page.evaluate((place) => { location.hash = place; }, `#/contacts/${id}`);
      await page.waitForFunction((place) => document.querySelector('h1') && document.querySelector('svg.graph') && location.hash === place, `#/contacts/${id}`);
      shown += 1;
    }
    await page.getByText('live', { exact: true }).waitFor();
    server.tell(`event ${text.replace(/[\n\r]/g, ' ')}`);
    await page.locator('#news p').first().waitFor();
    check(!(await page.evaluate(() => globalThis.ran)), `no script ran: ${text}`);
    const grown = await page.evaluate(() => document.querySelectorAll('#view :is(script, iframe, img, style, link, base, meta, form[action], a[href^="javascript"], math, template), [onerror], [onload], [ontoggle]').length);
    check(grown === 0, `nothing grew out of ${text}`);
    await page.context().close();
    await server.stop();
  }
  return shown;
}

const browser = await startBrowser();
let server = null;
let status = 1;
try {
  server = await serve();
  await testToken(browser, server);
  await testLive(browser, server);
  await testKeys(browser, server);
  await testLooks(browser, server);
  await testClicks(browser, server);
  const shown = await testHostile(browser);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  console.log(`page: ${checks} checks; ${hostile.length} hostile texts in ${shown} pages, 0 scripts run; ${counts.requests} requests, 0 to elsewhere; 0 console errors`);
  status = 0;
} catch (error) {
  console.error(error, faults);
} finally {
  await browser.close();
  await server?.stop();
  rmSync(folder, { recursive: true });
}
process.exit(status);
