import type { AllWords } from './words.ts';
import { zhArticles } from './zh/articles.ts';
import { zhCards } from './zh/cards.ts';
import { zhCommands } from './zh/commands.ts';
import { zhConversation } from './zh/conversation.ts';
import { zhErrors } from './zh/errors.ts';
import { zhExplain } from './zh/explain.ts';
import { zhFiles } from './zh/files.ts';
import { zhForms } from './zh/forms.ts';
import { zhLedger } from './zh/ledger.ts';
import { zhLines } from './zh/lines.ts';
import { zhButtons, zhLabels, zhNames } from './zh/names.ts';
import { zhDone, zhDuty, zhFaults } from './zh/outcomes.ts';
import { zhRota } from './zh/rota.ts';

export const zh: AllWords = {
  names: zhNames,
  labels: zhLabels,
  buttons: zhButtons,
  errors: zhErrors,
  lines: zhLines,
  cards: zhCards,
  conversation: zhConversation,
  files: zhFiles,
  explain: zhExplain,
  articles: zhArticles,
  forms: zhForms,
  commands: zhCommands,
  done: zhDone,
  faults: zhFaults,
  duty: zhDuty,
  rota: zhRota,
  ledger: zhLedger,
};
