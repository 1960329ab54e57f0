import { z } from 'zod';

export const ROLES = ['administrator', 'chair', 'co-facilitator', 'note-taker'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Administrators and chairs see every group; the other two only the groups they are bound to. */
export const isBoundToGroups = (role: Role): boolean =>
  role === 'co-facilitator' || role === 'note-taker';

export type Staff = {
  id: string;
  email: string;
  /** The name members see, chosen by the member of staff: a first name or a working name. */
  name: string;
  role: Role;
  /** Checked and approved to be with children: counts towards the two adults of a youth panel. */
  approvedForChildren: boolean;
  groupIds: string[];
  disabledAt: number | null;
  createdAt: number;
};

export const Email = z.string().trim().toLowerCase().pipe(z.email().max(254));
export const PASSWORD_MIN = 12;
/** The upper bound keeps one request from buying seconds of hashing (ASVS 6.2.9 asks for at least 64). */
export const Password = z.string().min(PASSWORD_MIN).max(200);
export const StaffName = z.string().trim().min(1).max(40);
