import type { Form } from '../view.ts';
import type { AllWords } from '../words/words.ts';
import { COMMENT_LENGTH } from './limits.ts';

/** Why a version of an article goes back to its author; `text`. `args` name the article and the version. */
export function rejectForm(
  title: string,
  args: Readonly<Record<string, string>>,
  { articles, forms }: AllWords,
): Form {
  return {
    verb: 'rejectArticle',
    args,
    title: articles.rejectTitle,
    submit: articles.rejectSubmit,
    cancel: forms.close,
    intro: [{ type: 'context', content: [title] }],
    fields: [
      {
        name: 'text',
        label: articles.rejectReason,
        hint: articles.rejectHint,
        required: true,
        input: { type: 'text', maxLength: COMMENT_LENGTH },
      },
    ],
  };
}
