import { expect, it } from 'vitest';
import { fileHeaders } from '../../src/teams/files.ts';

const TOKEN = 'Bearer the token of the desk';
const service = 'https://smba.trafficmanager.net/teams/';
const ENDPOINTS = { openIdMetadata: '', issuer: '', login: '', audience: '', service };

const ask = (address: string) =>
  fileHeaders({ authorization: async () => TOKEN }, ENDPOINTS, new URL(address));

it("shows the desk's token to the Bot Connector, where pictures within messages lie", async () => {
  expect(await ask('https://smba.trafficmanager.net/emea/v3/attachments/0-1/views/original')).toEqual({
    authorization: TOKEN,
  });
});

it.each([
  'https://acme-my.sharepoint.com/personal/emma/_layouts/15/download.aspx?tempauth=v1',
  'https://acme.sharepoint.us/sites/it/file',
])('asks SharePoint without it: %s', async (address) => expect(await ask(address)).toEqual({}));

it.each([
  'http://acme.sharepoint.com/file',
  'https://sharepoint.com.evil.example/file',
  'https://evilsharepoint.com/file',
  'http://smba.trafficmanager.net/emea/v3/attachments/0-1/views/original',
  'https://evil.trafficmanager.net/file',
  'https://smba.trafficmanager.net:8443/file',
  'http://169.254.169.254/latest/meta-data',
  'http://127.0.0.1:3000/state',
  'file:///etc/passwd',
])('asks no other host: %s', async (address) => expect(await ask(address)).toBeNull());
