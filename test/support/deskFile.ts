import { stringify } from 'yaml';
import type {
  Agreement,
  ChannelRef,
  DeskPolicy,
  Ladder,
  Rota,
  RungTarget,
  Targets,
  Team,
} from '../../src/domain/desk.ts';

/** desk.yaml of a small desk, for stories in which `firstline apply` reads one; what no story needs is left out. */
export function deskFile(policy: DeskPolicy): string {
  return stringify({
    name: policy.name,
    timeZone: policy.timeZone,
    language: policy.language,
    dutyChannel: policy.dutyChannel,
    priorities: policy.priorities,
    autoCloseAfter: seconds(policy.autoCloseAfter),
    reopenWithin: seconds(policy.reopenWithin),
    abandonAfter: seconds(policy.abandonAfter),
    trustedDomains: policy.trustedDomains,
    people: keyed(policy.people, ({ manager, ...person }) => ({
      ...person,
      ...(manager ? { manager } : {}),
    })),
    teams: keyed(policy.teams, teamEntry),
    services: keyed(policy.services, (service) => service),
    calendars: each(policy.calendars, ({ hours, ...calendar }) => ({
      ...calendar,
      hours: hoursEntry(hours),
    })),
    rotas: each(policy.rotas, rotaEntry),
    ladders: each(policy.ladders, ladderEntry),
    agreements: policy.agreements.map(agreementEntry),
  });
}

const seconds = (count: number) => `${count}s`;

const each = <From, To>(entries: Readonly<Record<string, From>>, write: (entry: From) => To) =>
  Object.fromEntries(Object.entries(entries).map(([key, entry]) => [key, write(entry)]));

const keyed = <From extends { readonly key: string }, To extends object>(
  entries: readonly From[],
  write: (entry: Omit<From, 'key'>) => To,
) => Object.fromEntries(entries.map(({ key, ...entry }) => [key, write(entry)]));

const hoursEntry = (hours: Rota['layers'][number]['hours']) =>
  hours === '24/7' ? hours : each(hours, (day = []) => day.map((interval) => interval.join('-')));

function teamEntry({ name, lead, tiers }: Omit<Team, 'key'>) {
  const written = Object.entries(tiers).map(([tier, { rota, ...entry }]) => [
    tier,
    { ...entry, ...(rota === null ? {} : { rota }) },
  ]);
  return { name, lead, tiers: Object.fromEntries(written) };
}

function rotaEntry({ timeZone, layers, overrides }: Rota) {
  const written = layers.map(({ every, hours, ...layer }) => ({
    ...layer,
    every: `${every.count}${every.unit[0]}`,
    hours: hoursEntry(hours),
  }));
  return { timeZone, layers: written, overrides };
}

function ladderEntry({ rungs, staleAfter }: Ladder) {
  return {
    ...(staleAfter === null ? {} : { staleAfter: seconds(staleAfter) }),
    rungs: rungs.map(({ at, after, targets, moveTo, again }) => ({
      ...(at === undefined ? { after: seconds(after) } : { at }),
      tell: targets.map(tellEntry),
      ...(moveTo === null ? {} : { moveTo }),
      ...(again === null ? {} : { again: seconds(again) }),
    })),
  };
}

function tellEntry(target: RungTarget): string | ChannelRef {
  switch (target.tell) {
    case 'tierChannel':
      return `${target.tier} channel`;
    case 'onCall':
      return `${target.tier} on call`;
    case 'rota':
      return `rota ${target.rota} on call`;
    case 'channel':
      return target.channel;
    case 'supplierChannel':
      return 'supplier channel';
    case 'teamLead':
      return 'team lead';
    case 'requesterManager':
      return "requester's manager";
    case 'assignee':
      return 'assignee';
  }
}

function agreementEntry(agreement: Agreement) {
  const { agreedBy, inForceFrom, reviewOn, targets, acceptance, ...entry } = agreement;
  return {
    ...entry,
    targets: each(targets, targetsEntry),
    acceptance: each(acceptance, (target = 0) => seconds(target)),
    ...(agreedBy ? { agreedBy } : {}),
    ...(inForceFrom ? { inForceFrom } : {}),
    ...(reviewOn ? { reviewOn } : {}),
  };
}

function targetsEntry({ firstResponse, nextResponse, resolution }: Targets) {
  return {
    firstResponse: seconds(firstResponse),
    ...(nextResponse === null ? {} : { nextResponse: seconds(nextResponse) }),
    resolution: seconds(resolution),
  };
}
