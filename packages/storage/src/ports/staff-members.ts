import type { Staff } from '@canopy/domain';

export interface StaffMembers {
  /** Throws `EmailTaken` when the address is in use (unique, case-folded by the caller). */
  add(staff: Staff & { passwordHash: string }): Promise<void>;
  /** Name, role, approval, groups, disabledAt. Not email or password. */
  change(staff: Staff): Promise<boolean>;
  setPassword(staffId: string, passwordHash: string): Promise<boolean>;
  find(staffId: string): Promise<Staff | null>;
  findByEmail(email: string): Promise<(Staff & { passwordHash: string }) | null>;
  /** Oldest first, disabled ones too. */
  all(): Promise<Staff[]>;
  count(): Promise<number>;
}

export class EmailTaken extends Error {}
