import { parsed, textAt } from '../../../src/slack/json.ts';
import type { Args } from './faults.ts';
import type { SlackUser, Workspace } from './workspace.ts';

/** Slack's refusal, as `{ ok: false, error }`. */
export class Refusal extends Error {
  readonly messages: readonly string[];

  constructor(error: string, messages: readonly string[] = []) {
    super(error);
    this.messages = messages;
  }
}

export type Method = (args: Args) => Record<string, unknown>;

export function knownUser(space: Workspace, id: string): SlackUser {
  const user = space.users.get(id);
  if (user === undefined) throw new Refusal('user_not_found');
  return user;
}

export function required(args: Args, name: string): string {
  const value = textAt(args, name);
  if (value === null) throw new Refusal('invalid_arguments', [`missing ${name}`]);
  return value;
}

/** Structured arguments come as JSON text in a form, and as they are in JSON. */
export function structured(value: unknown): unknown {
  return typeof value === 'string' ? (parsed(value) ?? undefined) : value;
}
