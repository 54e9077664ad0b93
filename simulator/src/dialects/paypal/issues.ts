/** The names of errors, with the status that each is answered with and what is said about all of its kind. */
export const ERROR_NAMES = {
  INVALID_REQUEST: [400, 'Request is not well-formed, syntactically incorrect, or violates schema.'],
  AUTHENTICATION_FAILURE: [
    401,
    'Authentication failed due to missing authorization header, or invalid authentication credentials.',
  ],
  NOT_AUTHORIZED: [403, 'Authorization failed due to insufficient permissions.'],
  RESOURCE_NOT_FOUND: [404, 'The specified resource does not exist.'],
  METHOD_NOT_SUPPORTED: [405, 'The server does not implement the requested HTTP method.'],
  REQUEST_TIMEOUT: [408, 'The request took too long to arrive.'],
  RESOURCE_CONFLICT: [409, 'The server has detected a conflict while processing this request.'],
  REQUEST_TOO_LARGE: [413, 'The request body is too large.'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'The server does not support the request payload media type.'],
  UNPROCESSABLE_ENTITY: [
    422,
    'The requested action could not be performed, semantically incorrect, or failed business validation.',
  ],
  RATE_LIMIT_REACHED: [429, 'Too many requests. Blocked due to rate limiting.'],
  INTERNAL_SERVER_ERROR: [500, 'An internal server error has occurred.'],
  BAD_GATEWAY: [502, 'The service could not be reached.'],
  SERVICE_UNAVAILABLE: [503, 'Service Unavailable.'],
} as const satisfies Readonly<Record<string, readonly [status: number, message: string]>>;

/** The name of an error. */
export type ErrorName = keyof typeof ERROR_NAMES;

/**
 * What can be wrong in particular: under which name it is answered, and what is said about it. The issues are PayPal's
 * (https://developer.paypal.com/api/rest/reference/orders/v2/errors/), the sentences our own.
 */
