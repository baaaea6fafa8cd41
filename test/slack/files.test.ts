import { afterEach, beforeEach, expect, it } from 'vitest';
import { slackFiles } from '../../src/slack/files.ts';
import { ACME } from '../support/slack/samples.ts';
import { type SlackStandIn, startSlack } from '../support/slack/slack.ts';

let slack: SlackStandIn;
beforeEach(async () => {
  slack = await startSlack(ACME);
});
afterEach(() => slack.stop());

const how = { limit: 1_000, signal: new AbortController().signal };
const file = (downloadUrl: string | null, mimeType = 'image/png') => ({
  workspaceId: 'w',
  externalId: 'F1',
  mimeType,
  downloadUrl,
});
const uploaded = (type: string) => {
  const given = slack.upload({ name: 'screen.png', type, bytes: Buffer.from('bytes') });
  return 'url_private_download' in given ? String(given.url_private_download) : '';
};

it("fetches with the desk's token", async () => {
  const bytes = await slackFiles(slack.settings).download(file(uploaded('image/png')), how);
  expect(bytes).toEqual(Buffer.from('bytes'));
});

it('does not take the page on which people sign in for the file', async () => {
  const stranger = slackFiles({ ...slack.settings, botToken: 'xoxb-revoked' });
  await expect(stranger.download(file(uploaded('image/png')), how)).rejects.toMatchObject({
    code: 'forbidden',
  });
});

it('but takes a page that somebody sent', async () => {
  const page = file(uploaded('text/html'), 'text/html');
  expect(await slackFiles(slack.settings).download(page, how)).toEqual(Buffer.from('bytes'));
});

it('of which Slack tells no address, cannot be had', async () => {
  await expect(slackFiles(slack.settings).download(file(null), how)).rejects.toMatchObject({
    code: 'forbidden',
  });
});

it.each([
  'https://docs.google.com/document/d/1',
  'https://files.slack.com.evil.example/F1',
  'http://files.slack.com/F1',
  'https://slack.com/F1',
  'http://10.0.0.1/F1',
  'not an address',
])('asks no host but that of the files: %s', async (address) => {
  await expect(slackFiles(slack.settings).download(file(address), how)).rejects.toMatchObject({
    code: 'rejected',
  });
});
