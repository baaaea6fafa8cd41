import { describe, expect } from 'vitest';
import { MINUTE } from '../support/builders.ts';
import { QUEUE, type StoryOptions, story } from '../support/story.ts';
import { door, hostHere, type ProcessHost, startProcess } from '../support/storyHosts.ts';
import { opensTicket } from '../support/storyTicket.ts';
import { until } from '../support/until.ts';

/** Processes of the desks, by their database. */
const running = new Map<string, ProcessHost>();

const host: StoryOptions['host'] = async (environment) => {
  const started = await startProcess(environment);
  running.set(environment.DATABASE_URL ?? '', started);
  return started;
};

describe(`with the queue on ${QUEUE}`, () => {
  story(
    'kill -9 while messages wait and deadlines fall due: nothing is missing, nothing is done twice',
    async (desk) => {
      const { number, card } = await opensTicket(desk);
      const [ana, vic] = [desk.who('ana'), desk.who('vic')];
      await ana.commands('mine');
      await ana.reads('You have no open tickets');
      await vic.commands('mine');
      await vic.reads('You have no open tickets');
      await desk.quiet();

      // Acknowledged, and not yet told: the platform is away.
      desk.chat.down();
      const sent = [await ana.clicks('Claim', card), await vic.says('my vpn drops every hour')];
      for (const { status } of sent) expect(status).toBe(200);
      await until(
        async () => (await desk.sql(`select 1 from ticket_event where type = 'TicketClaimed'`)).length === 1,
      );
      await running.get(desk.database)?.kill();
      desk.chat.up();
      // Both warnings and the breach of the first response fall due while nobody is there.
      await desk.forward(31 * MINUTE);
      const began = Date.now();
      await desk.start();

      await desk.posts('network', `ana claimed ${number}`);
      await desk.who('emma').reads(`ana is working on ${number}`);
      await vic.reads(/VPN drops every hour/);
      await desk.posts('network-l2', new RegExp(`^${number} `));
      await desk.posts('network-l2', `${number}: first response is over by`);
      await desk.who('eve').reads(`${number}: first response is over by`);
      expect(Date.now() - began, 'within ten seconds of the start').toBeLessThan(10_000);
      await desk.posts('network', `handed ${number} over from L1 to L2`);
      await desk.who('emma').reads(`${number} is now with specialists`);
      await desk.quiet();
      desk.ignores(/is yours/);
      const breaches = await desk.sql(`select 1 from ticket_event where type = 'SlaBreached'`);
      expect(breaches).toHaveLength(1);
      const escalations = await desk.sql(`select 1 from ticket_event where type = 'Escalated'`);
      expect(escalations).toHaveLength(1);
    },
    { host, cardsLater: true, within: 90_000 },
  );
});

const doors = new Map<string, Awaited<ReturnType<typeof door>>>();

if (QUEUE !== 'redis') {
  process.stderr.write('NOT RUN: the story of a Redis that goes away. It needs TEST_REDIS_URL.\n');
}
describe.runIf(QUEUE === 'redis')('with a Redis that goes away', () => {
  story(
    'deadlines are acted on all the same, once',
    async (desk) => {
      desk.expectsFault(/queue|ECONNREFUSED|Connection is closed|ECONNRESET/);
      const { number } = await opensTicket(desk);
      doors.get(desk.database)?.shut();
      const began = Date.now();
      await desk.forward(31 * MINUTE);
      await desk.posts('network-l2', new RegExp(`^${number} `));
      await desk.posts('network-l2', `${number}: first response is over by`);
      expect(Date.now() - began).toBeLessThan(10_000);
      await desk.who('eve').reads(`${number}: first response is over by`);
      await desk.posts('network', `handed ${number} over from L1 to L2`);
      await desk.who('emma').reads(`${number} is now with specialists`);
      const health = await (await fetch(`${desk.url()}/healthz`)).text();
      expect(health).toContain('Queue degraded');
      doors.get(desk.database)?.open();
      await desk.forward(5 * MINUTE);
      await desk.posts('network-l2', `${number}: first response is over by`);
      await desk.who('eve').reads(`${number}: first response is over by`);
    },
    {
      on: ['slack'],
      host: async (environment, faults) => {
        const way = await door(environment.REDIS_URL ?? '');
        doors.set(environment.DATABASE_URL ?? '', way);
        const host = await hostHere({ ...environment, REDIS_URL: way.url }, faults);
        return {
          ...host,
          async stop() {
            await host.stop();
            way.remove();
          },
        };
      },
    },
  );
});
