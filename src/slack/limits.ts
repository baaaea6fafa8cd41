/** Slack's limits, in characters or pieces, from its Block Kit and Web API reference. */
export const LIMITS = {
  blocks: 50,
  formBlocks: 100,
  sectionFields: 10,
  fieldText: 2000,
  /** For text of rich text blocks, which has no limit of its own: that of a section. */
  sectionText: 3000,
  contextElements: 10,
  contextText: 2000,
  headerText: 150,
  /** Longer lists are told as lines of text, which take half of the room in JSON. */
  bulletItems: 30,
  /** Lines that go into one block of text. */
  linesTogether: 25,
  actions: 25,
  buttonText: 75,
  buttonValue: 2000,
  id: 255,
  formTitle: 24,
  formMetadata: 3000,
  formInput: 3000,
  fieldLabel: 2000,
  fieldHint: 2000,
  option: 75,
  optionValue: 150,
  options: 100,
  /** `text` of a message: 4,000 advised, cut by Slack at 40,000. */
  messageText: 4000,
  /** All blocks of a message as JSON: Slack refuses them at about 13,200. */
  messageBlocks: 13_000,
} as const;
