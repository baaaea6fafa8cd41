import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type ConversationReference,
  TeamsInfo,
  type TurnContext,
} from 'botbuilder';
import { ChannelError } from '../chat/channel.ts';
import { object, string } from './activity.ts';
import { clientCredentials } from './credentials.ts';
import { channelError } from './errors.ts';
import type { TeamsSettings } from './settings.ts';
import { sendOnce } from './transport.ts';

/** Where a conversation is reached. */
export interface ConversationAddress {
  readonly serviceUrl: string;
  /** With the thread, if it goes into one. */
  readonly conversation: string;
}

/** A person as the roster of a conversation has them. */
export interface RosterMember {
  readonly name: string;
  readonly email: string | null;
  readonly tenant: string | null;
  /** `user`, `guest` or `anonymous`, if told. */
  readonly role: string | null;
  readonly principalName: string | null;
}

/** Microsoft's servers, as the desk uses them; the only place that knows botbuilder. Calls reject with a ChannelError. */
export interface BotService {
  /** Checks the token of an activity and runs the turn; the turn's own fault is passed on. */
  turn(
    authorization: string,
    activity: unknown,
    run: () => Promise<void>,
  ): Promise<'done' | 'unauthorized' | 'unavailable'>;
  /** Id of the new message. */
  send(to: ConversationAddress, message: object): Promise<string>;
  update(to: ConversationAddress, id: string, message: object): Promise<void>;
  /** Opens a conversation, a channel's thread or a personal chat; gives its id. */
  open(
    serviceUrl: string,
    parameters: { tenant: string; channel: string; message: object } | { tenant: string; account: string },
  ): Promise<string>;
  member(at: ConversationAddress, account: string): Promise<RosterMember>;
  /** The desk's own `Authorization` at the Bot Connector; null where it needs none. */
  authorization(): Promise<string | null>;
  /** Rejects when the desk gets no token. */
  checkToken(): Promise<void>;
}

/** A fault while a token was checked that says nothing about the token: the keys could not be fetched. */
function keysAway(fault: unknown): boolean {
  const { name, statusCode } = object(fault);
  return name === 'FetchError' || statusCode === 500;
}

/** Credentials of a managed identity can be asked for their token, which their type does not say. */
function givesTokens(credentials: object): credentials is { getToken(): Promise<string> } {
  return 'getToken' in credentials && typeof credentials.getToken === 'function';
}

function credentialsFor(settings: TeamsSettings) {
  const { appId, tenantId, appType, endpoints } = settings;
  const secret = clientCredentials(settings);
  const managed =
    appType === 'UserAssignedMSI'
      ? new ConfigurationServiceClientCredentialFactory({
          MicrosoftAppId: appId,
          MicrosoftAppTenantId: tenantId ?? '',
          MicrosoftAppType: 'UserAssignedMsi',
        })
      : null;
  const nobody = { signRequest: async <Request>(request: Request) => request };
  const own = settings.unauthenticated && settings.appPassword === '' ? nobody : secret;
  return {
    factory: {
      isValidAppId: async (id: string) => id === appId,
      isAuthenticationDisabled: async () => settings.unauthenticated,
      createCredentials: async () =>
        managed === null ? own : managed.createCredentials(appId, endpoints.audience, endpoints.login, true),
    },
    async authorization() {
      if (managed === null) return own === nobody ? null : `Bearer ${await secret.token()}`;
      const identity = await managed.createCredentials(appId, endpoints.audience, endpoints.login, true);
      return givesTokens(identity) ? `Bearer ${await identity.getToken()}` : null;
    },
    forget: secret.forget,
    check: async () => {
      if (managed === null && own !== nobody) await secret.token();
    },
  };
}

/** Connects botbuilder's CloudAdapter to the servers of `settings`. Opens no connection by itself. */
export function botService(settings: TeamsSettings): BotService {
  const { appId, endpoints } = settings;
  const credentials = credentialsFor(settings);
  const bot = { id: `28:${appId}`, name: '' };
  const authentication = new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: appId,
      ToBotFromChannelOpenIdMetadataUrl: endpoints.openIdMetadata,
      ToBotFromChannelTokenIssuer: endpoints.issuer,
      ToChannelFromBotLoginUrl: endpoints.login,
      ToChannelFromBotOAuthScope: endpoints.audience,
    },
    credentials.factory,
    undefined,
    undefined,
    { httpClient: { sendRequest: (request) => sendOnce(request, credentials.forget) } },
  );
  const adapter = new CloudAdapter(authentication);
  adapter.onTurnError = async (_, fault) => {
    throw fault;
  };

  function placeOf({ serviceUrl, conversation: id }: ConversationAddress) {
    return {
      channelId: 'msteams',
      serviceUrl,
      conversation: { id, isGroup: false, conversationType: '', name: '' },
    };
  }

  async function call<T>(to: ConversationAddress, use: (context: TurnContext) => Promise<T>): Promise<T> {
    const reference: Partial<ConversationReference> = { ...placeOf(to), bot };
    return new Promise<T>((resolve, reject) => {
      adapter
        .continueConversationAsync(appId, reference, async (context) => resolve(await use(context)))
        .catch((fault: unknown) => reject(channelError(fault)));
    });
  }

  return {
    async turn(authorization, activity, run) {
      // The adapter writes into the activity; the caller's must stay as it came.
      const copy = structuredClone(activity) as Activity;
      let authenticated: Awaited<ReturnType<typeof authentication.authenticateRequest>>;
      try {
        authenticated = await authentication.authenticateRequest(copy, authorization);
      } catch (fault) {
        return keysAway(fault) ? 'unavailable' : 'unauthorized';
      }
      await adapter.processActivityDirect(authenticated, copy, run);
      return 'done';
    },
    // Not by the context's own sending, which would make it a reply to an activity that there never was.
    send: (to, message) =>
      call(to, async (context) => {
        const [sent] = await adapter.sendActivities(context, [{ ...message, ...placeOf(to), from: bot }]);
        return sent?.id ?? '';
      }),
    update: (to, id, message) =>
      call(to, async (context) => {
        await context.updateActivity({ ...message, id });
      }),
    async open(serviceUrl, parameters) {
      const { tenant } = parameters;
      const opened: string[] = [];
      const details =
        'channel' in parameters
          ? {
              isGroup: true,
              activity: parameters.message as Activity,
              channelData: { channel: { id: parameters.channel }, tenant: { id: tenant } },
            }
          : {
              isGroup: false,
              members: [{ id: parameters.account, name: '' }],
              channelData: { tenant: { id: tenant } },
            };
      try {
        await adapter.createConversationAsync(
          appId,
          'msteams',
          serviceUrl,
          endpoints.audience,
          { bot, tenantId: tenant, ...details } as Parameters<typeof adapter.createConversationAsync>[4],
          async (context) => {
            opened.push(context.activity.conversation.id);
          },
        );
      } catch (fault) {
        throw channelError(fault);
      }
      const [id] = opened;
      if (id === undefined || id === '')
        throw new ChannelError('down', 'Teams gave no conversation', { maybeSent: true });
      return id;
    },
    member: (at, account) =>
      call(at, async (context) => {
        const member = object(await TeamsInfo.getMember(context, account));
        return {
          name: string(member.name),
          email: string(member.email) || null,
          tenant: string(member.tenantId) || null,
          role: string(member.userRole) || null,
          principalName: string(member.userPrincipalName) || null,
        };
      }),
    authorization: credentials.authorization,
    checkToken: credentials.check,
  };
}
