import type { Group } from '@canopy/domain';
import { bothSaid, said, type FormValues } from './form-values.ts';

/** A posted group form as the command wants it. What it says is judged there, not here. */
export const groupInput = (values: FormValues) => ({
  kind: said(values, 'kind'),
  name: bothSaid(values, 'name'),
  serviceName: said(values, 'serviceName'),
  cadence: said(values, 'cadence'),
  language: said(values, 'language'),
});

export const NEW_GROUP: Pick<Group, 'kind' | 'name' | 'serviceName' | 'cadence' | 'language'> = {
  kind: 'adult',
  name: { en: '', cy: '' },
  serviceName: null,
  cadence: 'quarterly',
  language: 'both',
};
