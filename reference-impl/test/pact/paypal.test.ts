import { PAYPAL_TALKS } from './paypal/contract.ts';
import { SHOWS_NOTHING, talkTests, withBody, withHeaders } from './talk-tests.ts';

talkTests('paypal', PAYPAL_TALKS, [
  [
    'sends no request id',
    'an order to authorize out of a wallet',
    withHeaders((headers) => void delete headers['paypal-request-id']),
  ],
  [
    'sends another id than it was given',
    'a void of what was captured',
    withHeaders((headers) => void Object.assign(headers, headers['paypal-request-id'] && { 'paypal-request-id': 'x' })),
  ],
  [SHOWS_NOTHING, 'the connection', (request) => request],
  ['takes at once what is to be held', 'an order to authorize out of a wallet', withBody('AUTHORIZE', 'CAPTURE')],
  ['asks for another amount', 'a capture of a hold', withBody('19.99', '19.98')],
  ['names the wrong order', 'an order to authorize out of a wallet', withBody('sandbox/N-1', 'sandbox/N-2')],
  [
    'asks elsewhere',
    'an order that is captured',
    (request) => ({ ...request, path: request.path.replace('/v2/', '/v1/') }),
  ],
]);
