import type { Language } from '../domain/desk.ts';

/** How the desk is registered with Microsoft. */
export interface TeamsSettings {
  /** Id of the app registration; also the id of the bot. */
  readonly appId: string;
  /** Client secret; empty for a managed identity. */
  readonly appPassword: string;
  /** When given, activities of other tenants are refused. */
  readonly tenantId: string | null;
  readonly appType: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
  /** Accepts activities that carry no token: for trying things out on loopback only. */
  readonly unauthenticated: boolean;
  readonly endpoints: TeamsEndpoints;
}

/** Where Microsoft's servers are. */
export interface TeamsEndpoints {
  /** Describes the keys with which incoming tokens are signed. */
  readonly openIdMetadata: string;
  /** Issuer that incoming tokens must name. */
  readonly issuer: string;
  /** Login server, without the tenant. */
  readonly login: string;
  /** Audience of the desk's own tokens. */
  readonly audience: string;
  /** Bot Connector for conversations that have told no address of their own yet. */
  readonly service: string;
}

/** The few sentences that this edge says by itself; the wording is the chat's. */
export interface TeamsWords {
  /** It came in and is being worked on; the answer follows in the person's own chat with the desk. */
  received(language: Language): string;
  /** The desk cannot take it now; nothing was recorded. */
  unavailable(language: Language): string;
  /** There is an answer for this person alone, who has to open a chat with the desk to get it. */
  openChat(language: Language): string;
}

/** What this edge needs of a logger; pino's has this shape. */
export interface Log {
  info(facts: object, text: string): void;
  warn(facts: object, text: string): void;
  error(facts: object, text: string): void;
}
