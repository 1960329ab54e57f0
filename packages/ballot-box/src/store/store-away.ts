/** The database cannot be reached or has no room: nothing is wrong with what was asked, and it may be asked again. */
export class StoreAway extends Error {
  constructor(cause: unknown) {
    super('the database is away', { cause });
  }
}

/** What whoever starts the box can mend, as a sentence for them. */
export class UnfitDatabase extends Error {}
