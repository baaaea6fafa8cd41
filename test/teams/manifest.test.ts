import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readSite, teamsPackage } from '../../manifest/zip.ts';
import { COMMANDS } from '../../src/chat/commands.ts';

const FOLDER = new URL('../../manifest/teams/', import.meta.url);
const SITE = { appId: '11111111-2222-3333-4444-555555555555', host: 'desk.example.com' };
const manifest = JSON.parse(readFileSync(new URL('manifest.json', FOLDER), 'utf8'));

/** The files of a zip by name, read from its local headers. */
function unzip(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50; ) {
    const size = archive.readUInt32LE(at + 18);
    const nameLength = archive.readUInt16LE(at + 26);
    const data = at + 30 + nameLength;
    files.set(archive.toString('utf8', at + 30, data), inflateRawSync(archive.subarray(data, data + size)));
    at = data + size;
  }
  return files;
}

describe('the Teams app package', () => {
  it('offers commands that the desk knows, in its own words', () => {
    for (const { commands } of manifest.bots[0].commandLists) {
      expect(commands.length).toBeLessThanOrEqual(10);
      for (const { title, description } of commands) {
        const command = COMMANDS.find(({ names }) => names[0] === title);
        expect(command?.description.en, title).toBe(description);
        expect(title.length).toBeLessThanOrEqual(32);
        expect(description.length).toBeLessThanOrEqual(128);
      }
    }
  });

  it('asks for reading the channels it is in, and for nothing else', () => {
    expect(manifest.authorization.permissions).toEqual({
      resourceSpecific: [{ name: 'ChannelMessage.Read.Group', type: 'Application' }],
    });
    expect(manifest.permissions).toBeUndefined();
    expect(manifest.bots[0].scopes).toEqual(['personal', 'team']);
  });

  it('keeps to the lengths of the store', () => {
    expect(manifest.name.short.length).toBeLessThanOrEqual(30);
    expect(manifest.description.short.length).toBeLessThanOrEqual(80);
    expect(manifest.description.full.length).toBeLessThanOrEqual(4000);
  });

  it('has icons of 192 and 32 pixels, with transparency', () => {
    for (const [name, size] of [
      ['color.png', 192],
      ['outline.png', 32],
    ] as const) {
      const icon = readFileSync(new URL(name, FOLDER));
      expect([icon.readUInt32BE(16), icon.readUInt32BE(20), icon[25]]).toEqual([size, size, 6]);
    }
  });

  it('is a zip with the ids of the site filled in', () => {
    const files = unzip(teamsPackage(SITE));
    expect([...files.keys()].sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    const text = files.get('manifest.json')?.toString('utf8') ?? '';
    expect(text).not.toContain('{{');
    expect(JSON.parse(text)).toMatchObject({ id: SITE.appId, validDomains: [SITE.host] });
  });
});

it('reads the site from the command line before the environment', () => {
  const environment = { MICROSOFT_APP_ID: SITE.appId, PUBLIC_URL: 'https://other.example.com:8443/desk' };
  expect(readSite(['--host', 'desk.example.com'], environment)).toEqual(SITE);
  expect(readSite([], environment)).toEqual({ ...SITE, host: 'other.example.com' });
  expect(readSite([], {})).toBeNull();
  expect(readSite(['--app-id', 'nonsense', '--host', 'desk.example.com'], {})).toBeNull();
});
