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
  /** What is fetched each minute while all is well; null: nothing. */
  readonly heartbeatUrl: string | null;
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

const PORT_RANGE = 'has to be a whole number from 1 to 65534.';
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const APP_TYPES = ['MultiTenant', 'SingleTenant', 'UserAssignedMSI'] as const;

// A value is never said again in a fault: it may be a secret.
const text = z.string().optional();
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, `has to be one of ${values.join(', ')}.`);
const onOff = oneOf(['on', 'off']).optional();
const address = z.url({
  protocol: /^https?$/,
  error: 'has to be an address such as https://desk.example.com.',
});
const command = z.string().regex(/^\/[a-z0-9_-]{1,31}$/, 'has to look like /ticket.');
const port = z
  .string()
  .regex(/^\d{1,5}$/, PORT_RANGE)
  .transform(Number)
  .refine((number) => number >= 1 && number <= 65_534, PORT_RANGE);

const schema = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  PUBLIC_URL: address.optional(),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'has to be an address such as postgresql://user:password@host:5432/firstline.',
    })
    .optional(),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'has to be an address such as redis://host:6379.' })
    .optional(),
  DATA_DIR: z.string().default('.firstline'),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('warn'),
  HEARTBEAT_URL: address.optional(),
  DESK_FILE: text,
  LOCAL_CHAT: onOff,
  SLACK_BOT_TOKEN: text,
  SLACK_SIGNING_SECRET: text,
  SLACK_APP_TOKEN: text,
  SLACK_API_URL: address.optional(),
  SLACK_COMMAND_TICKET: command.default('/ticket'),
  SLACK_COMMAND_ASK: command.default('/ask'),
  MICROSOFT_APP_ID: text,
  MICROSOFT_APP_PASSWORD: text,
  MICROSOFT_APP_TENANT_ID: text,
  MICROSOFT_APP_TYPE: oneOf(APP_TYPES).default('SingleTenant'),
  TEAMS_UNAUTHENTICATED: onOff,
  TEAMS_OPENID_METADATA_URL: address.optional(),
  TEAMS_TOKEN_ISSUER: text,
  TEAMS_LOGIN_URL: address.optional(),
  TEAMS_TOKEN_AUDIENCE: text,
  TEAMS_SERVICE_URL: address.optional(),
});

type Values = z.infer<typeof schema>;

/** Reads .env, if there is one, and the environment. Throws a SettingsFault that lists every fault at once. */
export function readSettings(): Settings {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return settingsFrom(process.env);
}

/** The settings that these names and values make. Throws a SettingsFault that lists every fault at once. */
export function settingsFrom(env: Readonly<Record<string, string | undefined>>): Settings {
  // An empty line `NAME=` in .env means that the name is not set.
  const written = Object.entries(env).map(([name, value]): [string, string] => [name, value?.trim() ?? '']);
  const given = Object.fromEntries(written.filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  const issues = parsed.error?.issues ?? [];
  const faults = [...issues.map(({ path, message }) => `${path.join('.')}: ${message}`), ...faultsOf(given)];
  if (!parsed.success || faults.length > 0) throw new SettingsFault(faults);
  const values = parsed.data;
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
    heartbeatUrl: values.HEARTBEAT_URL ?? null,
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    desk: { file: values.DESK_FILE ? resolve(values.DESK_FILE) : SAMPLE_DESK, isSample: !values.DESK_FILE },
    local: { on: values.LOCAL_CHAT ? values.LOCAL_CHAT === 'on' : alone, port: alone ? port : port + 1 },
    slack,
    teams,
  };
}

/** What the settings say of each other. */
function faultsOf(given: Readonly<Record<string, string | undefined>>): string[] {
  const faults: string[] = [];
  const unless = (right: unknown, fault: string) => {
    if (!right) faults.push(fault);
  };
  const { SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: secret, SLACK_APP_TOKEN: socket } = given;
  if (bot) {
    unless(secret || socket, 'SLACK_SIGNING_SECRET: set it for HTTP, or SLACK_APP_TOKEN for Socket Mode.');
  }
  if (secret || socket) {
    unless(bot, 'SLACK_BOT_TOKEN: Slack needs it beside the other SLACK_ settings.');
  }
  const { SLACK_COMMAND_TICKET: ticket = '/ticket', SLACK_COMMAND_ASK: ask = '/ask' } = given;
  unless(ticket !== ask, 'SLACK_COMMAND_ASK: has to differ from SLACK_COMMAND_TICKET.');

  const { MICROSOFT_APP_ID: app, MICROSOFT_APP_PASSWORD: password, MICROSOFT_APP_TENANT_ID: tenant } = given;
  const { MICROSOFT_APP_TYPE: type = 'SingleTenant', HOST: host = '127.0.0.1' } = given;
  const unauthenticated = given.TEAMS_UNAUTHENTICATED === 'on';
  if (app && !unauthenticated) {
    unless(
      password || type === 'UserAssignedMSI',
      'MICROSOFT_APP_PASSWORD: Teams needs it beside MICROSOFT_APP_ID.',
    );
    unless(
      tenant || type === 'MultiTenant',
      'MICROSOFT_APP_TENANT_ID: an app needs it unless its MICROSOFT_APP_TYPE is MultiTenant.',
    );
  }
  if (password) unless(app, 'MICROSOFT_APP_ID: Teams needs it beside MICROSOFT_APP_PASSWORD.');
  if (unauthenticated) {
    unless(
      LOOPBACK.includes(host),
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
