import type { z } from 'zod';
import type { DeskPolicy } from '../domain/desk.ts';
import { compileAgreements, ladderClimbers, ladderNamesKnown, unwarnedLadders } from './desk/agreements.ts';
import { type Calendars, compileCalendars } from './desk/calendars.ts';
import type { WrittenAgreements } from './desk/coverage.ts';
import { wallSeconds } from './desk/durations.ts';
import { isRecord, quietAt, readEntries, readPart } from './desk/entries.ts';
import { checkTimeZone } from './desk/hours.ts';
import { compileLadders, type Ladders } from './desk/ladders.ts';
import { compileMajorIncidents } from './desk/majorIncidents.ts';
import { compilePeople, type People } from './desk/people.ts';
import { compileRotas, type Rotas } from './desk/rotas.ts';
import { agreement, calendar, service, supplier } from './desk/shapes/agreements.ts';
import { ladder } from './desk/shapes/ladders.ts';
import { person, rota, team } from './desk/shapes/people.ts';
import { settings as shapes } from './desk/shapes/settings.ts';
import { type DeskFileFault, type Path, parseSource, type Report } from './desk/source.ts';
import { compileSuppliers, NO_SUPPLIERS, type Suppliers } from './desk/suppliers.ts';
import { compileChannel, compileServices, compileTeams, type Services, type Teams } from './desk/teams.ts';

export type { DeskFileFault } from './desk/source.ts';

export type ReadDesk =
  | { readonly policy: Omit<DeskPolicy, 'version'> }
  | { readonly faults: readonly DeskFileFault[] };

const SECTIONS = ['people', 'teams', 'services', 'calendars', 'rotas', 'ladders', 'suppliers', 'agreements'];

/**
 * Reads desk.yaml and checks it whole: a policy with every duration in seconds, or every fault at once, by line.
 * Named sets of holidays become dates from the year before `now` (epoch ms) to three years after, so the file is applied
 * again before they run out.
 */
export function readDesk(text: string, now: number): ReadDesk {
  const source = parseSource(text);
  const policy = compile(source.data, now, source.report);
  const faults = source.faults();
  if (faults.length > 0) return { faults };
  // Without faults every part was read.
  if (!policy) throw new Error('desk.yaml has no faults and no policy');
  return { policy };
}

/** The policy, or what could be made of it; not to be used if anything was reported. */
function compile(data: unknown, now: number, report: Report): Omit<DeskPolicy, 'version'> | null {
  if (!isRecord(data)) {
    if (data !== undefined) report([], 'has to be made of sections such as people, teams and services');
    return null;
  }
  const known = [...Object.keys(shapes), ...SECTIONS];
  for (const key of Object.keys(data)) {
    if (!known.includes(key)) report([key], `is not known here: known are ${known.join(', ')}`);
  }
  const { settings, wrong: wrongSettings } = readSettings(data, report);
  const section = <T>(name: string, shape: z.ZodType<T>) => readEntries(data[name], name, shape, report);
  const people = section('people', person);
  const teams = section('teams', team);
  const services = section('services', service);
  const calendars = section('calendars', calendar);
  const rotas = section('rotas', rota);
  const ladders = section('ladders', ladder);
  const suppliers = data.suppliers === undefined ? NO_SUPPLIERS : section('suppliers', supplier);
  const agreements = readAgreements(data.agreements, report);
  const sections = { people, teams, services, calendars, rotas, ladders, suppliers, agreements };
  const wrong = [...wrongSettings, ...Object.values(sections).flatMap((each) => each.wrong)];
  return compileSections({ settings, ...sections, wrong }, now, quietAt(wrong, report));
}

interface Sections {
  readonly settings: Settings;
  readonly people: People;
  readonly teams: Teams;
  readonly services: Services;
  readonly calendars: Calendars;
  readonly rotas: Rotas;
  readonly ladders: Ladders;
  readonly suppliers: Suppliers;
  readonly agreements: WrittenAgreements;
  /** The places in which their shape is wrong. */
  readonly wrong: readonly Path[];
}

