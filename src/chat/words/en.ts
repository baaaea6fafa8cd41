import { enArticles } from './en/articles.ts';
import { enCards } from './en/cards.ts';
import { enCommands } from './en/commands.ts';
import { enConversation } from './en/conversation.ts';
import { enErrors } from './en/errors.ts';
import { enExplain } from './en/explain.ts';
import { enFiles } from './en/files.ts';
import { enForms } from './en/forms.ts';
import { enLedger } from './en/ledger.ts';
import { enLines } from './en/lines.ts';
import { enButtons, enLabels, enNames } from './en/names.ts';
import { enDone, enDuty, enFaults } from './en/outcomes.ts';
import { enRota } from './en/rota.ts';
import type { AllWords } from './words.ts';

export const en: AllWords = {
  names: enNames,
  labels: enLabels,
  buttons: enButtons,
  errors: enErrors,
  lines: enLines,
  cards: enCards,
  conversation: enConversation,
  files: enFiles,
  explain: enExplain,
  articles: enArticles,
  forms: enForms,
  commands: enCommands,
  done: enDone,
  faults: enFaults,
  duty: enDuty,
  rota: enRota,
  ledger: enLedger,
};
