import { ChannelError } from '../chat/channel.ts';
import { object, string } from './activity.ts';
import type { TeamsSettings } from './settings.ts';

const TIMEOUT_MS = 10_000;
/** A token is renewed so long before it ends. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** Tenant in which the bots of many tenants get their tokens. */
const BOT_FRAMEWORK_TENANT = 'botframework.com';

interface Signable {
  readonly headers: { set(name: string, value: string): unknown };
}

/**
 * The desk's own token for the Bot Connector, fetched with the client secret and kept until it nears its end.
 * Source: "Authentication with the Bot Connector API", client credentials flow. Rejects with a ChannelError `down`, since
 * a wrong secret is mended by the operator and what waits must not be lost.
 */
export function clientCredentials(settings: TeamsSettings) {
  const { appId, appPassword, tenantId, appType, endpoints } = settings;
  const tenant = appType === 'SingleTenant' && tenantId !== null ? tenantId : BOT_FRAMEWORK_TENANT;
  let current: { token: string; until: number } | null = null;
  let fetching: Promise<string> | null = null;

  async function fetchToken(): Promise<string> {
    try {
      const response = await fetch(`${endpoints.login}/${tenant}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: appId,
          client_secret: appPassword,
          scope: `${endpoints.audience}/.default`,
        }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const { access_token: token, expires_in: seconds } = object(await response.json());
      if (!response.ok || string(token) === '')
        throw new ChannelError('down', `The login server answered ${response.status}`);
      current = { token: string(token), until: Date.now() + Number(seconds) * 1000 - RENEW_BEFORE_MS };
      return current.token;
    } catch (fault) {
      if (fault instanceof ChannelError) throw fault;
      throw new ChannelError('down', 'The login server could not be reached', { cause: fault });
    }
  }

  async function token(): Promise<string> {
    if (current !== null && Date.now() < current.until) return current.token;
    fetching ??= fetchToken().finally(() => {
      fetching = null;
    });
    return fetching;
  }

  return {
    token,
    /** After the Bot Connector refused the token. */
    forget(): void {
      current = null;
    },
    async signRequest<Request extends Signable>(request: Request): Promise<Request> {
      request.headers.set('authorization', `Bearer ${await token()}`);
      return request;
    },
  };
}
