import type { Form, View } from '../../../src/chat/view.ts';
import type { SlackOptions } from './slack.ts';

/** A small company on Slack. */
export const ACME: SlackOptions = {
  users: [
    { id: 'U1', name: 'Emma Employee', email: 'emma@acme.test' },
    { id: 'U2', name: 'Ana Agent', email: 'ana@acme.test', locale: 'zh-CN' },
    { id: 'U3', name: 'Gus Guest', guest: true },
  ],
  channels: [{ id: 'C1', name: 'it-help', members: ['U1', 'U2'] }],
};

export const CARD: View = {
  fallback: 'INC-1042',
  blocks: [
    { type: 'heading', text: 'INC-1042' },
    {
      type: 'buttons',
      buttons: [
        { label: 'Claim', verb: 'claim', args: { ticket: 'INC-1042' }, style: 'primary' },
        { label: 'Hold', verb: 'hold', args: { ticket: 'INC-1042' }, opensForm: true },
      ],
    },
  ],
};
export const FORM: Form = {
  verb: 'hold',
  args: { ticket: 'INC-1042' },
  title: 'Put on hold',
  submit: 'Hold',
  cancel: 'Cancel',
  intro: [{ type: 'text', content: ['Why does it wait?'] }],
  fields: [
    {
      name: 'reason',
      label: 'Reason',
      required: true,
      input: { type: 'choice', options: [{ value: 'supplier', label: 'Supplier' }] },
    },
    { name: 'text', label: 'Note', required: false, input: { type: 'text', maxLength: 2000 } },
  ],
};

export const sentence = (text: string): View => ({
  fallback: text,
  blocks: [{ type: 'text', content: [text] }],
});
