import { expect } from 'vitest';
import { MINUTE } from '../support/builders.ts';
import { story } from '../support/story.ts';
import { firstlineCommand } from '../support/storyHosts.ts';
import { opensTicket } from '../support/storyTicket.ts';

interface Proof {
  readonly ticket: string;
  readonly turns: readonly object[];
  readonly entries: readonly {
    readonly type: string;
    readonly due?: string;
    readonly decided?: { readonly at: string; readonly late: number };
    readonly acknowledged?: { readonly by: string; readonly late: number } | null;
    readonly tellings?: readonly {
      readonly to: { readonly person?: string; readonly conversation?: string; readonly platform: string };
      readonly claimed: { readonly late: number } | null;
      readonly posted: { readonly late: number } | null;
      readonly seen: string;
      readonly link: string | null;
    }[];
  }[];
}

const LINK = {
  slack: /https:\/\/acme\.slack\.com\/archives\//,
  teams: /https:\/\/teams\.microsoft\.com\/l\/message\//,
  local: /\/#in=network-l2&.*at=\d+/,
};

story(
  'what became of every warning and page is proved by a command, on the command line, and to whoever was paged; explain adds up there, too',
  async (desk) => {
    const { number } = await opensTicket(desk);
    const [ana, eve] = [desk.who('ana'), desk.who('eve')];
    const over = `${number}: first response is over by`;
    await desk.forward(31 * MINUTE);
    const card = await desk.posts('network-l2', new RegExp(`^${number} `));
    await desk.posts('network-l2', over);
    await eve.reads(over);
    await desk.posts('network', `handed ${number} over from L1 to L2`);
    await desk.who('emma').reads(`${number} is now with specialists`);
    await eve.commands(`snooze ${number} 10m the line is being tested`);
    await eve.reads(`The escalation of ${number} is snoozed`);
    await eve.reads(`eve snoozed the escalation of ${number} until`);
    await desk.posts('network-l2', `eve snoozed the escalation of ${number} until`);
    await desk.forward(10 * MINUTE + 5_000);
    await desk.posts('network-l2', over);
    await eve.reads(over);
    await eve.commands(`ack ${number}`);
    await eve.reads(`You acknowledged ${number}`);
    await eve.reads(`eve acknowledged the escalation of ${number}`);
    await desk.posts('network-l2', `eve acknowledged the escalation of ${number}`);
    await desk.quiet();

    await ana.commands(`prove ${number}`);
    const shown = await ana.reads(`${number}: 2 warnings and escalations`);
    for (const said of [
      /First response breached, step 1, said for the 1st time/,
      /Due Mon .*09:30, decided after \d+/,
      /taken after .*posted after/,
      /snoozed by eve until Mon .*09:4\d/,
      /the snooze has ended/,
      /Acknowledged by eve, Mon .*09:4\d.*, after 1\d min/,
      /seen is not known/,
      LINK[desk.platform],
    ])
      expect(shown.text).toMatch(said);
    await eve.commands(`prove ${number}`);
    await eve.reads(`${number}: 2 warnings and escalations`);

    const environment = { DATABASE_URL: desk.database, LOCAL_CHAT: 'off', ...desk.chat.environment };
    const { code, lines } = await firstlineCommand(environment, 'prove', number, '--json');
    expect(code, lines.join('\n')).toBe(0);
    const proof = JSON.parse(lines.join('\n')) as Proof;
    expect(proof.entries.map(({ type }) => type)).toEqual(['rung', 'rung']);
    expect(proof.turns).toMatchObject([
      { type: 'snoozed', by: 'eve', until: expect.stringMatching(/Z$/) },
      { type: 'snoozeEnded', by: null },
    ]);
    for (const { tellings = [], decided, acknowledged } of proof.entries.filter(
      ({ type }) => type === 'rung',
    )) {
      expect(tellings).toHaveLength(2);
      expect(acknowledged?.by).toBe('eve');
      for (const { to, claimed, posted, seen, link } of tellings) {
        expect(claimed?.late).toBeGreaterThanOrEqual(decided?.late ?? Number.NaN);
        expect(posted?.late).toBeGreaterThanOrEqual(claimed?.late ?? Number.NaN);
        expect(seen).toBe('notKnown');
        // Teams has no link to a message of a bot's own chat with somebody.
        if (!(desk.platform === 'teams' && to.person)) expect(link).not.toBeNull();
      }
    }
    const inRoom = proof.entries[0]?.tellings?.find(({ to }) => to.conversation)?.link ?? '';
    expect(inRoom).toMatch(LINK[desk.platform]);
    if (desk.platform === 'local') expect(inRoom).toContain(`thread=${card.id}`);

    await ana.commands(`explain ${number}`);
    const explained = await ana.reads(`How the deadlines of ${number} come about`);
    expect(explained.text).toMatch(/09:00:\d\d – Mon .* 09:30:\d\d: 30 min counts/);
    const cli = await firstlineCommand(environment, 'sla', 'explain', number);
    expect(cli.lines.join('\n')).toMatch(/09:00:\d\d – Mon .* 09:30:\d\d: 30 min counts/);
  },
  { within: 120_000 },
);
