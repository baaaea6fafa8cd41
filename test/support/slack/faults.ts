export type Args = Readonly<Record<string, unknown>>;

/** What goes wrong with a call. `carriedOut`: Slack did it before the answer went wrong. */
export interface Fault {
  /** Such as `chat.postMessage`; `*`: every method. */
  readonly method: string;
  readonly carriedOut: boolean;
  readonly answer:
    | { readonly type: 'reset' }
    /** Never answers. */
    | { readonly type: 'hang' }
    /** The right answer, after a while. */
    | { readonly type: 'late'; readonly milliseconds: number }
    /** Answers as it should, but only then. */
    | { readonly type: 'held'; readonly until: Promise<void> }
    | { readonly type: 'status'; readonly status: number }
    | { readonly type: 'refused'; readonly error: string }
    | { readonly type: 'rateLimited'; readonly seconds: number };
  /** Which calls; all of that method when left out. */
  readonly only?: (args: Args) => boolean;
  /** How often; once when left out. */
  readonly times?: number;
}

export interface Faults {
  add(fault: Fault): void;
  /** The next post (or other call) is done, and its answer lost. */
  loseAnswer(method?: string, only?: Fault['only']): void;
  /** Every such call is carried out, and answered only when the function that this gives is called. */
  hold(method: string): () => void;
  /** From now on every connection is reset, until `up`. */
  down(): void;
  up(): void;
  /** Every such call is answered 429 for so many milliseconds. */
  rateLimit(milliseconds: number, method?: string, only?: Fault['only']): void;
  /** Every such call is answered 429, to wait a second, until the function that this gives is called. */
  full(method: string, only: NonNullable<Fault['only']>): () => void;
  /** The fault of this call, if any. */
  take(method: string, args: Args): Pick<Fault, 'carriedOut' | 'answer'> | null;
}

export function faults(): Faults {
  const waiting: { fault: Fault; left: number }[] = [];
  const limits: { method: string; only: Fault['only']; until: number }[] = [];
  let isDown = false;
  const add = (fault: Fault) => void waiting.push({ fault, left: fault.times ?? 1 });
  const matches = (wanted: string, only: Fault['only'], method: string, args: Args) =>
    (wanted === '*' || wanted === method) && (only === undefined || only(args));
  return {
    add,
    loseAnswer: (method = 'chat.postMessage', only) =>
      add({ method, carriedOut: true, answer: { type: 'reset' }, ...(only === undefined ? {} : { only }) }),
    hold: (method) => {
      let release = () => {};
      const until = new Promise<void>((resolve) => {
        release = resolve;
      });
      const fault = { method, carriedOut: true, answer: { type: 'held', until } } as const;
      const held = { fault, left: Number.POSITIVE_INFINITY };
      waiting.push(held);
      return () => {
        held.left = 0;
        release();
      };
    },
    full: (method, only) => {
      const answer = { type: 'rateLimited', seconds: 1 } as const;
      const entry = { fault: { method, carriedOut: false, answer, only }, left: Number.POSITIVE_INFINITY };
      waiting.push(entry);
      return () => {
        entry.left = 0;
      };
    },
    down: () => {
      isDown = true;
    },
    up: () => {
      isDown = false;
    },
    rateLimit: (milliseconds, method = 'chat.postMessage', only) =>
      void limits.push({ method, only, until: Date.now() + milliseconds }),
    take(method, args) {
      if (isDown) return { carriedOut: false, answer: { type: 'reset' } };
      const limit = limits.find(
        (each) => each.until > Date.now() && matches(each.method, each.only, method, args),
      );
      if (limit !== undefined) {
        const seconds = Math.max(1, Math.ceil((limit.until - Date.now()) / 1000));
        return { carriedOut: false, answer: { type: 'rateLimited', seconds } };
      }
      const found = waiting.find(
        (each) => each.left > 0 && matches(each.fault.method, each.fault.only, method, args),
      );
      if (found === undefined) return null;
      found.left -= 1;
      return found.fault;
    },
  };
}

/** Calls a minute and workspace of Slack's tiers, by method. */
const PER_MINUTE: Readonly<Record<string, number>> = {
  'chat.update': 50,
  'chat.postEphemeral': 100,
  'conversations.open': 50,
  'conversations.history': 50,
  'conversations.replies': 50,
  'conversations.info': 50,
  'conversations.members': 100,
  'users.info': 100,
  'users.lookupByEmail': 50,
  'views.open': 100,
};

/** Slack's own pace: one post a second and channel, the tiers for the rest. Gives seconds to wait, or null. */
export function pace(): (method: string, args: Args) => number | null {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (method, args) => {
    const isPost = method === 'chat.postMessage';
    const perMinute = isPost ? 60 : PER_MINUTE[method];
    if (perMinute === undefined) return null;
    const name = isPost ? `${method}/${String(args.channel)}` : method;
    const most = isPost ? 1 : perMinute;
    const now = Date.now();
    const bucket = buckets.get(name) ?? { tokens: most, at: now };
    const tokens = Math.min(most, bucket.tokens + ((now - bucket.at) / 60_000) * perMinute);
    buckets.set(name, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    return tokens >= 1 ? null : Math.max(1, Math.ceil(((1 - tokens) * 60) / perMinute));
  };
}
