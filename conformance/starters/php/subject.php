<?php
/**
 * A subject for Assay: the program between the harness and your payment integration.
 *
 *     assay lint  --subject 'stdio:php subject.php'     does it speak the protocol?
 *     assay check --subject 'stdio:php subject.php'     is the integration right?
 *
 * The upper half is a very small integration of the generic provider. Replace it by calls of your own code, method by
 * method. It does what first integrations do, and leaves out what they leave out: `assay check` says what that is.
 * The lower half speaks the protocol and can stay as it is. It needs PHP 8.1 or newer, and no extension.
 */

declare(strict_types=1);

// Standard output is for the protocol: warnings go to standard error.
ini_set('display_errors', 'stderr');

// What you declare here you are held to; what you leave out is not asked for. The words are in PROTOCOL.md.
const CAPABILITIES = ['card', 'manual_capture'];

$shops = [];    // by shopId: the configuration
$payments = []; // by paymentId: what we know about the payment

function initialize(array $params): array
{
    return [
        'outcome' => 'ok',
        'protocolVersion' => '2026-12',
        'subject' => ['name' => 'my shop', 'version' => '1', 'language' => 'PHP'],
        'provider' => 'generic',
        'capabilities' => CAPABILITIES,
    ];
}

/** The merchant sets up the shop: an account per environment, and the one it trades in. */
function configure(array $params): array
{
    global $shops;
    $shops[$params['shopId']] = $params;
    return ['outcome' => 'ok'];
}

/** A customer checks out. */
function createPayment(array $params): array
{
    global $shops, $payments;
    $order = $params['order'];
    $paymentId = 'payment-' . (count($payments) + 1);
    $payments[$paymentId] = [
        'paymentId' => $paymentId,
        'shopId' => $params['shopId'],
        // The payment remembers where it was made; the shop may trade elsewhere tomorrow.
        'environment' => $shops[$params['shopId']]['active'],
        'order' => $order,
        'provider' => null,
    ];
    $body = [
        'amount' => ['minor' => (int) $order['amount']['minor'], 'currency' => $order['amount']['currency']],
        'captureMode' => $params['capture'] === 'now' ? 'automatic' : 'manual',
        'reference' => $order['reference'],
        'returnUrl' => $params['returnUrl'],
    ];
    if ($params['method']['kind'] === 'card') {
        $body['card'] = $params['method']['card'];
    }
    return perform($paymentId, '/v1/payments', $body, $params['commandId']);
}

/** A sales person captures all that is held. */
function capture(array $params): array
{
    global $payments;
    $paymentId = $params['paymentId'];
    $known = $payments[$paymentId]['provider'] ?? null;
    if ($known === null) {
        return ['outcome' => 'failed', 'code' => 'payment.not_known', 'paymentId' => $paymentId];
    }
    if (isset($params['amount'])) {
        // What was not declared above is answered like this, and nothing is sent.
        return ['outcome' => 'unsupported', 'reason' => 'captures of a part'];
    }
    return perform($paymentId, "/v1/payments/{$known['id']}/captures", [], $params['commandId']);
}

/** What our own records say. The provider must not be asked here. */
function getPayment(array $params): array
{
    global $payments;
    $payment = $payments[$params['paymentId']] ?? null;
    if ($payment === null) {
        return ['outcome' => 'failed', 'code' => 'payment.not_found'];
    }
    $known = $payment['provider'];
    $balances = $known['balances'] ?? [];
    $told = [
        'paymentId' => $payment['paymentId'],
        'shopId' => $payment['shopId'],
        'environment' => $payment['environment'],
        'state' => $known['status'] ?? 'unknown',
        'currency' => $payment['order']['amount']['currency'],
        'amount' => $payment['order']['amount']['minor'],
        'authorized' => (string) ($balances['authorized'] ?? 0),
        'captured' => (string) ($balances['captured'] ?? 0),
        'refunded' => (string) ($balances['refunded'] ?? 0),
    ];
    if ($known !== null) {
        $told['providerReference'] = $known['id'];
    }
    return ['outcome' => 'ok', 'payment' => $told];
}

/** Asks the provider where the payment was made, and says what came of it. */
function perform(string $paymentId, string $path, array $body, string $commandId): array
{
    global $shops, $payments;
    $payment = $payments[$paymentId];
    $account = $shops[$payment['shopId']]['environments'][$payment['environment']];
    $context = stream_context_create(['http' => [
        'method' => 'POST',
        'header' => [
            'content-type: application/json',
            'authorization: Bearer ' . $account['credential']['apiKey'],
            // The same click has the same key, so that the provider does it once.
            'idempotency-key: ' . $payment['shopId'] . '-' . $commandId,
        ],
        'content' => json_encode((object) $body),
        'timeout' => 10,
        // A redirect would carry the credential to wherever it points.
        'follow_location' => 0,
        'ignore_errors' => true,
    ]]);
    $text = @file_get_contents($account['baseUrl'] . $path, false, $context);
    $status = preg_match('~^HTTP/\S+ (\d{3})~', $http_response_header[0] ?? '', $found) ? (int) $found[1] : 0;
    if ($status >= 400 && $status < 500) {
        return ['outcome' => 'failed', 'code' => "provider.$status", 'paymentId' => $paymentId];
    }
    $answer = $text === false ? null : json_decode($text, true);
    if ($status < 200 || $status >= 300 || !is_array($answer) || !isset($answer['id'], $answer['status'])) {
        // No readable answer: it may have happened. Never call this a failure.
        return ['outcome' => 'unknown', 'why' => $status === 0 ? 'no answer' : "status $status", 'paymentId' => $paymentId];
    }
    $payments[$paymentId]['provider'] = $answer;
    return match ($answer['status']) {
        'declined' => ['outcome' => 'declined', 'paymentId' => $paymentId],
        'action_required' => [
            'outcome' => 'action_required',
            'paymentId' => $paymentId,
            'action' => ['kind' => 'redirect', 'url' => $answer['action']['url']],
        ],
        default => ['outcome' => 'ok', 'paymentId' => $paymentId],
    };
}

// --- The protocol: one JSON message per line. ---------------------------------------------------------------------

const METHODS = ['initialize', 'configure', 'createPayment', 'capture', 'getPayment', 'shutdown'];

function shutdown(array $params): array
{
    return ['outcome' => 'ok'];
}

function replyTo(array $request): array
{
    $method = $request['method'];
    if (!in_array($method, METHODS, true)) {
        return ['error' => ['code' => -32601, 'message' => "no method $method"]];
    }
    // A stray echo would break the protocol, so whatever is printed meanwhile goes to standard error.
    ob_start();
    try {
        return ['result' => $method($request['params'])];
    } catch (Throwable $error) {
        fwrite(STDERR, $error . "\n");
        return ['error' => ['code' => -32603, 'message' => $error->getMessage()]];
    } finally {
        fwrite(STDERR, (string) ob_get_clean());
    }
}

while (($line = fgets(STDIN)) !== false) {
    $request = json_decode($line, true);
    $reply = ['jsonrpc' => '2.0', 'id' => $request['id']] + replyTo($request);
    fwrite(STDOUT, json_encode($reply) . "\n");
    fflush(STDOUT);
    if ($request['method'] === 'shutdown') {
        break;
    }
}
