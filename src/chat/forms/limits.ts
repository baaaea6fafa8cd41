/** Characters that a field takes; 3,000 is the most that an input of Slack takes. */
export const TITLE_LENGTH = 200;
export const TEXT_LENGTH = 3000;
export const COMMENT_LENGTH = 1000;
