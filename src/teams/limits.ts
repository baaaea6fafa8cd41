/**
 * What Teams takes. Sources: "Format your bot messages" and "Adaptive Cards in Teams" (28 KB for a card), the store's
 * validation guidelines (six actions on a card), and seen in practice: cards are refused from 27 KB on.
 */
export const TEAMS_LIMITS = {
  /** Bytes of a card as JSON in UTF-8. */
  cardBytes: 26_500,
  /** Characters of one text, quote or list. */
  textChars: 4_000,
  headingChars: 300,
  /** Characters of what a notification shows. */
  summaryChars: 300,
  buttonChars: 60,
  factLabelChars: 80,
  factValueChars: 600,
  /** Characters of an option's label. */
  choiceChars: 120,
  dialogTitleChars: 64,
  /** Buttons in sight on one card; the others go into the menu behind the three dots. */
  actionsShown: 6,
  actionsPerCard: 20,
  listItems: 100,
} as const;

/** Stands at the end of whatever was cut. */
export const CUT = ' […]';
