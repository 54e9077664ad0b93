import type { components } from '../bench/subject-protocol.wire.d.ts';
import { SubjectFault } from '../subject/fault.ts';
import { PROTOCOL_VERSION } from '../subject/protocol.ts';
import type { Subject } from '../subject/subject.ts';

/** The harness as subjects and reports know it. */
export const HARNESS = { name: 'assay', version: '0.1.0' };

/** Says hello to a subject and hears who it is, or what is wrong with it. */
export async function introduced(
  subject: Subject,
  { runId, seed, stateDirectory }: Readonly<{ runId: string; seed: number; stateDirectory: string }>,
): Promise<components['schemas']['InitializeResult'] | SubjectFault> {
  try {
    const result = await subject.call('initialize', {
      protocolVersion: PROTOCOL_VERSION,
      harness: HARNESS,
      run: { id: runId, seed },
      offered: { clocks: ['real'], notifications: [] },
      stateDirectory,
    });
    if (result.outcome === 'ok') return result;
    return new SubjectFault('could_not_run', 'the subject has no method initialize');
  } catch (error) {
    if (error instanceof SubjectFault) return error;
    throw error;
  }
}
