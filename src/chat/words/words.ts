import type { Language } from '../../domain/desk.ts';
import type { Verb } from '../commands/command.ts';
import type { ArticleWords } from './articles.ts';
import type { CardWords } from './cards.ts';
import type { ConversationWords } from './conversation.ts';
import { en } from './en.ts';
import type { ExplainWords } from './explain.ts';
import type { FileWords } from './files.ts';
import type { FormWords } from './forms.ts';
import type { LedgerWords } from './ledger.ts';
import type { ButtonWords, LabelWords, NameWords } from './names.ts';
import type { RotaWords } from './rota.ts';
import type { CommandWords, DutyWords, ErrorWords, FaultWords, LineWords } from './sentences.ts';
import { zh } from './zh.ts';

/** Every sentence that a person reads, in one language. */
export interface AllWords {
  readonly names: NameWords;
  readonly labels: LabelWords;
  readonly buttons: ButtonWords;
  readonly errors: ErrorWords;
  readonly lines: LineWords;
  readonly cards: CardWords;
  readonly conversation: ConversationWords;
  readonly files: FileWords;
  readonly explain: ExplainWords;
  readonly articles: ArticleWords;
  readonly forms: FormWords;
  readonly commands: CommandWords;
  /** What is said to who did it, alone, once it is done. */
  readonly done: Record<DoneVerb, (facts: { number: string }) => string>;
  readonly faults: FaultWords;
  readonly duty: DutyWords;
  readonly ledger: LedgerWords;
  readonly rota: RotaWords;
}

/** Verbs that end with a word of confirmation about a ticket; the others show something, or are about rotas. */
export type DoneVerb = Exclude<
  Verb,
  | 'ask'
  | 'mine'
  | 'show'
  | 'explain'
  | 'help'
  | 'queue'
  | 'oncall'
  | 'swap'
  | 'cover'
  | 'withdraw'
  | 'prove'
  | 'article'
  | 'training'
>;

const LANGUAGES: Record<Language, AllWords> = { en, zh };

/** The words of a language. */
export function wordsFor(language: Language): AllWords {
  return LANGUAGES[language];
}
