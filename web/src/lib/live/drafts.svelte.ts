import { emptyDraft, type Draft } from '#lib/room/draft.ts';

/**
 * Words being typed, kept while the room pauses, the stage changes or the language is switched, and
 * gone with the page: memory only (people 80). One draft per board, and one per leaf being changed.
 */
export class Drafts {
  #kept: Record<string, Draft> = $state({});

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
}
