import pg from 'pg';
import { expect } from 'vitest';
import { reportDeflection } from '../../src/cli/reportDeflection.ts';
import { createPrisma } from '../../src/store/client.ts';
import { deflectionReads } from '../../src/store/reads/deflection.ts';
import { HOUR } from '../support/builders.ts';
import { story } from '../support/story.ts';
import { until } from '../support/until.ts';

story(
  'a question that is held out gets no suggestion, and the report tells what that shows',
  async (desk) => {
    const [emma, vic] = [desk.who('emma'), desk.who('vic')];
    await emma.says('my vpn drops every hour');
    const answer = await emma.reads('Shall I open a ticket for this');
    expect(answer.text).not.toContain('newest client');
    expect(answer.buttons).toEqual(['Open a ticket']);
    const form = await emma.opens('Open a ticket', answer);
    await form.submit({ title: 'VPN drops', description: 'each hour', service: 'vpn' });
    await emma.reads(/INC-\d+ is open/);
    await emma.reads(/^INC-\d+ VPN drops/);
    await desk.posts('network', /^INC-\d+ VPN drops/);
    await desk.posts('network', /What may help/);
    await vic.says('my vpn drops every hour');
    await vic.reads('Shall I open a ticket for this');
    await desk.forward(HOUR + 1000);
    await until(
      async () => (await desk.sql(`select 1 from question where outcome = 'abandoned'`)).length === 1,
    );
    await desk.sql(
      `insert into question (id, "deskId", "askerId", "bodyId", "workspaceId", conversation, kind, tier, outcome,
         "askedAt", shown, version)
       select 'offered-' || n, "deskId", "askerId", "bodyId", "workspaceId", conversation, kind, tier, 'confirmed',
         "askedAt", 1, 1 from question cross join generate_series(1, 2) n where outcome = 'ticket'`,
    );

    const pool = new pg.Pool({ connectionString: desk.database, max: 1 });
    const prisma = createPrisma(pool);
    const said: string[] = [];
    const reads = deflectionReads(prisma, 'desk');
    const now = desk.now() + 1000;
    await reportDeflection({ reads, now, days: 30, json: false, out: (line) => said.push(line) });
    await prisma.$disconnect();
    await pool.end();
    expect(said).toContain('Self-service rate: 100.0 %');
    expect(said).toContain('Ticket rate: 50.0 % of 2 held out, 0.0 % of 2 offered');
    expect(said.join('\n')).toMatch(
      /Effect of suggestions: 50\.0 % \(95 % interval -\d+\.\d % to \d+\.\d %\)/,
    );
  },
  { policy: (policy) => ({ ...policy, holdOut: { share: 1, seed: 7 } }) },
);
