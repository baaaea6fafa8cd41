import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { enforceDue } from '../../src/app/enforceDue.ts';
import { openTicket } from '../../src/app/openTicket.ts';
import type { AppDeps } from '../../src/app/ports.ts';
import type { DeskPolicy, Team } from '../../src/domain/desk.ts';
import { createPrisma } from '../../src/store/client.ts';
import { createDueWork } from '../../src/store/dueWork.ts';
import { createPolicies } from '../../src/store/policies.ts';
import { createStore } from '../../src/store/store.ts';
import { createWorkspaces } from '../../src/store/workspaces.ts';
import { deskPolicy, MINUTE } from '../support/builders.ts';
import { TEAM } from '../support/slack/workspace.ts';

const DESK = 'desk';
const CONNECTIONS = 8;
/** vic has an agreement round the clock, so a ticket of his falls due whenever the bench runs. */
const REQUESTER = 'vic';
/** Who is on call, one for each team. */
const ENGINEERS = ['eve', 'eli', 'ana', 'ben', 'lou', 'wim', 'nora', 'mia'];
const accountOf = (person: string) => `U${person.toUpperCase()}`;
export const CHANNELS = ENGINEERS.flatMap((_, team) =>
  ['L1', 'L2', 'L3', 'DUTY'].map((name) => ({
    id: channelOf(name, team),
    name: `${name}-${team}`.toLowerCase(),
  })),
);
export const ACCOUNTS = [REQUESTER, ...ENGINEERS].map((name) => ({
  id: accountOf(name),
  name,
  email: `${name}@example.com`,
}));

