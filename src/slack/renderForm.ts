import type { types } from '@slack/bolt';
import { ChannelError } from '../chat/channel.ts';
import type { ChatPlace } from '../chat/request.ts';
import type { Form, FormField } from '../chat/view.ts';
import { LIMITS } from './limits.ts';
import { renderBlocks } from './render.ts';
import type { FormMetadata } from './submission.ts';
import { cut, oneLine, showable } from './text.ts';

const FORM = 'firstline_form';

/**
 * A Form as a modal. It carries verb, args and the place it was opened from; block ids are the names of its fields.
 * Throws a ChannelError `rejected` when the args do not fit.
 */
export function renderForm(form: Form, place: ChatPlace): types.ModalView {
  const metadata: FormMetadata = { verb: form.verb, args: form.args, place };
  const private_metadata = JSON.stringify(metadata);
  if (private_metadata.length > LIMITS.formMetadata) {
    throw new ChannelError('rejected', `args of the form ${form.verb} are too long`);
  }
  const fields = form.fields.map(renderField);
  return {
    type: 'modal',
    callback_id: FORM,
    private_metadata,
    title: label(form.title, LIMITS.formTitle),
    submit: label(form.submit, LIMITS.formTitle),
    close: label(form.cancel, LIMITS.formTitle),
    blocks: [...renderBlocks(form.intro, LIMITS.sectionText, LIMITS.formBlocks - fields.length), ...fields],
  };
}

/** A window that says one thing and can only be closed. */
export function renderNotice(title: string, text: string, close: string): types.ModalView {
  return {
    type: 'modal',
    title: label(title, LIMITS.formTitle),
    close: label(close, LIMITS.formTitle),
    blocks: renderBlocks([{ type: 'text', content: [text] }], LIMITS.sectionText, LIMITS.formBlocks),
  };
}

function renderField(field: FormField): types.InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    label: label(field.label, LIMITS.fieldLabel),
    optional: !field.required,
    element: renderInput(field),
    ...(field.hint === undefined ? {} : { hint: label(field.hint, LIMITS.fieldHint) }),
  };
}

function renderInput(field: FormField): types.PlainTextInput | types.StaticSelect {
  const { input } = field;
  if (input.type === 'choice') return renderChoice(input.options, field.initial);
  const max_length = Math.min(input.maxLength, LIMITS.formInput);
  const initial = field.initial === undefined ? '' : cut(showable(field.initial), max_length);
  return {
    type: 'plain_text_input',
    action_id: 'value',
    multiline: input.type === 'text',
    max_length,
    ...(initial === '' ? {} : { initial_value: initial }),
  };
}

type Choices = readonly { readonly value: string; readonly label: string }[];

function renderChoice(choices: Choices, initial: string | undefined): types.StaticSelect {
  const options = choices.map(renderOption);
  const initialOption = options.find((option) => option.value === initial);
  return {
    type: 'static_select',
    action_id: 'value',
    ...(options.length <= LIMITS.options ? { options } : { option_groups: groups(options) }),
    ...(initialOption === undefined ? {} : { initial_option: initialOption }),
  };
}

function renderOption(choice: Choices[number]): types.PlainTextOption {
  if (choice.value.length > LIMITS.optionValue) {
    throw new ChannelError('rejected', `the choice ${choice.label} has too long a value`);
  }
  return { text: label(choice.label, LIMITS.option), value: choice.value };
}

/** More options than a list takes, in groups named after their first and last. */
function groups(
  options: readonly types.PlainTextOption[],
): { label: types.PlainTextElement; options: types.PlainTextOption[] }[] {
  return Array.from({ length: Math.ceil(options.length / LIMITS.options) }, (_, at) => {
    const group = options.slice(at * LIMITS.options, (at + 1) * LIMITS.options);
    const name = [group[0], group.at(-1)].map((option) => cut(option?.text.text ?? '', 32)).join(' – ');
    return { label: label(name, LIMITS.option), options: group };
  });
}

function label(text: string, max: number): types.PlainTextElement {
  const shown = cut(oneLine(text), max);
  return { type: 'plain_text', text: shown === '' ? '–' : shown, emoji: true };
}