export const ISSUES = {
  // the request itself
  MALFORMED_REQUEST_JSON: ['INVALID_REQUEST', 'The request JSON is not well formed.'],
  MISSING_REQUIRED_PARAMETER: ['INVALID_REQUEST', 'A required field or parameter is missing.'],
  INVALID_PARAMETER_SYNTAX: ['INVALID_REQUEST', 'The value of a field does not conform to the expected format.'],
  INVALID_PARAMETER_VALUE: ['INVALID_REQUEST', 'The value of a field is invalid.'],
  INVALID_STRING_LENGTH: ['INVALID_REQUEST', 'The value of a field is either too short or too long.'],
  INVALID_ARRAY_MAX_ITEMS: ['INVALID_REQUEST', 'The number of items in an array is too large.'],
  INVALID_ARRAY_MIN_ITEMS: ['INVALID_REQUEST', 'The number of items in an array is too small.'],
  PAYPAL_REQUEST_ID_REQUIRED: [
    'INVALID_REQUEST',
    'A PayPal-Request-Id is required to make an order with a payment_source.',
  ],
  NOT_SUPPORTED: ['INVALID_REQUEST', 'A field used is not supported here.'],
  // who asks, and for what
  PERMISSION_DENIED: ['NOT_AUTHORIZED', 'You do not have permission to access or perform operations on this resource.'],
  PAYEE_ACCOUNT_NOT_VERIFIED: ['NOT_AUTHORIZED', 'The account of the payee cannot take payments yet.'],
  PAYEE_ACCOUNT_LOCKED_OR_CLOSED: ['NOT_AUTHORIZED', 'The account of the payee is locked or closed.'],
  INVALID_RESOURCE_ID: ['RESOURCE_NOT_FOUND', 'The specified resource ID does not exist. Check the resource ID.'],
  PREVIOUS_REQUEST_IN_PROGRESS: [
    'RESOURCE_CONFLICT',
    'A previous request on this resource is in progress. Wait for some time and try again.',
  ],
  // amounts
  INVALID_CURRENCY_CODE: ['UNPROCESSABLE_ENTITY', 'The currency code is none of ISO 4217.'],
  CURRENCY_NOT_SUPPORTED: ['UNPROCESSABLE_ENTITY', 'The currency is not supported.'],
  DECIMAL_PRECISION: ['UNPROCESSABLE_ENTITY', 'The value of the amount has more decimals than its currency.'],
  DECIMALS_NOT_SUPPORTED: ['UNPROCESSABLE_ENTITY', 'The currency does not support decimals.'],
  MAX_VALUE_EXCEEDED: ['UNPROCESSABLE_ENTITY', 'The value of the amount is too large.'],
  CANNOT_BE_NEGATIVE: ['UNPROCESSABLE_ENTITY', 'The amount must not be negative.'],
  CANNOT_BE_ZERO_OR_NEGATIVE: ['UNPROCESSABLE_ENTITY', 'The amount must be greater than zero.'],
  AMOUNT_MISMATCH: ['UNPROCESSABLE_ENTITY', 'The amount is not the sum of its breakdown.'],
  ITEM_TOTAL_REQUIRED: ['UNPROCESSABLE_ENTITY', 'With items, the breakdown has to say their total.'],
  ITEM_TOTAL_MISMATCH: ['UNPROCESSABLE_ENTITY', 'The item total is not the sum of the items.'],
  TAX_TOTAL_MISMATCH: ['UNPROCESSABLE_ENTITY', 'The tax total is not the sum of the taxes of the items.'],
  // orders
  ORDER_NOT_APPROVED: ['UNPROCESSABLE_ENTITY', 'The payer has not yet approved the order for payment.'],
  ORDER_ALREADY_AUTHORIZED: ['UNPROCESSABLE_ENTITY', 'The order has already been authorized.'],
  ORDER_ALREADY_CAPTURED: ['UNPROCESSABLE_ENTITY', 'The order has already been captured.'],
  ORDER_ALREADY_COMPLETED: ['UNPROCESSABLE_ENTITY', 'The order cannot be changed once it is completed.'],
  ORDER_EXPIRED: ['UNPROCESSABLE_ENTITY', 'The order has expired before it was approved.'],
  ACTION_DOES_NOT_MATCH_INTENT: [
    'UNPROCESSABLE_ENTITY',
    'The order was made with another intent: capture what is to be captured, authorize what is to be authorized.',
  ],
  PAYER_ACTION_REQUIRED: [
    'UNPROCESSABLE_ENTITY',
    'The payer has to do something before the payment can be made. Redirect the payer to the payer-action link.',
  ],
  INSTRUMENT_DECLINED: [
    'UNPROCESSABLE_ENTITY',
    'The instrument presented was declined. Ask the payer to choose another one.',
  ],
  PAYER_CANNOT_PAY: ['UNPROCESSABLE_ENTITY', 'The payer cannot pay for this transaction.'],
  TRANSACTION_REFUSED: ['UNPROCESSABLE_ENTITY', 'The request was refused.'],
  DUPLICATE_INVOICE_ID: ['UNPROCESSABLE_ENTITY', 'The invoice number was used for a completed payment already.'],
  CARD_EXPIRED: ['UNPROCESSABLE_ENTITY', 'The card is expired.'],
  // patches
  PATCH_PATH_REQUIRED: ['UNPROCESSABLE_ENTITY', 'Specify the path of the field that is to be changed.'],
  PATCH_VALUE_REQUIRED: ['UNPROCESSABLE_ENTITY', 'Specify the value for the field that is to be changed.'],
  NOT_PATCHABLE: ['UNPROCESSABLE_ENTITY', 'The field cannot be changed.'],
  INVALID_PATCH_OPERATION: ['UNPROCESSABLE_ENTITY', 'The field cannot be changed by this operation.'],
  // authorizations
  AUTHORIZATION_ALREADY_CAPTURED: ['UNPROCESSABLE_ENTITY', 'The authorization has already been captured.'],
  AUTHORIZATION_DENIED: ['UNPROCESSABLE_ENTITY', 'A denied authorization cannot be used.'],
  AUTHORIZATION_EXPIRED: ['UNPROCESSABLE_ENTITY', 'An expired authorization cannot be used.'],
  AUTHORIZATION_VOIDED: ['UNPROCESSABLE_ENTITY', 'A voided authorization cannot be used.'],
  AUTH_CAPTURE_CURRENCY_MISMATCH: [
    'UNPROCESSABLE_ENTITY',
    'The currency of the capture has to be that of the authorization.',
  ],
  AUTH_CURRENCY_MISMATCH: ['UNPROCESSABLE_ENTITY', 'The currency has to be that of the authorization.'],
  MAX_CAPTURE_AMOUNT_EXCEEDED: ['UNPROCESSABLE_ENTITY', 'The capture amount exceeds the allowable limit.'],
  MAX_CAPTURE_COUNT_EXCEEDED: ['UNPROCESSABLE_ENTITY', 'The maximum number of captures has been reached.'],
  MAX_AUTHORIZATION_AMOUNT_EXCEEDED: [
    'UNPROCESSABLE_ENTITY',
    'The amount is more than is left of the original authorization.',
  ],
  REAUTHORIZATION_TOO_SOON: [
    'UNPROCESSABLE_ENTITY',
    'A reauthorization is only allowed once, from day 4 to day 29 after the original authorization.',
  ],
  REAUTHORIZATION_NOT_ALLOWED: ['UNPROCESSABLE_ENTITY', 'The authorization was reauthorized already.'],
  PREVIOUSLY_CAPTURED: ['UNPROCESSABLE_ENTITY', 'The authorization has been captured, and so cannot be voided.'],
  PREVIOUSLY_VOIDED: ['UNPROCESSABLE_ENTITY', 'The authorization has been voided, and so cannot be voided again.'],
  // refunds
  CAPTURE_FULLY_REFUNDED: ['UNPROCESSABLE_ENTITY', 'The capture has already been fully refunded.'],
  REFUND_AMOUNT_EXCEEDED: ['UNPROCESSABLE_ENTITY', 'The refund amount is more than what is left of the capture.'],
  REFUND_CAPTURE_CURRENCY_MISMATCH: [
    'UNPROCESSABLE_ENTITY',
    'The currency of the refund has to be that of the capture.',
  ],
  REFUND_NOT_ALLOWED: ['UNPROCESSABLE_ENTITY', 'Only a completed capture can be refunded.'],
  REFUND_TIME_LIMIT_EXCEEDED: ['UNPROCESSABLE_ENTITY', 'The time in which the capture could be refunded is over.'],
  MAX_NUMBER_OF_REFUNDS_EXCEEDED: ['UNPROCESSABLE_ENTITY', 'The maximum number of refunds has been reached.'],
  TRANSACTION_DISPUTED: ['UNPROCESSABLE_ENTITY', 'The capture is disputed, and cannot be refunded for now.'],
  // webhooks
  WEBHOOK_NUMBER_LIMIT_EXCEEDED: ['UNPROCESSABLE_ENTITY', 'The maximum number of webhooks has been reached.'],
  WEBHOOK_URL_ALREADY_EXISTS: ['UNPROCESSABLE_ENTITY', 'There is a webhook for this URL already.'],
  INVALID_EVENT_TYPE: ['UNPROCESSABLE_ENTITY', 'There is no event of this type.'],
} as const satisfies Readonly<Record<string, readonly [name: ErrorName, description: string]>>;

/** What is wrong in particular. */
export type Issue = keyof typeof ISSUES;

/** Whether a text names an issue. */
export function isIssue(text: string): text is Issue {
  return Object.hasOwn(ISSUES, text);
}
