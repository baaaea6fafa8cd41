import type { HoldReason, Language, Tier } from '../../domain/desk.ts';
import type { Form, FormField } from '../view.ts';
import type { FormWords } from '../words/forms.ts';
import { formatDuration } from '../words/time.ts';
import type { AllWords } from '../words/words.ts';
import { COMMENT_LENGTH, firstCharacters, TEXT_LENGTH } from './limits.ts';

/** Why a ticket may wait, in the order in which it is offered. */
export const REASONS: readonly HoldReason[] = ['requester', 'supplier', 'change', 'approval', 'scheduled'];

/** A word to the other side of a ticket; `text`. */
export function replyForm(ticket: string, words: AllWords): Form {
  return ticketForm('reply', ticket, words, [text(words.forms.reply)]);
}

/** What was offered to the agents, to be looked over and sent; `text`. `rank` comes back in the args. */
export function sendForm(ticket: string, rank: string, initial: string, words: AllWords): Form {
  const field = { ...text(words.forms.reply), initial: firstCharacters(initial, TEXT_LENGTH) };
  const form = replyForm(ticket, words);
  const { sendTitle: title } = words.conversation;
  return { ...form, verb: 'sendAssist', args: { ticket, rank }, title, fields: [field] };
}

/** An internal note; `text`. */
export function noteForm(ticket: string, words: AllWords): Form {
  return ticketForm('note', ticket, words, [{ ...text(words.forms.note), hint: words.forms.noteHint }]);
}

/** Why a ticket has to wait; `reason` (with several suppliers `supplier:acme`) and, if wanted, `text`. */
export function holdForm(
  ticket: string,
  suppliers: readonly { readonly key: string; readonly name: string }[],
  words: AllWords,
): Form {
  const options = REASONS.flatMap((value) => {
    const label = words.names.holdReason[value];
    if (value !== 'supplier' || suppliers.length < 2) return [{ value, label }];
    return suppliers.map(({ key, name }) => ({ value: `${value}:${key}`, label: `${label}: ${name}` }));
  });
  return ticketForm('hold', ticket, words, [
    choice('reason', words.forms.holdReason, options, 'requester'),
    comment(words.forms.holdText),
  ]);
}

/** Hand-over to a higher tier, of which there is at least one; `tier` and `text`. */
export function escalateForm(ticket: string, tiers: readonly Tier[], words: AllWords): Form {
  const options = tiers.map((value) => ({ value, label: words.names.tier[value] }));
  return ticketForm('escalate', ticket, words, [
    choice('tier', words.forms.tier, options, tiers[0]),
    text(words.forms.escalateReason),
  ]);
}

/** How it was solved; `text`. */
export function resolveForm(ticket: string, words: AllWords): Form {
  const field = { ...text(words.forms.resolution), hint: words.forms.resolutionHint };
  return ticketForm('resolve', ticket, words, [field]);
}

/** What is still wrong; `text`, if wanted. */
export function reopenForm(ticket: string, words: AllWords): Form {
  return ticketForm('reopen', ticket, words, [comment(words.forms.reopenText)]);
}

/** To whom; `person` is a key of `people`. */
export function assignForm(
  ticket: string,
  people: readonly { readonly key: string; readonly name: string }[],
  words: AllWords,
): Form {
  const options = people.map(({ key, name }) => ({ value: key, label: name }));
  return ticketForm('assign', ticket, words, [choice('person', words.forms.person, options)]);
}

/** Why it is no longer needed; `text`, if wanted. */
export function cancelForm(ticket: string, words: AllWords): Form {
  return ticketForm('cancel', ticket, words, [comment(words.forms.cancelText)]);
}

/** A comment to a score that was clicked; `text`, if wanted. The score comes back in the args. */
export function ratingCommentForm(ticket: string, score: string, words: AllWords): Form {
  const form = ticketForm('rate', ticket, words, [comment(words.forms.ratingText)]);
  return { ...form, args: { ticket, score } };
}

