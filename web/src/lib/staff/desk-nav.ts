import {
  iconCalendar,
  iconHome,
  iconLock,
  iconPeople,
  iconStrand,
  type IconPath,
} from '../ui/icons.ts';
import { href, type Lang } from '../language/lang.ts';
import { staffWords } from '../words/staff.ts';

export type DeskPlace = { href: string; words: string; icon: IconPath; here: boolean };

/** Where staff can go from every desk page. `pathname` may carry a language. */
export function deskNav(lang: Lang, pathname: string, isAdministrator: boolean): DeskPlace[] {
  const w = staffWords(lang);
  const places: readonly (readonly [path: string, words: string, icon: IconPath])[] = [
    ['/staff', w('home'), iconHome],
    ['/staff/groups', w('groups'), iconPeople],
    ['/staff/sessions', w('sessions'), iconCalendar],
    ['/staff/strands', w('strands'), iconStrand],
    ...(isAdministrator ? [['/staff/people', w('people'), iconLock] as const] : []),
  ];
  return places.map(([path, words, icon]) => {
    const to = href(lang, path);
    const here = path === '/staff' ? pathname === to : pathname.startsWith(to);
    return { href: to, words, icon, here };
  });
}
