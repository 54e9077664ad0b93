import { type Authorization, authorizations } from '../../engine/payment.ts';
import type { StoredPayment } from '../../store/store.ts';
import { decodeDetails } from './codec.ts';
import { isVerification, type Transaction } from './transactions.ts';

// https://developer.paypal.com/api/nvp-soap/payflow/integration-guide/verbosity/
const FAILED = 1;
const APPROVED = 3;
const PARTLY_CAPTURED = 4;
const TO_BE_SETTLED = 6;
const CAPTURED = 9;
const VOIDED = 1000;

/** TRANSSTATE, which an inquiry with VERBOSITY=HIGH tells; undefined where it is not known what the provider says. */
export function transactionState(transaction: Transaction, stored: StoredPayment): number | undefined {
  const { type, result, part } = transaction;
  if (result === 126) return undefined;
  if (result !== 0) return FAILED;
  switch (type) {
    case 'S':
    case 'D':
      return isTakenBack(transaction, stored) ? VOIDED + TO_BE_SETTLED : TO_BE_SETTLED;
    case 'C':
      return TO_BE_SETTLED;
    case 'V':
      return 0;
    case 'A': {
      if (isVerification(transaction)) return 0;
      const authorization = authorizations(stored.payment).find(({ id }) => id === part);
      return authorization === undefined ? undefined : stateOf(authorization, capturedOf(stored, part));
    }
  }
}

function stateOf({ status }: Authorization, isCaptured: boolean): number | undefined {
  const before = isCaptured ? PARTLY_CAPTURED : APPROVED;
  switch (status) {
    case 'open':
    case 'expired':
      return before;
    case 'closed':
      return isCaptured ? CAPTURED : VOIDED + APPROVED;
    case 'voided':
      return VOIDED + before;
    case 'processing':
    case 'declined':
    case 'replaced':
      return undefined;
  }
}

function isTakenBack({ capture }: Transaction, stored: StoredPayment): boolean {
  const { payment } = stored;
  const { takenBack = [] } = decodeDetails(stored);
  if (capture === undefined || payment.state !== 'approved') return false;
  return payment.refunds.some(({ captureId, id, status }) => {
    return captureId === capture.id && status !== 'failed' && takenBack.includes(id);
  });
}

function capturedOf({ payment }: StoredPayment, part: string): boolean {
  if (payment.state !== 'approved') return false;
  return payment.captures.some(({ authorizationId, status }) => authorizationId === part && status !== 'failed');
}
