import { check as exactAmounts } from './amt-01-exact-amounts.ts';
import { check as exponents } from './amt-02-exponents.ts';
import { check as exceptionsToIso } from './amt-03-exceptions-to-iso.ts';
import { check as ownCurrency } from './amt-04-own-currency.ts';
import { check as confirmedAmount } from './amt-05-confirmed-amount.ts';
import { check as capturesWithinTheHold } from './amt-06-captures-within-the-hold.ts';
import { check as refundsWithinTheCaptures } from './amt-07-refunds-within-the-captures.ts';
import { check as impossibleAmounts } from './amt-08-impossible-amounts.ts';
import { check as settingsAreJudgedFirst } from './cfg-01-settings-are-judged-first.ts';
import { check as rulesHoldAtCheckout } from './cfg-02-rules-hold-at-checkout.ts';
import { check as theCaptureModeStays } from './cfg-03-the-capture-mode-stays.ts';
import { check as capabilitiesAreTrue } from './cfg-04-capabilities-are-true.ts';
import { check as settingsChangeAtOnce } from './cfg-05-settings-change-at-once.ts';
import { check as changedOrders } from './cfg-06-changed-orders.ts';
import { check as additionsAreNoNews } from './cfg-07-additions-are-no-news.ts';
import type { Check } from './check.ts';
import { check as ownCredentialsOnly } from './cre-01-own-credentials-only.ts';
import { check as environmentFrozen } from './cre-02-environment-frozen.ts';
import { check as misplacedCredential } from './cre-03-misplaced-credential.ts';
import { check as noDefaultEnvironment } from './cre-04-no-default-environment.ts';
import { check as addressAndCredential } from './cre-05-address-and-credential-together.ts';
import { check as ownAccount } from './cre-06-own-account.ts';
import { check as referencesStay } from './cre-07-references-stay.ts';
import { check as foreignNotification } from './cre-08-foreign-notification.ts';
import { check as signingSecrets } from './cre-09-signing-secrets.ts';
import { check as cachesApart } from './cre-10-caches-apart.ts';
import { check as rotation } from './cre-11-rotation.ts';
import { check as neverProduction } from './cre-12-never-production.ts';
import { check as eachAnswerByItsClass } from './err-01-each-answer-by-its-class.ts';
import { check as noAccidentalDeclines } from './err-02-no-accidental-declines.ts';
import { check as refusedCredentials } from './err-03-refused-credentials.ts';
import { check as twoHundredIsNotEnough } from './err-04-two-hundred-is-not-enough.ts';
import { check as wordsAreForPeople } from './err-05-words-are-for-people.ts';
import { check as whatCustomersRead } from './err-06-what-customers-read.ts';
import { check as failuresAreTold } from './err-07-failures-are-told.ts';
import { check as keysOnWrites } from './idm-01-keys-on-writes.ts';
import { check as oneKeyPerCommand } from './idm-02-one-key-per-command.ts';
import { check as aKeyForEachCommand } from './idm-03-a-key-for-each-command.ts';
import { check as askBeforeTelling } from './idm-04-ask-before-telling.ts';
import { check as unknownStaysUnknown } from './idm-05-unknown-stays-unknown.ts';
import { check as inProgress } from './idm-06-in-progress.ts';
import { check as conflictingKey } from './idm-07-conflicting-key.ts';
import { check as boundedRetries } from './idm-08-bounded-retries.ts';
import { check as hardDeclines } from './idm-09-hard-declines.ts';
import { check as oneEffect } from './idm-10-one-effect.ts';
import { check as afterACrash } from './idm-11-after-a-crash.ts';
import { check as lookBeforeALateRetry } from './idm-12-look-before-a-late-retry.ts';
import { check as historyOnlyGrows } from './obs-01-history-only-grows.ts';
import { check as booksAndLedgerAgree } from './obs-02-books-and-ledger-agree.ts';
import { check as recordsCanBeMatched } from './obs-03-records-can-be-matched.ts';
import { check as unresolvedUntilAsked } from './obs-04-unresolved-until-asked.ts';
import { check as whoWantedIt } from './obs-05-who-wanted-it.ts';
import { check as cardNumbers } from './pri-01-card-numbers.ts';
import { check as secretsStaySecret } from './pri-02-secrets-stay-secret.ts';
import { check as sensitiveData } from './pri-03-sensitive-data.ts';
import { check as cleanAddresses } from './pri-04-clean-addresses.ts';
import { check as noCardNumbersInFields } from './pri-05-no-card-numbers-in-fields.ts';
import { check as nobodyByName } from './pri-06-nobody-by-name.ts';
import { check as addressesProveNothing } from './red-01-addresses-prove-nothing.ts';
import { check as returnsAreBound } from './red-02-returns-are-bound.ts';
import { check as anActionIsNoConsent } from './red-03-an-action-is-no-consent.ts';
import { check as failedChallenges } from './red-04-failed-challenges.ts';
import { check as returnAndNotification } from './red-05-return-and-notification.ts';
import { check as whoNeverComesBack } from './red-06-who-never-comes-back.ts';
import { check as returnAddresses } from './red-07-return-addresses.ts';
import { check as capturedMeansCaptured } from './sta-01-captured-means-captured.ts';
import { check as heldIsNotPaid } from './sta-02-held-is-not-paid.ts';
import { check as capturedOnce } from './sta-03-captured-once.ts';
import { check as partOfAHold } from './sta-04-part-of-a-hold.ts';
import { check as severalCaptures } from './sta-05-several-captures.ts';
import { check as onlyHoldsAreVoided } from './sta-06-only-holds-are-voided.ts';
import { check as cancelledIsReleased } from './sta-07-cancelled-is-released.ts';
import { check as tooLateToCapture } from './sta-08-too-late-to-capture.ts';
import { check as lapsedHoldsAreNoticed } from './sta-09-lapsed-holds-are-noticed.ts';
import { check as refundsTakeTheirTime } from './sta-10-refunds-take-their-time.ts';
import { check as neverBackwards } from './sta-11-never-backwards.ts';
import { check as unheardOfStatuses } from './sta-12-unheard-of-statuses.ts';
import { check as aLookUpSettles } from './sta-13-a-look-up-settles.ts';
import { check as disputesStandBeside } from './sta-14-disputes-stand-beside.ts';
import { check as theRightHost } from './tls-01-the-right-host.ts';
import { check as protectedAddresses } from './tls-02-protected-addresses.ts';
import { check as redirectsCarryNothing } from './tls-03-redirects-carry-nothing.ts';
import { check as noOldTls } from './tls-04-no-old-tls.ts';
import { check as nobodyWaitsForEver } from './tls-05-nobody-waits-for-ever.ts';
import { check as signedWhole } from './tls-06-signed-whole.ts';
import { check as exactBytes } from './whk-01-exact-bytes.ts';
import { check as badSignatures } from './whk-02-bad-signatures.ts';
import { check as oldAndEarly } from './whk-04-old-and-early.ts';
import { check as onceMore } from './whk-05-once-more.ts';
import { check as copiesAtOnce } from './whk-06-copies-at-once.ts';
import { check as anyOrder } from './whk-07-any-order.ts';
import { check as unheardOfTypes } from './whk-08-unheard-of-types.ts';
import { check as keptBeforeThanks } from './whk-09-kept-before-thanks.ts';
import { check as beforeTheReply } from './whk-10-before-the-reply.ts';
import { check as secretsChange } from './whk-11-secrets-change.ts';
import { check as aboutThisPayment } from './whk-12-about-this-payment.ts';
import { check as hintsOnly } from './whk-13-hints-only.ts';
import { check as thanksFirst } from './whk-14-thanks-first.ts';
import { check as hostileBodies } from './whk-15-hostile-bodies.ts';

