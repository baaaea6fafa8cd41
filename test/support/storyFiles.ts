import type { SentFile, Shown, StoryDesk } from './chat.ts';
import { until } from './until.ts';

/** A PNG of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

export const screenshot: SentFile = { name: 'screen.png', type: 'image/png', bytes: PIXEL };

export const logFile = (text: string): SentFile => ({
  name: 'client.log',
  type: 'text/plain',
  bytes: Buffer.from(text),
});

/** Opens the desk's copy of the only file that a message shows, as soon as it has one. */
export async function opensFile(desk: StoryDesk, shown: Shown): Promise<Response> {
  const link = await until(() => /\/files\/[^\s)]+\?until=[^\s)]+/.exec(shown.text)?.[0], {
    what: 'the link to the copy',
  });
  return fetch(`${desk.url()}${link}`);
}

/** What that file holds. */
export async function bytesOf(desk: StoryDesk, shown: Shown): Promise<Buffer> {
  return Buffer.from(await (await opensFile(desk, shown)).arrayBuffer());
}
