import { afterEach, beforeEach, expect, it } from 'vitest';
import { type EdgeAlone, startEdgeAlone } from '../support/teams/edgeAlone.ts';
import type { PersonActs } from '../support/teams/person.ts';
import { startTeams, type TeamsStandIn } from '../support/teams/standIn.ts';
import { tokenMint } from '../support/teams/tokens.ts';

let teams: TeamsStandIn;
let desk: EdgeAlone;
let ana: PersonActs;

beforeEach(async () => {
  teams = await startTeams();
  desk = await startEdgeAlone(teams.settings);
  teams.connect(desk.url);
  ana = teams.user('29:ana', { name: 'Ana' });
});

afterEach(async () => {
  await desk.stop();
  await teams.stop();
});

it('takes nothing without a token of Microsoft for this very bot, and stores nothing', async () => {
  const { activity } = await ana.says('hello');
  const before = { inbox: desk.inbox.length, references: desk.references.size };
  const stranger = {
    ...activity,
    id: 'other',
    conversation: { ...Object(activity.conversation), id: 'a:other' },
  };
  const past = Math.floor(Date.now() / 1000) - 7200;
  const forged = tokenMint().sign({ iss: teams.settings.endpoints.issuer, aud: teams.settings.appId });
  const tokens = [
    null,
    { raw: '' },
    { raw: 'nonsense' },
    { raw: forged },
    { claims: { aud: 'another-bot' } },
    { claims: { iss: 'https://evil.example' } },
    { claims: { exp: past } },
    { claims: { serviceurl: 'https://evil.example/' } },
  ];
  for (const token of tokens) expect(await teams.sendRaw(stranger, token), JSON.stringify(token)).toBe(401);
  expect({ inbox: desk.inbox.length, references: desk.references.size }).toEqual(before);
});

it('lets no word of a library out', async () => {
  const { activity } = await ana.says('hello');
  const answers = [
    await fetch(`${desk.url}/api/messages`, {
      method: 'POST',
      body: '{',
      headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
    }),
    await fetch(`${desk.url}/api/messages`, {
      method: 'POST',
      body: JSON.stringify(activity),
      headers: { authorization: 'Bearer x.y.z', 'content-type': 'application/json' },
    }),
    await fetch(`${desk.url}/api/messages`, { method: 'POST', body: '{}' }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([400, 401, 401]);
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(['', '', '']);
});

it('refuses what is no activity of Teams, and more than 1 MB', async () => {
  const { activity } = await ana.says('hello');
  const wrong = [
    [],
    {},
    { ...activity, type: undefined },
    { ...activity, channelId: 'webchat' },
    { ...activity, serviceUrl: 'nowhere' },
    { ...activity, conversation: undefined },
    { ...activity, from: {} },
  ];
  for (const payload of wrong) expect(await teams.sendRaw(payload)).toBe(400);
  expect(await teams.sendRaw({ ...activity, text: 'x'.repeat(1_100_000) })).toBe(413);
  expect(desk.inbox).toHaveLength(1);
});

it('takes only activities of its own tenant when it has one', async () => {
  const own = await startEdgeAlone({ ...teams.settings, tenantId: 'another-tenant' });
  teams.connect(own.url);
  expect((await ana.says('hello')).status).toBe(403);
  expect(own.inbox).toEqual([]);
  expect(own.references.size).toBe(0);
  await own.stop();
});

it('is told to send again while the keys of Microsoft cannot be fetched', async () => {
  const { settings } = teams;
  const endpoints = { ...settings.endpoints, openIdMetadata: 'http://127.0.0.1:9/openid' };
  const cut = await startEdgeAlone({ ...settings, endpoints });
  teams.connect(cut.url);
  expect((await ana.says('hello')).status).toBe(503);
  await cut.stop();
});

it('takes activities without a token where it was told to, on loopback', async () => {
  const open = await startEdgeAlone({ ...teams.settings, unauthenticated: true });
  const { activity } = await ana.says('hello');
  teams.connect(open.url);
  expect(await teams.sendRaw(activity, null)).toBe(200);
  expect(open.inbox).toHaveLength(1);
  await open.stop();
});
