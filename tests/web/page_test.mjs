// The report page as a reader meets it: offline, wide and narrow, on paper, by keyboard and by screen reader.
// PAGE names the file that `faultline map --html` wrote; CHROMIUM the browser (Debian's by default).

import assert from 'node:assert/strict';
import { readFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const page_file = process.env.PAGE ?? '../../build/demo/map.html';
const browser_file = process.env.CHROMIUM ?? '/usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser;
before(async () => {
  assert.ok(existsSync(page_file), `${page_file} does not exist: run ./demo first, or set PAGE.`);
  browser = await chromium.launch({
    executablePath: browser_file,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
});
after(() => browser?.close());

/// A fresh page at this width that records every address it asks for.
async function open({ width = 1280, colorScheme = 'light' } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const requests = [];
  const errors = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(pathToFileURL(page_file).href);
  return { page, requests, errors, close: () => context.close() };
}

/// axe's violations as lines that can be read in a failure.
async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
  }));
  return result.violations.map((v) => `${v.id}: ${v.help} (${v.nodes[0].target})`);
}

test('the page asks for nothing but itself and reports no error', async () => {
  const { requests, errors, close } = await open();
  assert.equal(requests.length, 1);
  assert.deepEqual(errors, []);
  await close();
});

for (const colorScheme of ['light', 'dark']) {
  test(`a screen reader's checks pass in ${colorScheme} colours`, async () => {
    const { page, close } = await open({ colorScheme });
    assert.deepEqual(await violations(page), []);
    await close();
  });
}

for (const width of [320, 390, 768, 1280]) {
  test(`nothing sticks out at ${width} pixels`, async () => {
    const { page, close } = await open({ width });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `the page is ${wide} pixels wide`);
    await close();
  });
}

test('every link inside the page leads somewhere, and every citation is reached by one', async () => {
  const { page, close } = await open();
  const { broken, unreached, citations } = await page.evaluate(() => {
    const targets = [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href').slice(1));
    const cited = [...document.querySelectorAll('[id^="c"]')].filter((e) => /^c\d+$/.test(e.id)).map((e) => e.id);
    return {
      broken: targets.filter((id) => id && !document.getElementById(id)),
      unreached: cited.filter((id) => !targets.includes(id)),
      citations: cited.length,
    };
  });
  assert.deepEqual(broken, []);
  assert.deepEqual(unreached, []);
  assert.ok(citations > 0, 'the page cites nothing');
  await close();
});

test('the first key press reaches a link that skips to the content', async () => {
  const { page, close } = await open();
  await page.keyboard.press('Tab');
  const target = await page.evaluate(() => document.activeElement.getAttribute('href'));
  assert.match(target ?? '', /^#/);
  await page.keyboard.press('Enter');
  assert.ok(await page.evaluate((id) => document.querySelector(id) !== null, target));
  await close();
});

test('pictures have a title, and headings go down one level at a time', async () => {
  const { page, close } = await open();
  const { untitled, levels } = await page.evaluate(() => ({
    untitled: [...document.querySelectorAll('svg[role=img]')].filter((s) => !s.querySelector('title')).length,
    levels: [...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1])),
  }));
  assert.equal(untitled, 0);
  assert.equal(levels.filter((l) => l === 1).length, 1);
  levels.slice(1).forEach((level, i) => assert.ok(level <= levels[i] + 1, `h${levels[i]} is followed by h${level}`));
  await close();
});

test('it prints on paper without being cut', async () => {
  const { page, close } = await open();
  const pdf = await page.pdf({ format: 'A4' });
  assert.ok(pdf.length > 5000);
  await page.emulateMedia({ media: 'print' });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 1280);
  await close();
});
