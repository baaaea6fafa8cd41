/** Words on forms. Submit buttons fit Slack's 24 characters, titles too. */
export interface FormWords {
  readonly close: string;
  readonly openTitle: string;
  readonly openSubmit: string;
  readonly replyTitle: string;
  readonly replySubmit: string;
  readonly noteTitle: string;
  readonly noteSubmit: string;
  readonly holdTitle: string;
  readonly holdSubmit: string;
  readonly escalateTitle: string;
  readonly escalateSubmit: string;
  readonly resolveTitle: string;
  readonly resolveSubmit: string;
  readonly reopenTitle: string;
  readonly reopenSubmit: string;
  readonly assignTitle: string;
  readonly assignSubmit: string;
  readonly cancelTitle: string;
  readonly cancelSubmit: string;
  readonly ratingTitle: string;
  readonly ratingSubmit: string;
  readonly snoozeTitle: string;
  readonly snoozeSubmit: string;

  readonly title: string;
  readonly titleHint: string;
  readonly description: string;
  readonly descriptionHint: string;
  /** Heads what was asked before in the same conversation. */
  readonly earlier: string;
  readonly service: string;
  readonly impact: string;
  readonly urgency: string;
  readonly reply: string;
  readonly note: string;
  readonly noteHint: string;
  readonly holdReason: string;
  readonly holdText: string;
  readonly tier: string;
  readonly escalateReason: string;
  readonly resolution: string;
  readonly resolutionHint: string;
  readonly reopenText: string;
  readonly person: string;
  readonly cancelText: string;
  readonly ratingText: string;
  readonly snoozeFor: string;
  readonly snoozeReason: string;
}
