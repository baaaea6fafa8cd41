import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** Addresses and secrets, read from the environment. The desk itself stands in desk.yaml. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** Null: BullMQ on PostgreSQL. */
  readonly redisUrl: string | null;
  readonly dataDir: string;
  readonly logLevel: string;
  /** Where people reach this server, without a slash at the end. */
  readonly publicUrl: string;
  readonly desk: { readonly file: string; readonly isSample: boolean };
  readonly local: { readonly on: boolean; readonly port: number };
  readonly slack: SlackSettings | null;
  readonly teams: TeamsSettings | null;
}

interface SlackSettings {
  readonly botToken: string;
  readonly signingSecret: string | null;
  readonly appToken: string | null;
  readonly apiUrl: string | null;
  readonly commandNames: { readonly ticket: string; readonly ask: string };
}

interface TeamsSettings {
  readonly appId: string;
  readonly appPassword: string;
  readonly tenantId: string | null;
  readonly appType: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
  readonly unauthenticated: boolean;
  readonly endpoints: Readonly<
    Record<'openIdMetadata' | 'issuer' | 'login' | 'audience' | 'service', string>
  >;
}

/** Everything that is wrong with the settings, a sentence each. */
export class SettingsFault extends Error {
  constructor(faults: readonly string[]) {
    super(`The settings are not right:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'SettingsFault';
  }
}

const SAMPLE_DESK = fileURLToPath(new URL('../../desk/desk.yaml', import.meta.url));
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

// An empty line `NAME=` in .env means that the name is not set.
const text = z.preprocess((value) => (value === '' ? undefined : value), z.string().trim().optional());
const onOff = z.preprocess((value) => (value === '' ? undefined : value), z.enum(['on', 'off']).optional());
const address = z.preprocess((value) => (value === '' ? undefined : value), z.url().optional());
const command = z.string().regex(/^\/[a-z0-9_-]{1,31}$/, 'has to look like /ticket');

const schema = z.object({
  HOST: text.default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_534).default(3000),
  PUBLIC_URL: address,
  DATABASE_URL: address,
  REDIS_URL: address,
  DATA_DIR: text.default('.firstline'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  DESK_FILE: text,
  LOCAL_CHAT: onOff,
  SLACK_BOT_TOKEN: text,
  SLACK_SIGNING_SECRET: text,
  SLACK_APP_TOKEN: text,
  SLACK_API_URL: address,
  SLACK_COMMAND_TICKET: command.default('/ticket'),
  SLACK_COMMAND_ASK: command.default('/ask'),
  MICROSOFT_APP_ID: text,
  MICROSOFT_APP_PASSWORD: text,
  MICROSOFT_APP_TENANT_ID: text,
  MICROSOFT_APP_TYPE: z.enum(['MultiTenant', 'SingleTenant', 'UserAssignedMSI']).default('SingleTenant'),
  TEAMS_UNAUTHENTICATED: onOff,
  TEAMS_OPENID_METADATA_URL: address,
  TEAMS_TOKEN_ISSUER: text,
  TEAMS_LOGIN_URL: address,
  TEAMS_TOKEN_AUDIENCE: text,
  TEAMS_SERVICE_URL: address,
});

type Values = z.infer<typeof schema>;

/** Reads .env, if there is one, and the environment. Throws a SettingsFault that lists every fault at once. */
export function readSettings(): Settings {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return settingsFrom(process.env);
}

/** The settings that these names and values make. Throws a SettingsFault that lists every fault at once. */
export function settingsFrom(env: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = schema.safeParse(env);
  if (!parsed.success) {
    throw new SettingsFault(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const values = parsed.data;
  const faults = faultsOf(values);
  if (faults.length > 0) throw new SettingsFault(faults);
  const slack = slackOf(values);
  const teams = teamsOf(values);
  const alone = !slack && !teams;
  const { HOST: host, PORT: port } = values;
  return {
    host,
    port,
    databaseUrl: values.DATABASE_URL ?? null,
    redisUrl: values.REDIS_URL ?? null,
    dataDir: resolve(values.DATA_DIR),
    logLevel: values.LOG_LEVEL,
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    desk: { file: values.DESK_FILE ? resolve(values.DESK_FILE) : SAMPLE_DESK, isSample: !values.DESK_FILE },
    local: { on: values.LOCAL_CHAT ? values.LOCAL_CHAT === 'on' : alone, port: alone ? port : port + 1 },
    slack,
    teams,
  };
}

function faultsOf(values: Values): string[] {
  const faults: string[] = [];
  if (values.SLACK_BOT_TOKEN && !values.SLACK_SIGNING_SECRET && !values.SLACK_APP_TOKEN) {
    faults.push('SLACK_SIGNING_SECRET: set it for HTTP, or SLACK_APP_TOKEN for Socket Mode.');
  }
  if (!values.SLACK_BOT_TOKEN && (values.SLACK_SIGNING_SECRET || values.SLACK_APP_TOKEN)) {
    faults.push('SLACK_BOT_TOKEN: Slack needs it beside the other SLACK_ settings.');
  }
  const unauthenticated = values.TEAMS_UNAUTHENTICATED === 'on';
  if (
    values.MICROSOFT_APP_ID &&
    !values.MICROSOFT_APP_PASSWORD &&
    values.MICROSOFT_APP_TYPE !== 'UserAssignedMSI'
  ) {
    if (!unauthenticated) faults.push('MICROSOFT_APP_PASSWORD: Teams needs it beside MICROSOFT_APP_ID.');
  }
  if (
    values.MICROSOFT_APP_ID &&
    values.MICROSOFT_APP_TYPE !== 'MultiTenant' &&
    !values.MICROSOFT_APP_TENANT_ID
  ) {
    if (!unauthenticated)
      faults.push(`MICROSOFT_APP_TENANT_ID: an app of type ${values.MICROSOFT_APP_TYPE} needs it.`);
  }
  if (!values.MICROSOFT_APP_ID && values.MICROSOFT_APP_PASSWORD) {
    faults.push('MICROSOFT_APP_ID: Teams needs it beside MICROSOFT_APP_PASSWORD.');
  }
  if (unauthenticated && !LOOPBACK.includes(values.HOST)) {
    faults.push(
      'TEAMS_UNAUTHENTICATED: allowed only while HOST is 127.0.0.1, since anybody could write as anybody.',
    );
  }
  return faults;
}

function slackOf(values: Values): SlackSettings | null {
  if (!values.SLACK_BOT_TOKEN) return null;
  return {
    botToken: values.SLACK_BOT_TOKEN,
    signingSecret: values.SLACK_SIGNING_SECRET ?? null,
    appToken: values.SLACK_APP_TOKEN ?? null,
    apiUrl: values.SLACK_API_URL ?? null,
    commandNames: { ticket: values.SLACK_COMMAND_TICKET, ask: values.SLACK_COMMAND_ASK },
  };
}

/** The endpoints default to Microsoft's public cloud; government clouds have their own ("Bot Connector authentication"). */
function teamsOf(values: Values): TeamsSettings | null {
  const unauthenticated = values.TEAMS_UNAUTHENTICATED === 'on';
  if (!values.MICROSOFT_APP_ID && !unauthenticated) return null;
  return {
    appId: values.MICROSOFT_APP_ID ?? '',
    appPassword: values.MICROSOFT_APP_PASSWORD ?? '',
    tenantId: values.MICROSOFT_APP_TENANT_ID ?? null,
    appType: values.MICROSOFT_APP_TYPE,
    unauthenticated,
    endpoints: {
      openIdMetadata:
        values.TEAMS_OPENID_METADATA_URL ??
        'https://login.botframework.com/v1/.well-known/openidconfiguration',
      issuer: values.TEAMS_TOKEN_ISSUER ?? 'https://api.botframework.com',
      login: values.TEAMS_LOGIN_URL ?? 'https://login.microsoftonline.com',
      audience: values.TEAMS_TOKEN_AUDIENCE ?? 'https://api.botframework.com',
      service: values.TEAMS_SERVICE_URL ?? 'https://smba.trafficmanager.net/teams/',
    },
  };
}
