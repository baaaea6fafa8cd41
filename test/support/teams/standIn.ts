import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { TeamsSettings } from '../../../src/teams/settings.ts';
import { type Json, object } from './card.ts';
import { connector } from './connector.ts';
import { type Faults, faults } from './faults.ts';
import { type PersonActs, personActs } from './person.ts';
import { tokenMint } from './tokens.ts';
import { chatOf, type DeskMessage, type TeamsPerson, type TeamsTeam, type World, world } from './world.ts';

const APP_ID = '11111111-2222-3333-4444-555555555555';
const APP_PASSWORD = 'the secret';
const TENANT = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';

export interface TeamsStandIn {
  /** For `teamsEdge`; every server in it is this one. */
  readonly settings: TeamsSettings;
  readonly tenant: string;
  /** The client secret that counts now. */
  secret(): string;
  /** Gives out another; tokens that came of the old one no longer count. */
  renewSecret(): void;
  readonly fail: Faults;
  /** Everything that the desk posted, oldest first. */
  readonly posted: readonly DeskMessage[];
  /** Requests that Teams would refuse, and unknown ones: must stay empty. */
  readonly problems: readonly string[];
  /** Where the desk listens, such as `http://127.0.0.1:3000`. */
  connect(url: string): void;
  user(
    id: string,
    details: { aad?: string; email?: string | null; name: string; role?: 'user' | 'guest' },
  ): PersonActs;
  /** Gives Teams a file; gives it as an attachment of a message: pictures lie within it, all else in SharePoint. */
  attach(file: { readonly name: string; readonly type: string; readonly bytes: Uint8Array }): Json;
  /** Makes a team; the desk is not in it yet. */
  team(id: string, channels: readonly string[], members: readonly TeamsPerson[]): TeamsTeam;
  /** Somebody adds the desk to a team, or takes it out. */
  installsInto(team: TeamsTeam, by: PersonActs): Promise<number>;
  removesFrom(team: TeamsTeam, by: PersonActs): Promise<number>;
  /** Somebody deletes a channel of a team; gives the team as it is then. */
  deletesChannel(team: TeamsTeam, channel: string, by: PersonActs): Promise<TeamsTeam>;
  channel(id: string): { readonly messages: readonly DeskMessage[] };
  /** Replies of the desk in the thread that hangs on a message. */
  thread(root: string): readonly DeskMessage[];
  personal(person: { readonly id: string }): readonly DeskMessage[];
  /** Any activity, with a token for other claims or with none; gives the status. */
  sendRaw(
    activity: unknown,
    token?: { readonly claims?: Json; readonly raw?: string } | null,
  ): Promise<number>;
  /** Forgets what was posted so far. */
  forget(): void;
  stop(): Promise<void>;
}

function event(all: World, team: TeamsTeam, by: PersonActs, serviceUrl: string, members: object): Json {
  return {
    type: 'conversationUpdate',
    channelId: 'msteams',
    id: `f:${all.nextId()}`,
    serviceUrl,
    from: { id: by.id, name: by.name, aadObjectId: by.aad },
    recipient: { id: `28:${all.appId}`, name: 'Firstline' },
    conversation: { id: team.id, tenantId: all.tenant, conversationType: 'channel', isGroup: true },
    channelData: { tenant: { id: all.tenant }, team: { id: team.id } },
    ...members,
  };
}