/** A desk in a database, with tickets as the product itself writes them. */
export interface BenchDesk {
  readonly app: AppDeps;
  readonly pool: pg.Pool;
  readonly due: ReturnType<typeof createDueWork>;
  /**
   * One ticket of vic's with the VPN (P2: first response within 30 minutes), opened so that this falls due at
   * `firstDueAt`, and `count` - 1 more: every row of it copied, with numbers of their own and their due instants
   * `apartMs` later each, shared out evenly among the teams. Gives their numbers.
   */
  open(count: number, firstDueAt: number, apartMs?: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** `teams`: how many there are, at most eight, each with channels and an engineer on call of its own. */
export async function openBenchDesk(databaseUrl: string, { teams } = { teams: 1 }): Promise<BenchDesk> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  // A connection that ends with its server, after the last query.
  pool.on('error', () => undefined);
  const prisma = createPrisma(pool);
  const policies = createPolicies(prisma, DESK);
  const { version: _, ...policy } = onSlack(deskPolicy(), teams);
  await policies.record({ source: '', policy, by: 'bench', at: Date.now() });
  const workspace = await createWorkspaces(prisma, DESK, Date.now).ensure('slack', TEAM, 'Acme');
  const store = createStore(prisma, DESK, {
    onCommitted: () => undefined,
    realNow: Date.now,
    platforms: ['slack'],
  });
  const search = { search: async () => ({ tier: 'none' as const, hits: [] }) };
  const at = (now: () => number): AppDeps => ({ store, policies, search, now, newId: randomUUID });
  await store.transaction(async (tx) => {
    for (const person of [REQUESTER, ...ENGINEERS]) {
      const externalId = accountOf(person);
      const account = { workspaceId: workspace.id, externalId, person, name: person, email: null };
      await tx.saveAccount({ ...account, language: 'en', kind: 'member' }, Date.now());
    }
  });

  async function open(count: number, firstDueAt: number, apartMs = 0): Promise<readonly string[]> {
    const opened = firstDueAt - 30 * MINUTE;
    const place = { workspaceId: workspace.id, conversation: 'DVIC', thread: null };
    const { number } = await openTicket(
      at(() => opened),
      {
        key: randomUUID(),
        openedBy: REQUESTER,
        requester: REQUESTER,
        title: 'VPN drops every hour',
        description: 'It has done so since this morning, on the train and at home.',
        service: 'vpn',
        impact: 'high',
        urgency: 'medium',
        visibility: 'normal',
        question: null,
        earlier: [],
        place: { ...place, kind: 'direct' },
      },
    );
    const found = await store.reads.ticket(number);
    const id = found?.ticket.id ?? '';
    for (const minutes of [15, 24])
      await enforceDue(
        at(() => opened + minutes * MINUTE),
        [id],
      );
    await settle(pool, id);
    await multiply(pool, id, { count, apartMs, teams });
    const { rows } = await pool.query('select number from ticket where "openedAt" >= $1 order by number', [
      new Date(opened),
    ]);
    return rows.map((row) => row.number);
  }

  return {
    app: at(Date.now),
    pool,
    due: createDueWork(prisma, DESK, Date.now),
    open,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

function channelOf(name: string, team: number): string {
  return team === 0 ? `C${name}` : `C${name}${team}`;
}

/** The first team so many times, with names, channels and rotas of their own, all on Slack. */
function onSlack(policy: DeskPolicy, teams: number): DeskPolicy {
  const [first] = policy.teams;
  const rota = Object.values(policy.rotas)[0];
  if (!first || !rota) throw new Error('a desk without a team or a rota');
  const channel = (name: string, team: number) => ({ slack: channelOf(name, team), language: 'en' }) as const;
  const copies = ENGINEERS.slice(0, teams).map(
    (engineer, index): { team: Team; rota: DeskPolicy['rotas'][string] } => {
      const key = index === 0 ? rota.key : `${rota.key}${index}`;
      const { L1, L2, L3 } = first.tiers;
      return {
        team: {
          ...first,
          key: index === 0 ? first.key : `${first.key}${index}`,
          tiers: {
            L1: { ...L1, channel: channel('L1', index) },
            ...(L2 ? { L2: { ...L2, channel: channel('L2', index), rota: key } } : {}),
            ...(L3 ? { L3: { ...L3, channel: channel('L3', index) } } : {}),
          },
        },
        rota: { ...rota, key, layers: rota.layers.map((layer) => ({ ...layer, members: [engineer] })) },
      };
    },
  );
  return {
    ...policy,
    teams: copies.map(({ team }) => team),
    rotas: Object.fromEntries(copies.map((copy) => [copy.rota.key, copy.rota])),
    services: policy.services.filter((service) => service.team === first.key),
    dutyChannel: channel('DUTY', 0),
  };
}

/** What had to be told of the ticket so far was told: its two cards stand. */
async function settle(pool: pg.Pool, id: string): Promise<void> {
  await pool.query(`update delivery set state = 'sent', "sentAt" = "createdAt" where "ticketId" = $1`, [id]);
  await pool.query(
    `insert into message (id, "workspaceId", conversation, "externalId", card, "noticeId", "ticketId", side, "drawnVersion", "postedAt")
     select gen_random_uuid()::text, d."workspaceId", coalesce(d.conversation, 'DVIC'), '1000000000.' || lpad(d.id::text, 6, '0'),
       n.kind, n.id, n."ticketId", n.data->>'side', 3, d."createdAt"
     from delivery d join notice n on n.id = d."noticeId" where n."ticketId" = $1 and n.kind = 'card'`,
    [id],
  );
}

interface Copies {
  readonly count: number;
  readonly apartMs: number;
  readonly teams: number;
}

async function multiply(pool: pg.Pool, id: string, { count, apartMs, teams }: Copies): Promise<void> {
  const copies = [count - 1, id, apartMs];
  const team = `t.team || case when i % ${teams} = 0 then '' else (i % ${teams})::text end`;
  const series = `generate_series(1, $1::int) as i`;
  const shift = `make_interval(secs => i * $3::float8 / 1000)`;
  const moved = (path: string, of = 'state') => `to_jsonb((${of}->>'${path}')::float8 + i * $3::float8)`;
  const { rows } = await pool.query('select * from ticket where id = $1', [id]);
  const columns = Object.keys(rows[0] ?? {});
  const other: Record<string, string> = {
    id: `t.id || '-' || i`,
    number: `'INC-' || (1000000 + split_part(t.number, '-', 2)::int * 1000 + i)`,
    openedAt: `t."openedAt" + ${shift}`,
    nextDueAt: `t."nextDueAt" + ${shift}`,
    team,
    state: `t.state || jsonb_build_object('team', ${team}, 'id', t.id || '-' || i, 'number', 'INC-' || (1000000 + split_part(t.number, '-', 2)::int * 1000 + i),
      'openedAt', ${moved('openedAt', 't.state')}, 'lastProgressAt', ${moved('lastProgressAt', 't.state')})`,
  };
  await pool.query(
    `insert into ticket (${columns.map((name) => `"${name}"`).join(', ')})
     select ${columns.map((name) => other[name] ?? `t."${name}"`).join(', ')} from ticket t, ${series} where t.id = $2`,
    copies,
  );
  await pool.query(
    `insert into ticket_event ("ticketId", sequence, type, at, "actorId", data)
     select e."ticketId" || '-' || i, sequence, type, at + ${shift}, "actorId", data from ticket_event e, ${series} where e."ticketId" = $2`,
    copies,
  );
  await pool.query(
    `insert into ticket_due ("ticketId", key, kind, at)
     select d."ticketId" || '-' || i, key, kind, at + ${shift} from ticket_due d, ${series} where d."ticketId" = $2`,
    copies,
  );
  await pool.query(
    `insert into message (id, "workspaceId", conversation, "externalId", card, "noticeId", "ticketId", side, "drawnVersion", "postedAt")
     select gen_random_uuid()::text, "workspaceId", conversation, (2000000000 + i) || substring("externalId" from '\\..*'), card, "noticeId",
       "ticketId" || '-' || i, side, "drawnVersion", "postedAt" + ${shift} from message m, ${series} where m."ticketId" = $2`,
    copies,
  );
  for (const table of ['ticket', 'ticket_event', 'ticket_due', 'message'])
    await pool.query(`vacuum analyze ${table}`);
  // What the filling left to be written is no part of what is measured.
  await pool.query('checkpoint');
}
