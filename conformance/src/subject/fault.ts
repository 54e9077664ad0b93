/**
 * What a subject did wrong apart from any requirement. `crashed`: the program ended by itself. `late`: no reply within
 * the budget of a call. `broke_protocol`: a line that the protocol does not allow. `could_not_run`: it says so itself.
 */
export const SUBJECT_FAULTS = ['crashed', 'late', 'broke_protocol', 'could_not_run'] as const;
export type SubjectFaultKind = (typeof SUBJECT_FAULTS)[number];

/** The subject cannot be asked any further. */
export class SubjectFault extends Error {
  override readonly name = 'SubjectFault';
  readonly kind: SubjectFaultKind;

  constructor(kind: SubjectFaultKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The harness itself is wrong, whatever the subject does. */
export class HarnessFault extends Error {
  override readonly name = 'HarnessFault';
}
