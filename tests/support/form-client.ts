/** A browser without the browser: keeps cookies, reads pages, sends forms as same-origin forms are sent. */
export class FormClient {
  readonly #origin: string;
  readonly #jar: Map<string, string>;

  constructor(origin: string, cookies: Readonly<Record<string, string>> = {}) {
    this.#origin = origin;
    this.#jar = new Map(Object.entries(cookies));
  }

  get = (path: string): Promise<Response> => this.#ask(path, { method: 'GET' });

  /** Throws unless the form was taken: pages answer a form they took with a way onward. */
  async post(
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<string> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields))
      for (const each of typeof value === 'string' ? [value] : value) body.append(name, each);
    const answer = await this.#ask(path, { method: 'POST', body });
    const onward = answer.headers.get('location');
    if (onward === null || answer.status !== 303)
      throw new Error(
        `the form at ${path} was answered ${answer.status}: ${inText(await answer.text())}`,
      );
    return onward;
  }

  cookie(name: string): string {
    const value = this.#jar.get(name);
    if (value === undefined) throw new Error(`no cookie ${name} was given`);
    return value;
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const answer = await fetch(new URL(path, this.#origin), {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        origin: this.#origin,
        cookie: [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = (line.split(';')[0] ?? '').split('=', 2);
      if (name !== undefined && value !== undefined) this.#jar.set(name, value);
    }
    return answer;
  }
}

/** What a page says, for the message of a test that did not expect it. */
const inText = (html: string): string =>
  html
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 600);
