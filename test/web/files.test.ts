import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileLinks } from '../../src/web/fileLinks.ts';
import { filesRouter } from '../../src/web/files.ts';

const DAY = 24 * 3_600_000;
const NOON = Date.UTC(2026, 10, 23, 12);
const links = fileLinks(Buffer.alloc(32, 7));
const stored = new Map([['f1', { name: 'report.pdf', bytes: Buffer.from('the report') }]]);
const asked: string[] = [];
let now = NOON;

const read = async (id: string) => {
  asked.push(id);
  return stored.get(id) ?? null;
};
const server = createServer(express().use(filesRouter(links, { read }, () => now)));
let address = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const open = (path: string) => {
  asked.splice(0);
  return fetch(`${address}${path}`);
};
const path = (id = 'f1', name = 'report.pdf') => links.path({ id, name }, NOON);

describe('a link to a file', () => {
  it('opens that file, under the name that is stored', async () => {
    const response = await open(path('f1', 'another (name).html'));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain('filename="report.pdf"');
    expect(response.headers.get('content-length')).toBe('10');
    expect(await response.text()).toBe('the report');
  });

  it('is the same all day, so that a card need not change for it', () => {
    expect(links.path({ id: 'f1', name: 'a' }, NOON + 11 * 3_600_000)).toBe(
      links.path({ id: 'f1', name: 'a' }, NOON),
    );
  });

  it('ends after seven days or eight, and says what to do in both languages', async () => {
    now = NOON + 7 * DAY;
    expect((await open(path())).status).toBe(200);
    now = NOON + 8 * DAY;
    const response = await open(path());
    now = NOON;
    expect(response.status).toBe(410);
    expect(await response.text()).toMatch(/Type "show INC-…".*\n.*获取新的链接/);
    expect(asked).toEqual([]);
  });

  it('is good for no other file and no other time, and not without its key', async () => {
    const right = new URL(path(), address);
    const until = right.searchParams.get('until') ?? '';
    const key = right.searchParams.get('key') ?? '';
    for (const wrong of [
      `/files/f2/report.pdf?until=${until}&key=${key}`,
      `/files/f1/report.pdf?until=${Number(until) + DAY}&key=${key}`,
      `/files/f1/report.pdf?until=${until}&key=${key.slice(0, -4)}`,
      `/files/f1/report.pdf?until=${until}&until=${until}&key=${key}`,
      `/files/f1/report.pdf?until=${until}`,
      '/files/f1/report.pdf',
      fileLinks(Buffer.alloc(32, 8)).path({ id: 'f1', name: 'report.pdf' }, NOON),
    ]) {
      const response = await open(wrong);
      expect(response.status, wrong).toBe(404);
      expect(await response.text()).toMatch(/no such file/);
      expect(asked, wrong).toEqual([]);
    }
  });

  it('to a file that is not copied says so', async () => {
    expect((await open(path('f9'))).status).toBe(404);
  });
});
