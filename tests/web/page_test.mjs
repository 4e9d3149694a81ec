// The pages that faultline writes, as a reader meets them: offline, wide and narrow, on paper, by keyboard and by
// screen reader. browser.mjs says which files these are.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, open, pages, violations } from './browser.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser?.close());

for (const [name, file] of Object.entries(pages)) {
  test(`${name}: it asks for nothing but itself and reports no error`, async () => {
    const { requests, errors, close } = await open(browser, file);
    assert.equal(requests.length, 1);
    assert.deepEqual(errors, []);
    await close();
  });

  for (const colorScheme of ['light', 'dark']) {
    test(`${name}: a screen reader's checks pass in ${colorScheme} colours`, async () => {
      const { page, close } = await open(browser, file, { colorScheme });
      assert.deepEqual(await violations(page), []);
      await close();
    });
  }

  for (const width of [320, 390, 768, 1280]) {
    test(`${name}: nothing sticks out at ${width} pixels`, async () => {
      const { page, close } = await open(browser, file, { width });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `the page is ${wide} pixels wide`);
      await close();
    });
  }

  test(`${name}: every link inside the page leads somewhere, and every citation is reached by one`, async () => {
    const { page, close } = await open(browser, file);
    const { broken, unreached, twice, citations } = await page.evaluate(() => {
      const targets = [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href').slice(1));
      const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
      const cited = ids.filter((id) => /^c\d+$/.test(id));
      return {
        broken: targets.filter((id) => id && !document.getElementById(id)),
        unreached: cited.filter((id) => !targets.includes(id)),
        twice: ids.filter((id, place) => ids.indexOf(id) !== place),
        citations: cited.length,
      };
    });
    assert.deepEqual(broken, []);
    assert.deepEqual(unreached, []);
    assert.deepEqual(twice, []);
    assert.ok(citations > 0, 'the page cites nothing');
    await close();
  });

  test(`${name}: the first key press reaches a link that skips to the content`, async () => {
    const { page, close } = await open(browser, file);
    await page.keyboard.press('Tab');
    const target = await page.evaluate(() => document.activeElement.getAttribute('href'));
    assert.match(target ?? '', /^#/);
    await page.keyboard.press('Enter');
    assert.ok(await page.evaluate((id) => document.querySelector(id) !== null, target));
    await close();
  });

  test(`${name}: the keyboard alone reaches every link and opens all that can be opened`, async () => {
    const { page, close } = await open(browser, file);
    // Enter on whatever is folded, until the keyboard has been everywhere and leaves the page.
    const seen = await page.evaluate(() => {
      globalThis.waiting = new Set(document.querySelectorAll('a[href], summary, button, input, select, [tabindex]'));
      return globalThis.waiting.size;
    });
    let without_focus_mark = 0;
    for (let press = 0; press < 3 * seen; ++press) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const element = document.activeElement;
        globalThis.waiting.delete(element);
        if (element === document.body) return 'body';
        const style = getComputedStyle(element);
        const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
        const folded = element.localName === 'summary' && !element.parentElement.open;
        return (marked ? '' : 'unmarked ') + (folded ? 'folded' : element.localName);
      });
      if (at === 'body') break;
      if (at.startsWith('unmarked')) ++without_focus_mark;
      if (at.endsWith('folded')) await page.keyboard.press('Enter');
    }
    const { unreached, closed } = await page.evaluate(() => ({
      unreached: [...globalThis.waiting].map((element) => element.outerHTML.slice(0, 120)),
      closed: document.querySelectorAll('details:not([open])').length,
    }));
    assert.deepEqual(unreached, []);
    assert.equal(closed, 0);
    assert.equal(without_focus_mark, 0, 'focus cannot be seen everywhere');
    await close();
  });

  test(`${name}: pictures have a title, and headings go down one level at a time`, async () => {
    const { page, close } = await open(browser, file);
    const { untitled, levels } = await page.evaluate(() => ({
      untitled: [...document.querySelectorAll('svg[role=img]')].filter((s) => !s.querySelector('title')).length,
      levels: [...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1])),
    }));
    assert.equal(untitled, 0);
    assert.equal(levels.filter((l) => l === 1).length, 1);
    levels.slice(1).forEach((level, i) => assert.ok(level <= levels[i] + 1, `h${levels[i]} is followed by h${level}`));
    await close();
  });

  // 180 mm, what A4 leaves between the page's margins, are 680 pixels.
  test(`${name}: on paper nothing is cut, nothing stays folded, and no heading stands alone`, async () => {
    const { page, close } = await open(browser, file, { width: 680, media: 'print' });
    const { wide, cut, hidden, alone } = await page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      const visible = (element) => element.checkVisibility({ contentVisibilityAuto: true });
      const parts = [...document.querySelectorAll('main table, main td, main th, main p, main svg, main pre')];
      return {
        wide: document.documentElement.scrollWidth,
        cut: parts.filter(visible).filter((e) => e.getBoundingClientRect().right > width + 1 || e.scrollWidth > e.clientWidth + 1)
          .filter((e) => e.clientWidth > 0).map((e) => e.outerHTML.slice(0, 120)),
        hidden: [...document.querySelectorAll('details > :not(summary)')].filter((e) => !visible(e)).length,
        alone: [...document.querySelectorAll('h2, h3, h4, caption, main dt')].filter(visible)
          .filter((e) => getComputedStyle(e).breakAfter !== 'avoid').map((e) => e.outerHTML.slice(0, 120)),
      };
    });
    assert.ok(wide <= 680, `the page is ${wide} pixels wide`);
    assert.deepEqual(cut, []);
    assert.equal(hidden, 0);
    assert.deepEqual(alone, []);
    const pdf = await page.pdf({ format: 'A4' });
    assert.ok(pdf.length > 5000);
    await close();
  });
}
