/** The file is not a Canopy database, or is damaged. It has not been changed. */
export class UnreadableDatabase extends Error {
  constructor(what: string, cause?: unknown) {
    super(
      `${what} Nothing in it was changed. Put back a backup, or move it away to start empty.`,
      cause === undefined ? undefined : { cause },
    );
    this.name = 'UnreadableDatabase';
  }
}

/** The file was written by a later Canopy: this one would not understand what it finds. */
export class NewerDatabase extends Error {
  constructor(unknown: string) {
    super(
      `This database was last opened by a newer version of Canopy (it holds step ${unknown}). Start that version, or put back a backup from before the update.`,
    );
    this.name = 'NewerDatabase';
  }
}

/** It is away, does not let us in, or is set up so that promises could not be kept. Nothing was changed. */
export class UnusableDatabase extends Error {
  constructor(what: string, cause?: unknown) {
    super(what, cause === undefined ? undefined : { cause });
    this.name = 'UnusableDatabase';
  }
}
