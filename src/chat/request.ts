import type { NewFile } from '../app/ports.ts';
import type { Language, Platform } from '../domain/desk.ts';
import type { Form, View } from './view.ts';

/** What came in from a chat, in the same shape from every platform. */
export interface ChatRequest {
  readonly platform: Platform;
  /** Id of our `workspace` row. */
  readonly workspaceId: string;
  /** Unique for what the person did, the same for every redelivery (decision 12). */
  readonly deliveryKey: string;
  readonly who: ChatPerson;
  readonly where: ChatPlace;
  readonly what: ChatAct;
}

export interface ChatPerson {
  readonly externalId: string;
  readonly name: string;
  /** Null when the platform did not tell. */
  readonly email: string | null;
  readonly language: Language | null;
  /** Guests, external users and bots are never joined to a person of the desk. */
  readonly kind: 'member' | 'guest' | 'bot';
}

export interface ChatPlace {
  readonly kind: 'direct' | 'channel';
  /** The platform's conversation id. */
  readonly conversation: string;
  /** Id of the message that the thread hangs on, when the request came from inside a thread. */
  readonly thread: string | null;
  /** Id of the message itself, or of the one that holds the clicked button. */
  readonly message: string | null;
}

/** A file as its platform tells of it; its name is made safe, and its type and size looked at, when it is recorded. */
export type IncomingFile = Omit<NewFile, 'workspaceId'>;

export type ChatAct =
  | {
      readonly type: 'message';
      readonly text: string;
      /** The desk was mentioned (in a direct message it always is). */
      readonly mentioned: boolean;
      readonly files: readonly IncomingFile[];
    }
  /** A slash command, without its name: `claim INC-1042`. `name` is `ticket`, `ask`, … as the manifest has it. */
  | { readonly type: 'command'; readonly name: string; readonly text: string }
  | { readonly type: 'click'; readonly verb: string; readonly args: Readonly<Record<string, string>> }
  | {
      readonly type: 'form';
      readonly verb: string;
      readonly args: Readonly<Record<string, string>>;
      readonly values: Readonly<Record<string, string>>;
    }
  /** "Open a ticket" on a message somebody else or oneself wrote. */
  | {
      readonly type: 'shortcut';
      readonly verb: 'openFromMessage';
      readonly text: string;
      readonly author: string;
    };

/** What the person gets back at once, only for them. Everything durable goes through deliveries instead. */
export type ChatAnswer =
  | { readonly type: 'nothing' }
  | { readonly type: 'private'; readonly view: View }
  | { readonly type: 'form'; readonly form: Form };
