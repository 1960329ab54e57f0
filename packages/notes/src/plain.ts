// Control characters but the tab and the new line: a text box shows nothing for them, so copies
// would count differently from what people see.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/;
// eslint-disable-next-line no-control-regex
const EVERY_CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What somebody typed or pasted, as notes may hold it: new lines as `\n`, no half of a letter. */
export const plainText = (typed: string): string =>
  typed.replace(/\r\n?/g, '\n').replace(EVERY_CONTROL, '').replace(HALF_PAIR, '');

/** Whether a text is fit for notes as it is. Halves of letters do not survive the wire anyway. */
export const isPlainText = (text: string): boolean => !CONTROL.test(text);