/** Seconds for which an escalation may be made to sleep, as offered; by command any length from 1m to 7d. */
const SNOOZES: readonly number[] = [900, 1800, 3600, 7200, 14_400, 28_800, 86_400];

/** For how long, and why it can wait; `duration` in seconds and `text`. */
export function snoozeForm(ticket: string, words: AllWords, language: Language): Form {
  const options = SNOOZES.map((value) => ({ value: String(value), label: formatDuration(value, language) }));
  return ticketForm('snooze', ticket, words, [
    choice('duration', words.forms.snoozeFor, options, '3600'),
    text(words.forms.snoozeReason),
  ]);
}

/** What it is, for everybody affected; `text`. */
export function majorForm(ticket: string, words: AllWords): Form {
  const field = { ...text(words.forms.majorSummary), hint: words.forms.majorHint };
  return ticketForm('major', ticket, words, [field]);
}

/** How a major incident stands; `text`. */
export function updateForm(ticket: string, words: AllWords): Form {
  const field = { ...text(words.forms.update), hint: words.forms.majorHint };
  return ticketForm('update', ticket, words, [field]);
}

/** Why it is no major incident any more; `text`. */
export function standDownForm(ticket: string, words: AllWords): Form {
  const field = { ...text(words.forms.standDownReason), hint: words.forms.majorHint };
  return ticketForm('standDown', ticket, words, [field]);
}

/** What is known, one of the two at least; `text` is the workaround, and `cause`. What is left empty stays as it was. */
export function knownErrorForm(ticket: string, words: AllWords): Form {
  const { workaround, workaroundHint, cause, causeHint } = words.forms;
  return ticketForm('knownError', ticket, words, [
    { ...comment(workaround), hint: workaroundHint },
    { ...comment(cause), name: 'cause', hint: causeHint },
  ]);
}

/** Why it is no known error any more; `text`. */
export function retractForm(ticket: string, words: AllWords): Form {
  const field = { ...text(words.forms.retractReason), hint: words.forms.majorHint };
  return ticketForm('retract', ticket, words, [field]);
}

type TicketFormVerb = keyof typeof TITLES;

const TITLES = {
  reply: ['replyTitle', 'replySubmit'],
  note: ['noteTitle', 'noteSubmit'],
  hold: ['holdTitle', 'holdSubmit'],
  escalate: ['escalateTitle', 'escalateSubmit'],
  resolve: ['resolveTitle', 'resolveSubmit'],
  reopen: ['reopenTitle', 'reopenSubmit'],
  assign: ['assignTitle', 'assignSubmit'],
  cancel: ['cancelTitle', 'cancelSubmit'],
  rate: ['ratingTitle', 'ratingSubmit'],
  snooze: ['snoozeTitle', 'snoozeSubmit'],
  major: ['majorTitle', 'majorSubmit'],
  update: ['updateTitle', 'updateSubmit'],
  standDown: ['standDownTitle', 'standDownSubmit'],
  knownError: ['knownErrorTitle', 'knownErrorSubmit'],
  retract: ['retractTitle', 'retractSubmit'],
} as const satisfies Record<string, readonly [keyof FormWords, keyof FormWords]>;

function ticketForm(
  verb: TicketFormVerb,
  ticket: string,
  words: AllWords,
  fields: readonly FormField[],
): Form {
  const [title, submit] = TITLES[verb];
  return {
    verb,
    args: { ticket },
    title: words.forms[title],
    submit: words.forms[submit],
    cancel: words.forms.close,
    intro: [{ type: 'context', content: [ticket] }],
    fields,
  };
}

function text(label: string): FormField {
  return { name: 'text', label, required: true, input: { type: 'text', maxLength: TEXT_LENGTH } };
}

function comment(label: string): FormField {
  return { name: 'text', label, required: false, input: { type: 'text', maxLength: COMMENT_LENGTH } };
}

function choice(
  name: string,
  label: string,
  options: readonly { readonly value: string; readonly label: string }[],
  initial?: string,
): FormField {
  return { name, label, required: true, ...(initial ? { initial } : {}), input: { type: 'choice', options } };
}
