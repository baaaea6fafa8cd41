/**
 * What is shown, knowing no platform: a message or a form as data. Each platform has one pure renderer for it.
 * Plain strings are always shown as they are: the renderer makes markup, links and mentions in them harmless.
 */

export type Inline =
  | string
  | { readonly bold: string }
  | { readonly code: string }
  | { readonly link: string; readonly text: string }
  /** A mention that notifies; `externalId` is the account on the platform that renders it, null if there is none. */
  | { readonly mention: { readonly name: string; readonly externalId: string | null } };

export interface Button {
  readonly label: string;
  readonly verb: string;
  /** Small strings only; all of them come back with the click. */
  readonly args: Readonly<Record<string, string>>;
  readonly style?: 'primary' | 'danger';
  /** The click opens a form (Teams has to know when it draws the button). */
  readonly opensForm?: boolean;
}

export type Block =
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'text'; readonly content: readonly Inline[] }
  /** Markdown of a knowledge article. */
  | { readonly type: 'markdown'; readonly source: string }
  /** What a person wrote, word for word. */
  | { readonly type: 'quote'; readonly author: string | null; readonly text: string }
  | {
      readonly type: 'facts';
      readonly items: readonly { readonly label: string; readonly value: readonly Inline[] }[];
    }
  | { readonly type: 'list'; readonly items: readonly (readonly Inline[])[] }
  /** Small and grey. */
  | { readonly type: 'context'; readonly content: readonly Inline[] }
  | {
      readonly type: 'files';
      readonly files: readonly FileItem[];
    }
  | { readonly type: 'divider' }
  | { readonly type: 'buttons'; readonly buttons: readonly Button[] };

/** A file in a list of files. */
export interface FileItem {
  readonly name: string;
  readonly url: string | null;
  /** Its size, and what becomes of it. */
  readonly about: string;
  /** It is still being copied: the message is drawn again when that has ended. */
  readonly unfinished: boolean;
}

export interface View {
  /** One line for notifications and for clients that draw no blocks. */
  readonly fallback: string;
  readonly blocks: readonly Block[];
  /** Colour of a card's edge, where the platform has one. */
  readonly tone?: 'normal' | 'good' | 'warning' | 'alert';
}

export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
  readonly initial?: string;
  readonly input:
    | { readonly type: 'line'; readonly maxLength: number }
    | { readonly type: 'text'; readonly maxLength: number }
    | {
        readonly type: 'choice';
        readonly options: readonly { readonly value: string; readonly label: string }[];
      };
}

export interface Form {
  /** The verb that its submission is, such as `open` or `hold`. */
  readonly verb: string;
  /** Comes back with the submission; not shown. */
  readonly args: Readonly<Record<string, string>>;
  readonly title: string;
  readonly submit: string;
  readonly cancel: string;
  readonly intro: readonly Block[];
  readonly fields: readonly FormField[];
}
