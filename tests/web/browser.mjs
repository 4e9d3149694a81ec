// What the tests of the pages share: the browser, the pages, and what a screen reader's checks say of them.
// PAGES names the folder with map.html (`faultline map --html`) and referee.html (`faultline report --referee --html`);
// CHROMIUM the browser (Debian's by default).

import assert from 'node:assert/strict';
import { readFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const folder = process.env.PAGES ?? '../../build/pages';
const browser_file = process.env.CHROMIUM ?? '/usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const pages = { map: path.join(folder, 'map.html'), report: path.join(folder, 'referee.html') };

export function launch() {
  for (const file of Object.values(pages))
    assert.ok(existsSync(file), `${file} does not exist: run ./check, or set PAGES.`);
  return chromium.launch({
    executablePath: browser_file,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
}

/// A fresh page at this width that records every address it asks for.
export async function open(browser, file, { width = 1280, colorScheme = 'light', media = 'screen' } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  await page.emulateMedia({ media, colorScheme });
  const requests = [];
  const errors = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(pathToFileURL(file).href);
  return { page, requests, errors, close: () => context.close() };
}

/// axe's violations as lines that can be read in a failure.
export async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
  }));
  return result.violations.map((v) => `${v.id}: ${v.help} (${v.nodes[0].target})`);
}