/** The policy, or what could be made of it: null if a setting is missing. */
function compileSections(
  { settings, people, teams, services, calendars, rotas, ladders, suppliers, agreements, wrong }: Sections,
  now: number,
  report: Report,
): Omit<DeskPolicy, 'version'> | null {
  const language = settings.language ?? 'en';
  const timeZone = settings.timeZone ?? 'UTC';
  checkTimeZone(timeZone, ['timeZone'], report);
  const climbing = {
    supplierChannels: [...suppliers.all.values()].some(({ channel }) => channel !== undefined),
    climbedBy: ladderClimbers(agreements.list, services, teams, settings.majorIncidents?.ladder),
    climbersKnown: ladderNamesKnown(wrong),
    unwarned: unwarnedLadders(agreements),
  };
  const parts = { people, teams, services, calendars, ladders };
  const { name, dutyChannel, priorities, autoCloseAfter, reopenWithin, abandonAfter } = settings;
  const compiled = {
    people: compilePeople(people, language, report),
    teams: compileTeams(teams, { people, rotas, language }, report),
    services: compileServices(services, { teams, ladders }, report),
    calendars: compileCalendars(calendars, new Date(now).getUTCFullYear(), report),
    suppliers: compileSuppliers(suppliers, calendars, language, report),
    agreements: compileAgreements(agreements, parts, now, report),
    ladders: compileLadders(ladders, { teams, rotas, language, ...climbing }, report),
    rotas: compileRotas(rotas, people, timeZone, report),
  };
  const { majorIncidents } = settings;
  const major = majorIncidents && compileMajorIncidents(majorIncidents, ladders, language, report);
  const wall = (key: 'autoCloseAfter' | 'reopenWithin' | 'abandonAfter') =>
    settings[key] ? wallSeconds(settings[key], [key], report) : 0;
  const times = {
    autoCloseAfter: wall('autoCloseAfter'),
    reopenWithin: wall('reopenWithin'),
    abandonAfter: wall('abandonAfter'),
  };
  const duty = dutyChannel ? compileChannel(dutyChannel, ['dutyChannel'], language, report) : null;
  if (!name || !duty || !priorities || !autoCloseAfter || !reopenWithin || !abandonAfter) return null;
  return {
    name,
    timeZone,
    language,
    dutyChannel: duty,
    priorities,
    ...compiled,
    ...(major ? { majorIncidents: major } : {}),
    ...times,
    trustedDomains: settings.trustedDomains ?? [],
    synonyms: settings.synonyms ?? [],
    unknownDelivery: settings.unknownDelivery ?? 'again',
    ...(settings.holdOut ? { holdOut: settings.holdOut } : {}),
  };
}

type Settings = { [Key in keyof typeof shapes]: z.infer<(typeof shapes)[Key]> | null };

function readSettings(
  data: Record<string, unknown>,
  report: Report,
): { settings: Settings; wrong: readonly Path[] } {
  const wrong: Path[] = [];
  const read = <T>(key: string, shape: z.ZodType<T>) => {
    const part = readPart(data[key], [key], shape, report);
    wrong.push(...part.wrong);
    return part.value;
  };
  const settings = {
    name: read('name', shapes.name),
    timeZone: read('timeZone', shapes.timeZone),
    language: read('language', shapes.language),
    dutyChannel: read('dutyChannel', shapes.dutyChannel),
    priorities: read('priorities', shapes.priorities),
    autoCloseAfter: read('autoCloseAfter', shapes.autoCloseAfter),
    reopenWithin: read('reopenWithin', shapes.reopenWithin),
    abandonAfter: read('abandonAfter', shapes.abandonAfter),
    trustedDomains: read('trustedDomains', shapes.trustedDomains) ?? null,
    synonyms: read('synonyms', shapes.synonyms) ?? null,
    unknownDelivery: read('unknownDelivery', shapes.unknownDelivery) ?? null,
    majorIncidents: read('majorIncidents', shapes.majorIncidents) ?? null,
    holdOut: read('holdOut', shapes.holdOut) ?? null,
  };
  return { settings, wrong };
}

function readAgreements(data: unknown, report: Report): WrittenAgreements {
  if (!Array.isArray(data)) {
    report(['agreements'], data === undefined || data === null ? 'is missing or empty' : 'has to be a list');
    return { list: [], wrong: [['agreements']] };
  }
  const read = data.map((entry: unknown, index) => ({
    index,
    ...readPart(entry, ['agreements', index], agreement, report),
  }));
  return {
    list: read.flatMap(({ index, value }) => (value ? [{ index, written: value }] : [])),
    wrong: read.flatMap(({ wrong }) => wrong),
  };
}
