/** What Slack keeps of one workspace: people, channels, messages, windows. */
export interface SlackUser {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  /** Such as `zh-CN`; `en-US` when left out. */
  readonly locale?: string;
  readonly guest?: boolean;
  readonly bot?: boolean;
  readonly deactivated?: boolean;
}

export interface SlackChannel {
  readonly id: string;
  readonly name: string;
  /** Account ids; the desk is a member unless `withoutDesk`. */
  readonly members?: readonly string[];
  readonly withoutDesk?: boolean;
  readonly private?: boolean;
  archived?: boolean;
}

export interface SlackMessage {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  text: string;
  blocks: readonly unknown[];
  readonly thread: string | null;
  readonly metadata: unknown;
  edits: number;
  /** Only this account sees it. */
  readonly onlyFor: string | null;
  /** Everything that came with the call that posted it. */
  readonly sent: Readonly<Record<string, unknown>>;
}

export interface SlackFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface OpenView {
  readonly id: string;
  readonly user: string;
  readonly view: Readonly<Record<string, unknown>>;
}

export const TEAM = 'T0FIRST';
export const BOT_USER = 'UDESK';
export const BOT_ID = 'BDESK';
export const APP_ID = 'ADESK';

export interface Workspace {
  readonly users: Map<string, SlackUser>;
  readonly channels: Map<string, SlackChannel>;
  /** In the order of posting. */
  readonly messages: SlackMessage[];
  readonly views: OpenView[];
  /** What people uploaded, by id. */
  readonly files: Map<string, SlackFile>;
  /** A new unique message id; never goes back. */
  nextTs(): string;
  nextId(prefix: string): string;
  /** Conversation of the desk and one account. */
  direct(user: string): string;
  /** Account with which the desk talks in a direct conversation; null if it is none. */
  directUser(conversation: string): string | null;
  issueTrigger(user: string): string;
  /** Whose it is; a trigger opens one window, within three seconds. */
  useTrigger(trigger: string): { user: string } | { refused: string };
}

const TRIGGER_LIVES_MS = 3_000;

export function workspace(users: readonly SlackUser[], channels: readonly SlackChannel[]): Workspace {
  const triggers = new Map<string, { user: string; at: number }>();
  let last = 0;
  let ids = 0;
  const nextId = (prefix: string) => {
    ids += 1;
    return `${prefix}${Date.now().toString(36).toUpperCase()}${ids.toString(36).toUpperCase().padStart(4, '0')}`;
  };
  const all = new Map(users.map((user) => [user.id, user]));
  all.set(BOT_USER, { id: BOT_USER, name: 'Firstline', bot: true });
  return {
    users: all,
    channels: new Map(channels.map((channel) => [channel.id, { ...channel }])),
    messages: [],
    views: [],
    files: new Map(),
    nextId,
    nextTs() {
      last = Math.max(last + 1, Date.now() * 1000);
      return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
    },
    direct: (user) => `D${user.slice(1)}`,
    directUser: (conversation) =>
      [...all.keys()].find((user) => conversation === `D${user.slice(1)}`) ?? null,
    issueTrigger(user) {
      const trigger = nextId('TRIGGER');
      triggers.set(trigger, { user, at: Date.now() });
      return trigger;
    },
    useTrigger(trigger) {
      const issued = triggers.get(trigger);
      if (issued === undefined) return { refused: 'invalid_trigger_id' };
      if (Date.now() - issued.at > TRIGGER_LIVES_MS) return { refused: 'expired_trigger_id' };
      triggers.delete(trigger);
      return { user: issued.user };
    },
  };
}
