import type { Lang } from '../language/lang.ts';

/** A counted English sentence. */
export type TwoForms = { readonly one: string; readonly other: string };
/** A counted Welsh sentence: Welsh has six forms, and every one must be written (people 42). */
export type SixForms = {
  readonly [Form in 'zero' | 'one' | 'two' | 'few' | 'many' | 'other']: string;
};

type English = Readonly<Record<string, string | TwoForms>>;
type Welsh<E extends English> = {
  readonly [K in keyof E]: E[K] extends string ? string : SixForms;
};

type Names<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Sentence<Entry> = Entry extends string
  ? Entry
  : Entry extends TwoForms
    ? Entry[keyof TwoForms]
    : never;
type Params<Entry> = {
  readonly [Name in Names<Sentence<Entry>>]: Name extends 'n' ? number : string | number;
};
type Given<Entry> = Names<Sentence<Entry>> extends never ? [] : [params: Params<Entry>];

/** Says one sentence. Its placeholders are typed from the English text. */
export type Say<E extends English> = <K extends keyof E & string>(
  key: K,
  ...given: Given<E[K]>
) => string;

export type Section<E extends English> = ((lang: Lang) => Say<E>) & {
  readonly catalogue: { readonly en: E; readonly cy: Welsh<E> };
};

const plurals = { en: new Intl.PluralRules('en'), cy: new Intl.PluralRules('cy') };

function form(entry: string | TwoForms | SixForms, lang: Lang, n: unknown): string {
  if (typeof entry === 'string') return entry;
  const name = plurals[lang].select(typeof n === 'number' ? n : 0);
  const forms: Partial<Record<string, string>> = entry;
  return forms[name] ?? entry.other;
}

/**
 * One area's sentences in both languages. Whole sentences only: glued fragments break Welsh
 * mutations and word order. A key missing in Welsh, or a counted sentence without its six forms,
 * does not compile.
 */
export function section<const E extends English>(catalogue: {
  en: E;
  cy: Welsh<NoInfer<E>>;
}): Section<E> {
  const speak =
    (lang: Lang): Say<E> =>
    (key, ...given) => {
      const params: Partial<Record<string, string | number>> = given[0] ?? {};
      const entries: Readonly<Record<string, string | TwoForms | SixForms>> = catalogue[lang];
      const text = form(entries[key] ?? key, lang, params['n']);
      return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
    };
  return Object.assign(speak, { catalogue });
}
