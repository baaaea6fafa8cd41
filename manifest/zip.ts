import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { crc32, deflateRawSync } from 'node:zlib';

const FOLDER = join(import.meta.dirname, 'teams');
const PACKAGE = join(import.meta.dirname, '..', 'dist', 'firstline-teams.zip');
const USAGE = 'npm run manifest -- --app-id <id of the app registration> --host <desk.example.com>';

/** Flag of a zip entry: its name is UTF-8. */
const UTF8 = 0x0800;
const DEFLATED = 8;
/** 1 January 1980, the first day a zip knows: the same files always make the same package. */
const DATE = 0x0021;

interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What the app package needs to know of one site. */
export interface Site {
  /** Id of the app registration, also of the bot. */
  readonly appId: string;
  /** Host name at which Teams reaches the desk, without a scheme. */
  readonly host: string;
}

function zip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const packed = deflateRawSync(bytes);
    // Common to the local header and the directory: version, flags, method, time, date, checksum, sizes, name length.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(UTF8, 2);
    common.writeUInt16LE(DEFLATED, 4);
    common.writeUInt16LE(DATE, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(Buffer.concat(directory).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...directory, Buffer.from('PK\x05\x06'), end]);
}

/** The Teams app package of a site, ready to upload: the manifest with its ids filled in, and the icons. */
export function teamsPackage({ appId, host }: Site): Buffer {
  const entries = readdirSync(FOLDER)
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(FOLDER, name));
      if (name !== 'manifest.json') return { name, bytes };
      const filled = bytes.toString('utf8').replaceAll('{{APP_ID}}', appId).replaceAll('{{HOST}}', host);
      return { name, bytes: Buffer.from(filled) };
    });
  return zip(entries);
}

/** The site from the command line, else from the environment; null when something is missing or malformed. */
export function readSite(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): Site | null {
  const { values } = parseArgs({
    args: [...args],
    options: { 'app-id': { type: 'string' }, host: { type: 'string' } },
  });
  const appId = values['app-id'] ?? environment.MICROSOFT_APP_ID ?? '';
  const address = values.host ?? environment.PUBLIC_URL ?? '';
  const host = address.replace(/^https?:\/\//, '').replace(/[:/].*$/, '');
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(appId) || !host.includes('.')) return null;
  return { appId, host };
}

function main(): void {
  const site = readSite(process.argv.slice(2), process.env);
  if (site === null) {
    process.stderr.write(`${USAGE}\nor set MICROSOFT_APP_ID and PUBLIC_URL.\n`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(dirname(PACKAGE), { recursive: true });
  writeFileSync(PACKAGE, teamsPackage(site));
  process.stdout.write(`${PACKAGE}: upload it in Teams under Apps, Manage your apps.\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