/** Microsoft's servers for one tenant, on a port of loopback: login, keys, Bot Connector, and the people's clients. */
export async function startTeams(): Promise<TeamsStandIn> {
  const all = world(APP_ID, TENANT);
  const mint = tokenMint();
  const fail = faults();
  const given = new Set<string>();
  let secret = APP_PASSWORD;
  const app = express();
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const serviceUrl = `${address}/emea/`;
  const issuer = `${address}/issuer`;
  let desk = '';

  app.get('/keys/openid', (_, response) => void response.json({ issuer, jwks_uri: `${address}/keys/jwks` }));
  app.get('/keys/jwks', (_, response) => void response.json(mint.jwks));
  app.post(
    '/login/:tenant/oauth2/v2.0/token',
    express.urlencoded({ extended: false }),
    (request, response) => {
      const { client_id, client_secret, scope, grant_type } = object(request.body);
      const known = client_id === APP_ID && client_secret === secret && grant_type === 'client_credentials';
      if (!known || scope !== `${issuer}/.default`)
        return void response.status(401).json({ error: 'invalid_client' });
      const token = mint.sign({ iss: issuer, appid: APP_ID, jti: all.nextId() });
      given.add(token);
      response.json({ token_type: 'Bearer', expires_in: 3600, access_token: token });
    },
  );
  app.get('/sharepoint/:id', (request, response) => {
    const file = all.files.get(request.params.id);
    if (file && request.query.tempauth === 'given') response.send(Buffer.from(file.bytes));
    else response.status(403).end();
  });
  app.use(
    '/emea',
    fail.middleware,
    express.json({ limit: '5mb' }),
    connector(all, (token) => given.has(token)),
  );

  function tokenFor(claims: Json = {}): string {
    const now = Math.floor(Date.now() / 1000);
    return mint.sign({
      iss: issuer,
      aud: APP_ID,
      serviceurl: serviceUrl,
      nbf: now - 60,
      exp: now + 3600,
      ...claims,
    });
  }

  async function post(
    activity: unknown,
    token: string | null,
  ): Promise<{ status: number; body: Json; took: number }> {
    const began = Date.now();
    const response = await fetch(`${desk}/api/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    });
    const text = await response.text();
    const took = Date.now() - began;
    return { status: response.status, body: text === '' ? {} : object(JSON.parse(text)), took };
  }

  async function changed(team: TeamsTeam, by: PersonActs, members: object): Promise<number> {
    return (await post(event(all, team, by, serviceUrl, members), tokenFor())).status;
  }
  const bot = [{ id: `28:${APP_ID}` }];

  return {
    settings: {
      appId: APP_ID,
      appPassword: APP_PASSWORD,
      tenantId: null,
      appType: 'MultiTenant',
      unauthenticated: false,
      endpoints: {
        openIdMetadata: `${address}/keys/openid`,
        issuer,
        login: `${address}/login`,
        audience: issuer,
        service: serviceUrl,
      },
    },
    secret: () => secret,
    renewSecret: () => {
      secret = `${secret}, another`;
      given.clear();
    },
    tenant: TENANT,
    fail,
    posted: all.posted,
    problems: all.problems,
    connect: (url) => {
      desk = url;
    },
    user: (id, { aad = `aad-${id}`, email = null, name, role = 'user' }) => {
      const person = { id, aad, email, name, role };
      all.people.set(id, person);
      return personActs(
        all,
        person,
        () => serviceUrl,
        (activity) => post(activity, tokenFor()),
      );
    },
    attach: ({ name, type, bytes }) => {
      const id = all.nextId();
      all.files.set(id, { type, bytes });
      if (type.startsWith('image/'))
        return { contentType: type, contentUrl: `${serviceUrl}v3/attachments/${id}/views/original` };
      return {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        contentUrl: `https://acme-my.sharepoint.com/personal/${id}`,
        name,
        content: { downloadUrl: `${address}/sharepoint/${id}?tempauth=given`, uniqueId: id, fileType: 'log' },
      };
    },
    team: (id, channels, members) => {
      const team = { id, channels, members };
      all.teams.set(id, team);
      return team;
    },
    installsInto: (team, by) => {
      all.installed.add(team.id);
      return changed(team, by, { membersAdded: bot });
    },
    removesFrom: (team, by) => {
      all.installed.delete(team.id);
      return changed(team, by, { membersRemoved: bot });
    },
    deletesChannel: async (team, id, by) => {
      const left = { ...team, channels: team.channels.filter((each) => each !== id) };
      all.teams.set(team.id, left);
      const channelData = { tenant: { id: TENANT }, team: { id: team.id }, channel: { id } };
      await changed(left, by, { channelData: { ...channelData, eventType: 'channelDeleted' } });
      return left;
    },
    channel: (id) => ({
      messages: all.posted.filter(({ conversation, root }) => conversation === id && root === null),
    }),
    thread: (root) => all.posted.filter((message) => message.root === root),
    personal: (person) => all.posted.filter(({ conversation }) => conversation === chatOf(person)),
    sendRaw: async (activity, token = {}) =>
      (await post(activity, token === null ? null : (token.raw ?? tokenFor(token.claims)))).status,
    forget: () => void all.posted.splice(0),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
