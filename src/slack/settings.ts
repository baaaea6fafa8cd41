import type { Language } from '../domain/desk.ts';

/** How the desk reaches its Slack workspace; read from the environment by config. */
export interface SlackSettings {
  readonly botToken: string;
  /** Needed unless `appToken` is set. */
  readonly signingSecret: string | null;
  /** Set: Socket Mode instead of HTTP. */
  readonly appToken: string | null;
  /** Base of the Web API when it is not Slack's own, such as `http://127.0.0.1:9000/api/`. */
  readonly apiUrl: string | null;
  /** Slash commands as the app's manifest has them, with the slash. */
  readonly commandNames: { readonly ticket: string; readonly ask: string };
}

/** The few sentences that the edge says by itself, when the desk cannot. */
export interface SlackWords {
  /** Received, but not recorded in time; how it ended is told later. */
  received(language: Language): string;
  /** Could not be recorded in the end; the person should try again. */
  lost(language: Language): string;
  /** The desk cannot take it now. */
  unavailable(language: Language): string;
  /** The form could not be opened in Slack's three seconds; the person should press again. */
  expired(language: Language): string;
  /** Label of the button that closes a window. */
  close(language: Language): string;
}

/** What pino offers, and all that is needed of it. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
