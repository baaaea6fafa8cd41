import type { Impact, Urgency } from '../../domain/desk.ts';
import type { Form } from '../view.ts';
import type { AllWords } from '../words/words.ts';
import { firstCharacters, TEXT_LENGTH, TITLE_LENGTH } from './limits.ts';

export interface OpenTicketData {
  readonly title: string;
  readonly description: string;
  /** The catalogue, named in the reader's language. */
  readonly services: readonly { readonly key: string; readonly name: string }[];
  readonly service: string | null;
  readonly impact: Impact;
  readonly urgency: Urgency;
  /** Comes back with the submission: the question it comes from, where it was asked. */
  readonly args: Readonly<Record<string, string>>;
}

const LEVELS = ['high', 'medium', 'low'] as const;

/** The form for a ticket, filled in from the conversation as far as it goes. */
export function openTicketForm(data: OpenTicketData, words: AllWords): Form {
  const { forms, names } = words;
  const levels = (labels: Record<Impact, string>) => LEVELS.map((value) => ({ value, label: labels[value] }));
  return {
    verb: 'open',
    args: data.args,
    title: forms.openTitle,
    submit: forms.openSubmit,
    cancel: forms.close,
    intro: [],
    fields: [
      {
        name: 'title',
        label: forms.title,
        hint: forms.titleHint,
        required: true,
        initial: firstCharacters(data.title.replace(/\s+/g, ' ').trim(), TITLE_LENGTH),
        input: { type: 'line', maxLength: TITLE_LENGTH },
      },
      {
        name: 'description',
        label: forms.description,
        hint: forms.descriptionHint,
        required: true,
        initial: firstCharacters(data.description, TEXT_LENGTH),
        input: { type: 'text', maxLength: TEXT_LENGTH },
      },
      {
        name: 'service',
        label: forms.service,
        required: true,
        ...(data.service === null ? {} : { initial: data.service }),
        input: {
          type: 'choice',
          options: data.services.map(({ key, name }) => ({ value: key, label: name })),
        },
      },
      {
        name: 'impact',
        label: forms.impact,
        required: true,
        initial: data.impact,
        input: { type: 'choice', options: levels(names.impact) },
      },
      {
        name: 'urgency',
        label: forms.urgency,
        required: true,
        initial: data.urgency,
        input: { type: 'choice', options: levels(names.urgency) },
      },
    ],
  };
}
