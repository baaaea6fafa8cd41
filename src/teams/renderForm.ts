import type { Form, FormField } from '../chat/view.ts';
import { actionData, inputId } from './action.ts';
import type { CardMention, Element } from './inlines.ts';
import { TEAMS_LIMITS } from './limits.ts';
import {
  type CardAttachment,
  type CardPlace,
  card,
  cardAction,
  renderBlocks,
  type TeamsMessage,
} from './render.ts';
import { clean, cut } from './text.ts';

function input(field: FormField): Element {
  const base = {
    id: inputId(field.name),
    label: clean(field.label),
    isRequired: field.required,
    ...(field.required ? { errorMessage: clean(field.label) } : {}),
    ...(field.hint === undefined ? {} : { placeholder: clean(field.hint) }),
  };
  switch (field.input.type) {
    case 'line':
    case 'text': {
      const { type, maxLength } = field.input;
      const initial = field.initial && cut(clean(field.initial), Math.min(maxLength, TEAMS_LIMITS.textChars));
      return {
        type: 'Input.Text',
        ...base,
        maxLength,
        isMultiline: type === 'text',
        ...(initial ? { value: initial } : {}),
      };
    }
    case 'choice':
      return {
        type: 'Input.ChoiceSet',
        ...base,
        style: 'compact',
        wrap: true,
        choices: field.input.options.map(({ value, label }) => ({
          value,
          title: cut(clean(label), TEAMS_LIMITS.choiceChars),
        })),
        ...(field.initial ? { value: field.initial } : {}),
      };
    default:
      return field.input satisfies never;
  }
}

/** A form as a card with inputs; in a dialog closing the dialog is its cancel. */
export function renderFormCard(form: Form, nonce: string, place: CardPlace): CardAttachment {
  const mentions: CardMention[] = [];
  const intro = renderBlocks(form.intro, nonce, place, mentions);
  const data = actionData('form', form.verb, form.args, `${nonce}.form`);
  const submit = cardAction(form.submit, data, place, false, { style: 'positive' });
  return card([...intro, ...form.fields.map(input)], mentions, [submit]);
}

/** A form as a message, where no dialog can be opened: in answer to something typed. */
export function renderFormMessage(form: Form, nonce: string): TeamsMessage {
  return {
    type: 'message',
    summary: cut(clean(form.title), TEAMS_LIMITS.summaryChars),
    attachments: [
      renderFormCard(
        { ...form, intro: [{ type: 'heading', text: form.title }, ...form.intro] },
        nonce,
        'message',
      ),
    ],
  };
}

/** `value` of a dialog that shows a card. */
export function dialog(title: string, attachment: CardAttachment) {
  return {
    title: cut(clean(title), TEAMS_LIMITS.dialogTitleChars),
    height: 'large',
    width: 'medium',
    card: attachment,
  };
}
