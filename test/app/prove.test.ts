import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { proveTicket } from '../../src/app/proveTicket.ts';
import { workTicket } from '../../src/app/workTicket.ts';
import { ChannelError } from '../../src/chat/channel.ts';
import { proveCommand } from '../../src/cli/prove.ts';
import { isAlarm, type LedgerTelling } from '../../src/domain/ledger.ts';
import { relayDesk } from '../jobs/relayDesk.ts';
import { deskPolicy } from '../support/builders.ts';
import { until } from '../support/until.ts';

let desk: Awaited<ReturnType<typeof relayDesk>>;
beforeEach(async () => {
  desk = await relayDesk();
});
afterEach(async () => desk.end());

const told = () => until(async () => (await desk.outbox.waiting()) === null, { within: 15_000 });
const rungOf = async (number: string) => {
  const { entries } = await proveTicket(desk.app, { actor: { person: 'ana' }, number });
  const rung = entries.filter(isAlarm).find((each) => each.type === 'rung');
  if (!rung) throw new Error('no rung was told');
  return rung;
};
const isTo = (person: RegExp) => (telling: LedgerTelling) =>
  'person' in telling.to && person.test(telling.to.person);
const anEngineer = isTo(/^(eve|eli)$/);

const acknowledges = (number: string) =>
  workTicket(desk.app, { key: 'a', actor: 'ana', number, command: { type: 'acknowledge' }, body: null });

describe('the proof of an escalation', () => {
  it('shows each destination from the decision to the message, and who acknowledged', async () => {
    const { number } = await desk.opens('k1');
    await desk.breaches(number);
    desk.startWorker();
    await told();
    await acknowledges(number);
    const rung = await rungOf(number);
    expect(rung.tellings.map((each) => each.state)).toEqual(['posted', 'posted']);
    for (const { claimed, posted, reasons } of rung.tellings) {
      expect(claimed?.late).toBeGreaterThanOrEqual(rung.decided.late);
      expect(posted?.late).toBeGreaterThanOrEqual(claimed?.late ?? Number.NaN);
      expect(posted?.late).toBeLessThan(rung.decided.late + 15);
      expect(reasons).toEqual([]);
    }
    expect(rung.acknowledged?.by).toBe('ana');
  });

  it('says why a page was repeated, and that it is marked', async () => {
    desk.platform.find = async () => 'unknowable';
    let lost = 0;
    desk.platform.after = async ({ conversation }) => {
      if (!/^dm:(eve|eli)$/.test(conversation) || lost++ > 0) return;
      throw new ChannelError('down', 'the answer was lost', { maybeSent: true });
    };
    const { number } = await desk.opens('k1');
    await desk.breaches(number);
    desk.startWorker();
    await told();
    expect((await rungOf(number)).tellings.find(anEngineer)).toMatchObject({
      state: 'posted',
      attempts: 2,
      reasons: ['the answer was lost'],
      maybeRepeat: true,
    });
  });

  it('says whom it was told instead of somebody who could not be reached', async () => {
    desk.platform.before = async (conversation) => {
      if (/^dm:(eve|eli)$/.test(conversation)) throw new ChannelError('forbidden', 'blocked by the user');
    };
    const { number } = await desk.opens('k1');
    await desk.breaches(number);
    desk.startWorker();
    await told();
    expect((await rungOf(number)).tellings.find(anEngineer)).toMatchObject({
      state: 'undeliverable',
      why: 'blocked by the user',
      instead: [
        { to: { conversation: 'network-l2' }, state: 'posted' },
        { to: { conversation: 'duty' }, state: 'posted' },
      ],
    });
  });

  it('shows what an acknowledgement made needless as superseded', async () => {
    const { number } = await desk.opens('k1');
    await desk.breaches(number);
    await acknowledges(number);
    desk.startWorker();
    await told();
    for (const each of (await rungOf(number)).tellings)
      expect(each).toMatchObject({
        state: 'superseded',
        why: 'acknowledged before it was sent',
        posted: null,
      });
  });

  it('is for those who work on tickets and those who were paged', async () => {
    const { number } = await desk.opens('k1');
    const asks = (person: string) => proveTicket(desk.app, { actor: { person }, number });
    await expect(asks('emma')).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(asks('vic')).rejects.toMatchObject({ code: 'ticketUnknown' });
    expect((await asks('wim')).entries).toEqual([]);
  });

  it('is for whoever was paged in an earlier run of the ladder, too', async () => {
    const { number } = await desk.opens('k1');
    await desk.breaches(number);
    const paged = async () =>
      ((await desk.app.store.reads.ticket(number))?.ticket.escalation?.told ?? []).flatMap((target) =>
        target.to === 'person' ? [target.person] : [],
      );
    const [engineer = ''] = await paged();
    const command = { type: 'acknowledge' } as const;
    await workTicket(desk.app, { key: 'a', actor: 'ana', number, command, body: null });
    // Nothing happens: the acknowledgement goes stale, and another run begins with the rung that was told last.
    const policy = deskPolicy();
    await desk.policies.record({ source: '', policy: { ...policy, teams: [] }, by: 'test', at: 0 });
    await desk.breaches(number);
    expect(await paged()).not.toContain(engineer);
    const { entries } = await proveTicket(desk.app, { actor: { person: engineer }, number });
    expect(entries.map(({ type }) => type)).toContain('wentStale');
    await expect(proveTicket(desk.app, { actor: { person: 'lou' }, number })).rejects.toMatchObject({
      code: 'ticketUnknown',
    });
  });

  it('comes as JSON and as lines from the command line', async () => {
    const { number } = await desk.opens('k1');
    await desk.breaches(number);
    desk.startWorker();
    await told();
    const lines: string[] = [];
    const out = (line: string) => void lines.push(line);
    expect(await proveCommand({ app: desk.app, number: number.toLowerCase(), json: true, out })).toBe(0);
    const [rung] = JSON.parse(lines.splice(0).join('')).entries.slice(-1);
    expect(rung).toMatchObject({
      type: 'rung',
      due: expect.stringMatching(/^\d{4}-.*Z$/),
      tellings: [{ to: { conversation: 'network-l2', platform: 'local' }, state: 'posted' }, {}],
      acknowledged: null,
    });
    expect(rung.tellings[0].posted.late).toBeGreaterThan(0);
    expect(await proveCommand({ app: desk.app, number, json: false, out })).toBe(0);
    expect(lines.join('\n')).toMatch(/network-l2 on local: claimed after .* posted after .* seen: not known/);
    expect(await proveCommand({ app: desk.app, number: 'INC-9', json: false, out })).toBe(1);
  });
});
