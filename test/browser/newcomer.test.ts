import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { screenshot } from '../support/storyFiles.ts';
import { findChromium, launchChromium } from './browser.ts';
import { type StartedDesk, startDesk } from './startedDesk.ts';
import { openPage, type Visitor } from './visitor.ts';

const READY_MS = 60_000;
const STORY_MS = 120_000;

const chromium = findChromium();
if (!chromium) {
  process.stderr.write(
    'NOT RUN: test/browser, the newcomer in a browser. There is no Chromium here: install it, or set CHROMIUM.\n',
  );
}

describe.skipIf(!chromium)('A newcomer, with nothing configured (needs Chromium)', () => {
  let desk: StartedDesk;
  let browser: Browser;

  beforeAll(async () => {
    desk = await startDesk(READY_MS);
    browser = await launchChromium(chromium ?? '');
  }, READY_MS * 2);

  afterAll(async () => {
    await browser?.close();
    await desk?.remove();
  }, READY_MS);

  test('npm start says what is on and what is off, and /healthz that all is well', async () => {
    expect(desk.said()).toMatch(/^PostgreSQL +embedded/m);
    expect(desk.said()).toMatch(/^Slack +off: no SLACK_BOT_TOKEN/m);
    expect(desk.said()).toContain(desk.url);
    const response = await fetch(`${desk.url}/healthz`);
    expect([response.status, await response.json()]).toMatchObject([200, { status: 'ok' }]);
  });

  test('asks, reads the answer, opens a ticket; an agent claims it; the deadline passes, and the engineer on call hears', {
    timeout: STORY_MS,
  }, async () => {
    const { visitor, faults } = await openPage(browser, desk.url);
    const number = await asksAndOpensTicket(visitor);
    await agentClaims(visitor, number);
    await deadlinePasses(visitor, number);
    expect(faults).toEqual([]);
  });

  test('attaches a screenshot, and finds it again on the ticket', { timeout: STORY_MS }, async () => {
    const { visitor, faults } = await openPage(browser, desk.url);
    await sendsScreenshot(visitor);
    expect(faults).toEqual([]);
  });

  test('Ctrl-C ends all of it', { timeout: READY_MS }, async () => {
    await desk.interrupt();
    expect(desk.said()).toMatch(/^SIGINT: stopping/m);
    expect(await isListening(desk.url)).toBe(false);
    expect(existsSync(join(desk.dataDir, 'pg', 'postmaster.pid'))).toBe(false);
  });
});

async function sendsScreenshot(visitor: Visitor): Promise<void> {
  await visitor.becomes('Emma Fischer');
  const buffer = Buffer.from(screenshot.bytes);
  await visitor.sends('zebra crossing paint', { name: 'screen.png', mimeType: 'image/png', buffer });
  const own = visitor.messages.filter({ hasText: 'zebra crossing paint' }).first();
  await own.getByRole('link', { name: 'screen.png' }).waitFor();
  const nothing = visitor.messages.filter({ hasText: 'found nothing that fits' }).last();
  await visitor.clicks('Open a ticket', nothing);
  await visitor.form.getByLabel('Service').selectOption({ index: 1 });
  await visitor.clicks('Open ticket', visitor.form);
  const card = visitor.messages.filter({ hasText: 'Status' }).last();
  const link = card.locator('.files a[href^="/files/"]');
  await link.waitFor();
  const shown = await visitor.page.request.get(
    new URL((await link.getAttribute('href')) ?? '', visitor.page.url()).href,
  );
  expect([shown.status(), shown.headers()['content-type']]).toEqual([200, 'image/png']);
  expect((await shown.body()).equals(buffer)).toBe(true);
}

async function asksAndOpensTicket(visitor: Visitor): Promise<string> {
  const { page, messages, form } = visitor;
  await visitor.becomes('Emma Fischer');
  await visitor.says('my vpn drops every hour');

  const answer = messages.filter({ has: page.getByRole('button', { name: 'That solved it' }) }).last();
  await answer.waitFor();
  const source = answer.getByRole('link', { name: 'VPN drops every hour' });
  const article = await fetch((await source.getAttribute('href')) ?? '');
  expect([article.status, await article.text()]).toEqual([
    200,
    expect.stringContaining('<h1>VPN drops every hour</h1>'),
  ]);

  await visitor.clicks('Open a ticket', answer);
  expect(await form.getByLabel('What is it about?').inputValue()).toBe('my vpn drops every hour');
  const service = form.getByLabel('Service');
  expect(await service.locator('option:checked').textContent()).toContain('VPN');
  await form.getByRole('radio', { name: 'High: many people' }).check();
  await form.getByRole('radio', { name: 'High: I cannot work' }).check();
  await visitor.clicks('Open ticket', form);

  const card = messages.filter({ hasText: 'P1' }).last();
  await card.waitFor();
  const number = /INC-\d+/.exec((await card.textContent()) ?? '')?.[0] ?? '';
  expect(number).toMatch(/^INC-\d+$/);
  return number;
}

async function agentClaims(visitor: Visitor, number: string): Promise<void> {
  await visitor.becomes('L1 Network');
  await visitor.goesTo('service-desk');
  const card = visitor.messages.filter({ hasText: number }).first();
  await visitor.clicks('Claim', card);
  await card.filter({ hasText: 'Ana Costa' }).waitFor();
  expect(await card.getByRole('button', { name: 'Claim', exact: true }).count()).toBe(0);
}

async function deadlinePasses(visitor: Visitor, number: string): Promise<void> {
  await visitor.becomes('L2 Network, on call');
  await visitor.movesClock('Next morning');
  await visitor.movesClock('+15 min');
  await visitor.movesClock('+1 hour');
  const page = visitor.messages.filter({ hasText: number }).filter({ hasText: 'Overdue since' }).first();
  await page.waitFor();
  await visitor.clicks('Acknowledge', page);
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).waitFor({ state: 'detached' });

  await visitor.goesTo('network-l2');
  await visitor.messages.filter({ hasText: number }).first().waitFor();
}

function isListening(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
