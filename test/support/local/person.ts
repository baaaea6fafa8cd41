import { randomUUID } from 'node:crypto';
import { buttonsOf, type ShownForm, type ShownMessage } from './shown.ts';

/** How the desk took what somebody did. */
export interface Taken {
  readonly status: number;
  /** The sentence of a refusal. */
  readonly refusal: string | null;
  /** Sends the very same act again, as the page does when the answer was lost. */
  again(): Promise<Taken>;
}

/** Somebody at the page. Everything they do goes through the page's own requests. */
export interface LocalPerson {
  readonly id: string;
  directMessage(text: string, options?: { thread?: string }): Promise<Taken>;
  mention(channel: string, text: string, options?: { thread?: string }): Promise<Taken>;
  /** Says something in a channel without mentioning the desk. */
  say(channel: string, text: string): Promise<Taken>;
  threadReply(conversation: string, thread: string, text: string): Promise<Taken>;
  /** `command('/ticket', 'claim INC-1')`, in the direct conversation unless a channel is named. */
  command(name: string, text: string, options?: { channel?: string }): Promise<Taken>;
  /** Presses the button with that label, or the first whose label begins so. */
  click(message: ShownMessage, label: string): Promise<Taken>;
  /** Sends off the form that was opened last; fields left out keep what they began with. */
  submit(values: Readonly<Record<string, string>>, shown?: ShownForm): Promise<Taken>;
  /** The form that was opened last for this person. */
  form(): ShownForm | null;
}

export interface Answered {
  readonly status: number;
  readonly body: {
    readonly form?: ShownForm['form'];
    readonly place?: ShownForm['place'];
    readonly now?: number;
    readonly error?: { readonly sentence: string };
  };
}

interface Deps {
  readonly post: (path: string, body: object) => Promise<Answered>;
  /** Forms opened for this person, oldest first. */
  readonly forms: ShownForm[];
}

export function localPerson({ post, forms }: Deps, id: string): LocalPerson {
  const direct = `dm:${id}`;

  async function act(path: string, body: object, actId: string = randomUUID()): Promise<Taken> {
    const { status, body: answer } = await post(path, { id: actId, as: id, ...body });
    if (answer.form && answer.place) forms.push({ form: answer.form, place: answer.place });
    return { status, refusal: answer.error?.sentence ?? null, again: () => act(path, body, actId) };
  }
  const write = (conversation: string, text: string, thread: string | undefined) =>
    act('/say', { conversation, thread: thread ?? null, text });

  return {
    id,
    form: () => forms.at(-1) ?? null,
    directMessage: (text, options = {}) => write(direct, text, options.thread),
    mention: (channel, text, options = {}) => write(channel, `@desk ${text}`, options.thread),
    say: (channel, text) => write(channel, text, undefined),
    threadReply: (conversation, thread, text) => write(conversation, text, thread),
    command: (name, text, options = {}) =>
      write(options.channel ?? direct, `${name} ${text}`.trim(), undefined),

    async click(message, label) {
      const buttons = buttonsOf(message);
      const button =
        buttons.find((each) => each.label === label) ?? buttons.find((each) => each.label.startsWith(label));
      if (!button)
        throw new Error(
          `no button "${label}" among ${buttons.map((each) => `"${each.label}"`).join(', ') || 'none'}`,
        );
      const { conversation, thread, id: messageId } = message;
      return act('/click', {
        conversation,
        thread,
        message: messageId,
        verb: button.verb,
        args: button.args,
      });
    },

    async submit(values, shown = forms.at(-1)) {
      if (!shown) throw new Error(`no form is open for ${id}`);
      const { form, place } = shown;
      return act('/submit', { ...place, verb: form.verb, args: form.args, values: filledIn(form, values) });
    },
  };
}

/** What the form would send; fails where the page would not let it go. */
function filledIn(form: ShownForm['form'], values: Readonly<Record<string, string>>): Record<string, string> {
  const unknown = Object.keys(values).filter((name) => !form.fields.some((field) => field.name === name));
  if (unknown.length > 0) throw new Error(`no field ${unknown.join(', ')} in "${form.title}"`);
  return Object.fromEntries(
    form.fields.map(({ name, required, initial, input }) => {
      const value = values[name] ?? initial ?? '';
      if (required && !value.trim()) throw new Error(`the field ${name} must be filled`);
      if (input.type === 'choice' && value && !input.options.some((option) => option.value === value)) {
        throw new Error(`${name} does not offer ${value}`);
      }
      if (input.type !== 'choice' && value.length > input.maxLength)
        throw new Error(`${name} takes ${input.maxLength} characters`);
      return [name, value];
    }),
  );
}
