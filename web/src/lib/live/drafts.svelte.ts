import { emptyDraft, type Draft } from '#lib/room/draft.ts';

/**
 * Words being typed, kept while the room pauses, the stage changes or the language is switched, and
 * gone with the page: memory only (people 80). One draft per board, and one per leaf being changed.
 */
export class Drafts {
  #kept: Record<string, Draft> = $state({});
  #key: string;

  constructor(owner: string) {
    this.#key = `canopy-drafts-${owner}`;
  }

  get(key: string): Draft {
    return this.#kept[key] ?? emptyDraft();
  }
  set(key: string, draft: Draft): void {
    this.#kept[key] = draft;
  }
  has(key: string): boolean {
    const draft = this.#kept[key];
    return draft !== undefined && (draft.words !== '' || draft.word !== '' || draft.picture !== '');
  }
  drop(key: string): void {
    delete this.#kept[key];
  }

  /** Across the one reload that we ask for ourselves: it is no fault of whoever is typing. */
  carry(): void {
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(this.#kept));
    } catch {
      // Full or switched off: the reload was asked for all the same.
    }
  }
  /** What that reload carried, once. */
  take(): void {
    try {
      const kept = sessionStorage.getItem(this.#key);
      sessionStorage.removeItem(this.#key);
      if (kept !== null) Object.assign(this.#kept, JSON.parse(kept) as Record<string, Draft>);
    } catch {
      // Nothing was kept.
    }
  }
}