/** Every check there is. Each stands in a file named by its requirement. */
export const CHECKS: readonly Check[] = [
  ownCredentialsOnly,
  environmentFrozen,
  misplacedCredential,
  noDefaultEnvironment,
  addressAndCredential,
  ownAccount,
  referencesStay,
  foreignNotification,
  signingSecrets,
  cachesApart,
  rotation,
  neverProduction,
  protectedAddresses,
  redirectsCarryNothing,
  nobodyWaitsForEver,
  keysOnWrites,
  oneKeyPerCommand,
  aKeyForEachCommand,
  askBeforeTelling,
  unknownStaysUnknown,
  inProgress,
  conflictingKey,
  boundedRetries,
  hardDeclines,
  oneEffect,
  exactAmounts,
  exponents,
  ownCurrency,
  confirmedAmount,
  capturesWithinTheHold,
  refundsWithinTheCaptures,
  impossibleAmounts,
  capturedMeansCaptured,
  heldIsNotPaid,
  capturedOnce,
  partOfAHold,
  severalCaptures,
  onlyHoldsAreVoided,
  cancelledIsReleased,
  tooLateToCapture,
  lapsedHoldsAreNoticed,
  refundsTakeTheirTime,
  neverBackwards,
  unheardOfStatuses,
  aLookUpSettles,
  addressesProveNothing,
  returnsAreBound,
  anActionIsNoConsent,
  failedChallenges,
  returnAndNotification,
  whoNeverComesBack,
  returnAddresses,
  exactBytes,
  badSignatures,
  oldAndEarly,
  onceMore,
  copiesAtOnce,
  anyOrder,
  unheardOfTypes,
  keptBeforeThanks,
  beforeTheReply,
  secretsChange,
  aboutThisPayment,
  hintsOnly,
  thanksFirst,
  hostileBodies,
  noAccidentalDeclines,
  refusedCredentials,
  twoHundredIsNotEnough,
  wordsAreForPeople,
  whatCustomersRead,
  failuresAreTold,
  cardNumbers,
  secretsStaySecret,
  cleanAddresses,
  booksAndLedgerAgree,
  recordsCanBeMatched,
  unresolvedUntilAsked,
  rulesHoldAtCheckout,
  theCaptureModeStays,
  capabilitiesAreTrue,
  theRightHost,
  noOldTls,
  eachAnswerByItsClass,
  disputesStandBeside,
  sensitiveData,
  noCardNumbersInFields,
  nobodyByName,
  historyOnlyGrows,
  whoWantedIt,
  settingsAreJudgedFirst,
  settingsChangeAtOnce,
  additionsAreNoNews,
  lookBeforeALateRetry,
  afterACrash,
  changedOrders,
  signedWhole,
  exceptionsToIso,
];
