import pg from 'pg';
import { afterEach, expect, it } from 'vitest';
import type { ChannelRef } from '../../src/domain/desk.ts';
import { createPrisma } from '../../src/store/client.ts';
import { createPolicies } from '../../src/store/policies.ts';
import type { Room } from '../support/chat.ts';
import { createTestDatabase } from '../support/database.ts';
import { openLocalChat } from '../support/local/chat.ts';
import { textOf as localText } from '../support/local/shown.ts';
import { shownText } from '../support/slack/shown.ts';
import { startSlack } from '../support/slack/slack.ts';
import { hostHere } from '../support/storyHosts.ts';
import { storyPolicy } from '../support/storyPolicy.ts';
import { startTeams } from '../support/teams/standIn.ts';
import { textOf } from '../support/teams/world.ts';
import { until } from '../support/until.ts';

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A desk that has never been started before, with the local chat beside another platform. */
async function firstStart(environment: Record<string, string>, channel: (room: Room) => Partial<ChannelRef>) {
  const database = await createTestDatabase();
  endings.push(() => database.drop());
  const policy = storyPolicy((room) => ({ ...channel(room), local: room, language: 'en' }));
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  const prisma = createPrisma(pool);
  await createPolicies(prisma, 'desk').record({ source: '', policy, by: 'story', at: Date.now() });
  await prisma.$disconnect();
  await pool.end();
  const host = await hostHere({ DATABASE_URL: database.url, LOCAL_CHAT: 'on', ...environment }, []);
  endings.push(() => host.stop());
  return host.url;
}

async function emmaOpensATicket(url: string): Promise<void> {
  const local = await openLocalChat(url);
  endings.push(() => local.close());
  const emma = local.user('emma');
  await emma.command('/ticket', 'open the tunnel is broken');
  await emma.submit({ title: 'The tunnel is broken', service: 'vpn' });
  await until(() => local.channel('network').messages.some((each) => localText(each).includes('The tunnel')));
}

it('Slack hears of a ticket that was opened while it was away since the first start', async () => {
  const slack = await startSlack({ users: [], channels: [{ id: 'CNETWORK', name: 'network' }] });
  endings.push(() => slack.stop());
  slack.faults.down();
  const { botToken, signingSecret, apiUrl } = slack.settings;
  const url = await firstStart(
    { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret ?? '', SLACK_API_URL: apiUrl ?? '' },
    (room) => (room === 'network' ? { slack: 'CNETWORK' } : {}),
  );
  slack.connect(url);
  await emmaOpensATicket(url);
  expect(slack.channel('CNETWORK').messages).toEqual([]);
  slack.faults.up();
  const card = await until(() => slack.channel('CNETWORK').tops[0]);
  expect(shownText(card)).toContain('The tunnel is broken');
  expect(slack.channel('CNETWORK').tops).toHaveLength(1);
}, 60_000);

it('Teams hears of a ticket that was opened before anything had come from it', async () => {
  const teams = await startTeams();
  endings.push(() => teams.stop());
  const network = '19:network@thread.tacv2';
  const { appId, appPassword, endpoints } = teams.settings;
  const url = await firstStart(
    {
      MICROSOFT_APP_ID: appId,
      MICROSOFT_APP_PASSWORD: appPassword,
      MICROSOFT_APP_TYPE: 'MultiTenant',
      TEAMS_OPENID_METADATA_URL: endpoints.openIdMetadata,
      TEAMS_TOKEN_ISSUER: endpoints.issuer,
      TEAMS_LOGIN_URL: endpoints.login,
      TEAMS_TOKEN_AUDIENCE: endpoints.audience,
      TEAMS_SERVICE_URL: endpoints.service,
    },
    (room) => (room === 'network' ? { teams: { team: 'it', channel: network } } : {}),
  );
  teams.connect(url);
  await emmaOpensATicket(url);
  const ana = teams.user('29:ana', { name: 'ana', email: 'ana@example.com' });
  await teams.installsInto(teams.team('19:general@thread.tacv2', [network], [ana]), ana);
  const card = await until(() => teams.channel(network).messages[0]);
  expect(textOf(card)).toContain('The tunnel is broken');
  expect(teams.channel(network).messages).toHaveLength(1);
}, 60_000);
