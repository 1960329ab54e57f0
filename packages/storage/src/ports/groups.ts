import type { Group } from '@canopy/domain';

export interface Groups {
  add(group: Group): Promise<void>;
  /** Replaces all but id and createdAt. False = no such group. */
  change(group: Group): Promise<boolean>;
  find(groupId: string): Promise<Group | null>;
  /** Oldest first. */
  all(): Promise<Group[]>;
}
