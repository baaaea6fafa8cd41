import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identify } from '../../src/app/identify.ts';
import { relayDesk } from '../jobs/relayDesk.ts';
import { deskPolicy } from '../support/builders.ts';

let desk: Awaited<ReturnType<typeof relayDesk>>;
beforeEach(async () => {
  desk = await relayDesk();
});
afterEach(async () => desk.end());

const TRUSTED = { ...deskPolicy(), trustedDomains: ['example.com'] };
const gina = {
  externalId: 'U9',
  name: 'Gina',
  email: 'Gina@example.com',
  language: 'en',
  kind: 'member',
} as const;

async function apply(policy: typeof TRUSTED) {
  await desk.policies.record({ source: '', policy, by: 'test', at: desk.app.now() });
}

describe('somebody who wrote before they stood in desk.yaml', () => {
  it('keeps their ticket and account when they are added', async () => {
    await apply(TRUSTED);
    const { id: workspaceId } = await desk.workspaces.ensure('local', 'local', 'Local chat');
    const before = await identify(desk.app, { ...gina, workspaceId });
    const { number } = await desk.opens('k1', 'the door', undefined, before.id);
    const { language } = gina;
    const entry = {
      key: 'gina',
      name: 'Gina',
      email: gina.email,
      language,
      groups: [],
      manager: null,
      lead: false,
    };
    await apply({ ...TRUSTED, people: [...TRUSTED.people, entry] });

    const now = await identify(desk.app, { ...gina, workspaceId });
    const stored = await desk.app.store.reads.ticket(number);
    const timeline = await desk.app.store.reads.timeline(stored?.ticket.id ?? '');
    expect(now.id).toBe('gina');
    expect(stored?.ticket.requester).toBe('gina');
    expect(timeline[0]?.by).toEqual({ person: 'gina' });
    expect(JSON.stringify(timeline)).not.toContain(before.id);
    const left = await desk.sql(
      `select kind from notice where data::text like '%"${before.id}"%'
       union all select state::text from delivery where "personId" = '${before.id}'`,
    );
    expect(left, 'what is told of them, and to them').toEqual([]);
  });

  it('is one person, however many of their first messages come at once', async () => {
    await apply(TRUSTED);
    const { id: workspaceId } = await desk.workspaces.ensure('local', 'local', 'Local chat');
    const found = await Promise.all(
      Array.from({ length: 8 }, () => identify(desk.app, { ...gina, workspaceId })),
    );
    expect(new Set(found.map((person) => person.id)).size).toBe(1);
  });

  it('is not joined by an address outside the trusted domains, nor as a guest', async () => {
    await apply({ ...TRUSTED, people: [{ ...(TRUSTED.people[0] ?? never()), email: 'emma@example.com' }] });
    const { id: workspaceId } = await desk.workspaces.ensure('local', 'local', 'Local chat');
    const guest = {
      ...gina,
      workspaceId,
      externalId: 'U10',
      email: 'emma@example.com',
      kind: 'guest',
    } as const;
    const member = { ...guest, externalId: 'U11', kind: 'member' } as const;
    expect((await identify(desk.app, guest)).id).not.toBe('emma');
    expect((await identify(desk.app, member)).id).toBe('emma');
  });

  it('is no longer the person of desk.yaml once their platform calls them a guest', async () => {
    await apply(TRUSTED);
    const { id: workspaceId } = await desk.workspaces.ensure('local', 'local', 'Local chat');
    const member = { ...gina, workspaceId, externalId: 'U12', email: 'ana@example.com' };
    expect((await identify(desk.app, member)).id).toBe('ana');
    const guest = await identify(desk.app, { ...member, kind: 'guest' });
    expect(guest).toMatchObject({ email: null, inPolicy: false });
    expect((await identify(desk.app, { ...member, kind: 'guest' })).id).toBe(guest.id);
    expect((await identify(desk.app, member)).id, 'and is again as a member').toBe('ana');
  });
});

function never(): never {
  throw new Error('the sample policy has people');
}
