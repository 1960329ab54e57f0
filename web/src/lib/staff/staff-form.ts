import { said, type FormValues } from './form-values.ts';

/** A posted person, without what only one of adding and editing asks. */
export const personInput = (values: FormValues) => ({
  name: said(values, 'name'),
  role: said(values, 'role'),
  approvedForChildren: said(values, 'approvedForChildren') === 'yes',
  groupIds: [...(values['groupIds'] ?? [])],
});
