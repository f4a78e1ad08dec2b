import { cited } from '../history/event.ts';
import { at, found, nothing, type Rule } from './rule.ts';

interface State {
  /** Of a file: who handed it in first. */
  readonly by?: string;
  readonly name?: string;
}

/** A case was approved without a required material, or a file is the same as one of another applicant. */
export const c02: Rule<State> = {
  id: 'C-02',
  basis: '行政许可法 31, 38, 69',
  colours: ['yellow'],
  needs: ['materials', 'file'],
  start: {},
  scope: (event) => {
    if (event.type === 'materials') return `case/${event.case}`;
    // A paper that many hand in alike says nothing.
    return event.type === 'file' && event.common !== true ? `file/${event.digest}` : undefined;
  },
  step: (state, event) => {
    if (event.type === 'materials') {
      const missing = event.missing - event.promised;
      return missing <= 0 ? nothing(state) : found(state, at(event, { colour: 'yellow', facts: { missing } }));
    }
    if (event.type !== 'file') return nothing(state);
    if (state.by === undefined) return nothing({ by: event.applicant, name: cited(event) });
    if (state.by === event.applicant) return nothing(state);
    const evidence = [state.name ?? '', cited(event)];
    return found(state, at(event, { colour: 'yellow', facts: { missing: 0 }, evidence }));
  },
};
