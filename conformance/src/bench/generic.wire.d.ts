// Generated from specs/generic.openapi.yaml by `npm run generate`. Do not edit.
export interface paths {
    "/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which environment this is */
        get: operations["about"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the `type` of a problem stands for */
        get: operations["explainProblem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a client id and secret for an access token
         * @description Client authentication is HTTP Basic (preferred) or `client_id` and `client_secret` in the form, never both. Errors have the shape of RFC 6749 section 5.2, not of RFC 9457, as OAuth libraries expect it; what fails before the client is looked at is a problem as everywhere else.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/connection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is calling, in which environment, with which rights */
        get: operations["checkConnection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Payments of this merchant account in this environment, newest first
         * @description Needs the scope `read`.
         */
        get: operations["listPayments"];
        put?: never;
        /**
         * Request a payment
         * @description With a card the issuer is asked at once. Without one the answer is `action_required` with the address of the provider's own payment page, where the customer enters the card, approves with a wallet, or sends a bank transfer, as `method` says; that needs `returnUrl`. A bank transfer stays `processing` until it has arrived or failed, and is captured automatically or not at all. Needs the scope `pay`.
         */
        post: operations["createPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{paymentId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        /**
         * One payment as it stands now
         * @description Needs the scope `read`.
         */
        get: operations["getPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{paymentId}/captures": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Capture all or part of the hold
         * @description Without an amount, all that can be captured. The rest of the hold stays open unless `final` is true. Needs the scope `capture`.
         */
        post: operations["capturePayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{paymentId}/void": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give back the hold, or what is left of it
         * @description Needs the scope `capture`.
         */
        post: operations["voidPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{paymentId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw a payment that was never approved
         * @description Needs the scope `pay`.
         */
        post: operations["cancelPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{paymentId}/increments": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the issuer for more on the open hold
         * @description Needs the scope `pay`.
         */
        post: operations["incrementPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{paymentId}/reauthorizations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the open hold by a fresh one for what is left to capture
         * @description The new authorization has a new id and a new expiry. Needs the scope `pay`.
         */
        post: operations["reauthorizePayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payments/{paymentId}/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Return captured money
         * @description Without an amount, all that can be refunded. Needs the scope `refund`.
         */
        post: operations["refundPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    notification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Something has happened to a payment
         * @description Sent to every webhook endpoint of the merchant account in this environment that wants the type. Any 2xx within ten seconds takes it; whatever else is tried again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, ten attempts in all, and later where a Retry-After of up to 24 hours asks for it. 410 disables the endpoint. Redirects are not followed. The id is the same for every attempt and every endpoint; about one payment they come in order as long as none of them fails.
         */
        post: operations["receiveNotification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        Empty: Record<string, never>;
        /**
         * @description ISO 4217
         * @example EUR
         */
        Currency: string;
        Money: {
            /**
             * @description Count of the currency's smallest unit; increments may bring it beyond what one request can ask for
             * @example 1999
             */
            minor: number;
            currency: components["schemas"]["Currency"];
        };
        PositiveMoney: {
            /** @example 1999 */
            minor: number;
            currency: components["schemas"]["Currency"];
        };
        /** Format: date-time */
        Instant: string;
        Id: string;
        /** @enum {string} */
        Scope: "pay" | "capture" | "refund" | "read";
        TokenRequest: {
            /** @constant */
            grant_type: "client_credentials";
            client_id?: string;
            client_secret?: string;
            /** @description Space-separated scopes, a subset of the client's; all of them when left out */
            scope?: string;
        };
        Token: {
            access_token: string;
            /** @constant */
            token_type: "Bearer";
            /** @description Seconds */
            expires_in: number;
            scope: string;
        };
        OAuthError: {
            /** @enum {string} */
            error: "invalid_request" | "invalid_client" | "unauthorized_client" | "unsupported_grant_type" | "invalid_scope";
            error_description: string;
        };
        Connection: {
            environment: string;
            /** @enum {string} */
            mode: "test" | "live";
            merchant: {
                id: components["schemas"]["Id"];
                name: string;
                /** @enum {string} */
                status: "pending" | "active" | "suspended";
            };
            credential: {
                id: components["schemas"]["Id"];
                /** @enum {string} */
                kind: "api_key" | "oauth_client";
                scopes: components["schemas"]["Scope"][];
                expiresAt?: components["schemas"]["Instant"];
            };
        };
        /** @description Lives only as long as the request; brand, last four digits and fingerprint remain. */
        Card: {
            number: string;
            expiryMonth: number;
            expiryYear: number;
            cvc: string;
            holderName?: string;
        };
        /** @description A card number in any field but `card.number` is refused, since all other text is kept and shown again. */
        PaymentRequest: {
            /** @description Nothing (0) with captureMode manual checks a card: the issuer is asked, nothing is held, and `cardOf` can pay with the card later. */
            amount: {
                /** @example 1999 */
                minor: number;
                currency: components["schemas"]["Currency"];
            };
            /**
             * @description Captured with the authorization, or later by a request of its own
             * @enum {string}
             */
            captureMode: "automatic" | "manual";
            /** @description The shop's own number for what is being paid; need not be unique */
            reference: string;
            description?: string;
            /** @description What the customer pays with; a card when left out, and nothing else where `card` is given */
            method?: components["schemas"]["PaymentMethod"];
            card?: components["schemas"]["Card"];
            /** @description Pays with the card that an earlier payment of nothing has checked, while the customer is away: the issuer can approve or decline, and asks for no confirmation */
            cardOf?: string;
            /**
             * Format: uri
             * @description Where the customer's browser goes afterwards; `payment` is added to its query
             */
            returnUrl?: string;
            metadata?: {
                [key: string]: string;
            };
        };
        /** @enum {string} */
        PaymentMethod: "card" | "wallet" | "bank_transfer";
        CaptureRequest: {
            amount?: components["schemas"]["PositiveMoney"];
            /** @description True releases what is left of the hold. Default: false */
            final?: boolean;
        };
        IncrementRequest: {
            /** @description By how much the hold grows */
            amount: components["schemas"]["PositiveMoney"];
        };
        RefundRequest: {
            amount?: components["schemas"]["PositiveMoney"];
            /** @description Only from this capture */
            captureId?: string;
            reason?: string;
        };
        /**
         * @description Computed from the amounts and the hold, never stored
         * @enum {string}
         */
        PaymentStatus: "action_required" | "processing" | "authorized" | "partially_captured" | "captured" | "voided" | "expired" | "declined" | "cancelled" | "card_checked";
        Payment: {
            id: components["schemas"]["Id"];
            /** @description The environment this payment was made in; it never changes */
            environment: string;
            /** @enum {string} */
            mode: "test" | "live";
            status: components["schemas"]["PaymentStatus"];
            amount: components["schemas"]["Money"];
            /** @enum {string} */
            captureMode: "automatic" | "manual";
            method: components["schemas"]["PaymentMethod"];
            reference: string;
            description?: string;
            metadata: {
                [key: string]: string;
            };
            createdAt: components["schemas"]["Instant"];
            balances: components["schemas"]["Balances"];
            card?: components["schemas"]["CardSummary"];
            action?: components["schemas"]["CustomerAction"];
            decline?: components["schemas"]["Decline"];
            authorizations: components["schemas"]["Authorization"][];
            captures: components["schemas"]["Capture"][];
            refunds: components["schemas"]["Refund"][];
            disputes: components["schemas"]["Dispute"][];
        };
        /** @description All in minor units of the payment's currency. captured + capturing + capturable + released + expired = authorized; refunded + refunding + refundable + disputed = captured. */
        Balances: {
            currency: components["schemas"]["Currency"];
            authorized: number;
            capturable: number;
            capturing: number;
            captured: number;
            released: number;
            expired: number;
            refundable: number;
            refunding: number;
            refunded: number;
            disputed: number;
        };
        CardSummary: {
            /** @enum {string} */
            brand: "visa" | "mastercard" | "american_express" | "discover" | "diners_club" | "jcb" | "unionpay" | "unknown";
            lastFour: string;
            /** @description Equal for equal numbers within one environment */
            fingerprint: string;
            expiryMonth: number;
            expiryYear: number;
        };
        CustomerAction: {
            /** @enum {string} */
            kind: "redirect" | "challenge";
            /** Format: uri */
            url: string;
            expiresAt: components["schemas"]["Instant"];
        };
        Decline: {
            /** @enum {string} */
            code: "do_not_honor" | "insufficient_funds" | "lost_card" | "stolen_card" | "expired_card" | "incorrect_cvc" | "invalid_number" | "processing_error" | "authentication_failed" | "suspected_fraud" | "amount_limit_exceeded" | "test_card_in_live_environment" | "real_card_in_test_environment";
            message: string;
            /**
             * @description What the issuer advises the shop to do
             * @enum {string}
             */
            advice: "never_again" | "other_method" | "try_later";
        };
        Authorization: {
            id: components["schemas"]["Id"];
            amount: components["schemas"]["Money"];
            /** @enum {string} */
            status: "processing" | "open" | "closed" | "voided" | "expired" | "replaced" | "declined";
            at: components["schemas"]["Instant"];
            expiresAt?: components["schemas"]["Instant"];
        };
        Capture: {
            id: components["schemas"]["Id"];
            authorizationId: components["schemas"]["Id"];
            amount: components["schemas"]["Money"];
            /** @enum {string} */
            status: "pending" | "succeeded" | "failed";
            failure?: string;
            at: components["schemas"]["Instant"];
            payoutId?: components["schemas"]["Id"];
        };
        Refund: {
            id: components["schemas"]["Id"];
            captureId?: components["schemas"]["Id"];
            amount: components["schemas"]["Money"];
            /** @enum {string} */
            status: "pending" | "succeeded" | "failed";
            reason?: string;
            failure?: string;
            at: components["schemas"]["Instant"];
        };
        Dispute: {
            id: components["schemas"]["Id"];
            amount: components["schemas"]["Money"];
            reason: string;
            /** @enum {string} */
            status: "inquiry" | "open" | "under_review" | "won" | "lost" | "closed";
            at: components["schemas"]["Instant"];
            respondBy?: components["schemas"]["Instant"];
        };
        /** @enum {string} */
        NotificationType: "payment.action_required" | "payment.processing" | "payment.authorized" | "payment.declined" | "payment.cancelled" | "payment.expired" | "payment.capture_pending" | "payment.captured" | "payment.capture_failed" | "payment.void_pending" | "payment.voided" | "payment.void_failed" | "payment.settled" | "authorization.incremented" | "authorization.increment_declined" | "authorization.replaced" | "authorization.replacement_declined" | "refund.pending" | "refund.succeeded" | "refund.failed" | "dispute.opened" | "dispute.under_review" | "dispute.escalated" | "dispute.won" | "dispute.lost" | "dispute.closed";
        Notification: {
            id: components["schemas"]["Id"];
            type: components["schemas"]["NotificationType"];
            createdAt: components["schemas"]["Instant"];
            /** @description Where the payment was made; compare it with your own */
            environment: string;
            /** @enum {string} */
            mode: "test" | "live";
            /** @description The payment as this event has left it; it may have changed since */
            data: components["schemas"]["Payment"];
        };
        PaymentPage: {
            payments: components["schemas"]["Payment"][];
            /** @description Absent on the last page */
            nextCursor?: string;
        };
        /** @description RFC 9457. `type` and `status` are for programs, `title` and `detail` for people. */
        Problem: {
            /** @enum {string} */
            type: "/problems/malformed-json" | "/problems/invalid-request" | "/problems/idempotency-key-missing" | "/problems/credential-missing" | "/problems/credential-unknown" | "/problems/credential-revoked" | "/problems/credential-expired" | "/problems/credential-of-another-environment" | "/problems/client-certificate-refused" | "/problems/signature-refused" | "/problems/connection-not-allowed" | "/problems/merchant-pending" | "/problems/merchant-suspended" | "/problems/scope-missing" | "/problems/not-found" | "/problems/no-such-route" | "/problems/method-not-allowed" | "/problems/not-acceptable" | "/problems/request-timeout" | "/problems/idempotency-key-in-use" | "/problems/wrong-state" | "/problems/hold-released" | "/problems/already-exists" | "/problems/body-too-large" | "/problems/header-too-large" | "/problems/unsupported-media-type" | "/problems/idempotency-key-reused" | "/problems/currency-mismatch" | "/problems/currency-unknown" | "/problems/amount-not-positive" | "/problems/amount-out-of-range" | "/problems/exceeds-capturable" | "/problems/exceeds-refundable" | "/problems/not-supported" | "/problems/too-many" | "/problems/period-over" | "/problems/issuer-declined" | "/problems/concurrent-request" | "/problems/rate-limited" | "/problems/provider-failed" | "/problems/bad-gateway" | "/problems/provider-unavailable" | "/problems/unavailable" | "/problems/internal-error";
            title: string;
            status: number;
            detail?: string;
            instance?: string;
            /** @description One entry per wrong field */
            errors?: {
                /** @description JSON pointer into the body */
                pointer: string;
                detail: string;
            }[];
        };
    };
    responses: {
        /** @description The payment as it stands after the request */
        Payment: {
            headers: {
                "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Payment"];
            };
        };
        /** @description The request was refused; nothing changed */
        Problem: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No token, and why */
        OAuthError: {
            headers: {
                "Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"];
            };
        };
    };
    parameters: {
        PaymentId: string;
        /** @description A string of 1 to 255 visible ASCII characters, quoted as a structured field (RFC 8941) or bare. Scoped to the merchant account; kept for 24 hours. The same key with the same request replays the first answer byte for byte, with another request is refused with 422, while the first is still running with 409; without a key, 400. A request that was not valid (400, 413, 415, an unknown currency) has done nothing and leaves its key free. The security code of a card is not part of what makes two requests the same, as it must not be remembered. */
        IdempotencyKey: string;
    };
    requestBodies: {
        /** @description An empty object, or no body at all */
        Empty: {
            content: {
                "application/json": components["schemas"]["Empty"];
            };
        };
    };
    headers: {
        /** @description `true` when this answer is a replay */
        IdempotentReplayed: "true";
        /** @description Names this exchange in the simulator's journal */
        RequestId: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    about: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Name and mode of the environment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        provider: string;
                        environment: string;
                        /** @enum {string} */
                        mode: "test" | "live";
                        api: string;
                    };
                };
            };
        };
    };
    explainProblem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its status and title */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        type: string;
                        status: number;
                        title: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description A new access token */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            400: components["responses"]["OAuthError"];
            401: components["responses"]["OAuthError"];
            403: components["responses"]["OAuthError"];
            408: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["OAuthError"];
            415: components["responses"]["OAuthError"];
            429: components["responses"]["Problem"];
            500: components["responses"]["Problem"];
            502: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    checkConnection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller as the provider knows it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Connection"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPayments: {
        parameters: {
            query?: {
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
                /** @description Only payments with exactly this reference */
                reference?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createPayment: {
        parameters: {
            query?: never;
            header: {
                /** @description A string of 1 to 255 visible ASCII characters, quoted as a structured field (RFC 8941) or bare. Scoped to the merchant account; kept for 24 hours. The same key with the same request replays the first answer byte for byte, with another request is refused with 422, while the first is still running with 409; without a key, 400. A request that was not valid (400, 413, 415, an unknown currency) has done nothing and leaves its key free. The security code of a card is not part of what makes two requests the same, as it must not be remembered. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentRequest"];
            };
        };
        responses: {
            /** @description The payment, which may be declined */
            201: {
                headers: {
                    Location?: string;
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Payment"];
            default: components["responses"]["Problem"];
        };
    };
    capturePayment: {
        parameters: {
            query?: never;
            header: {
                /** @description A string of 1 to 255 visible ASCII characters, quoted as a structured field (RFC 8941) or bare. Scoped to the merchant account; kept for 24 hours. The same key with the same request replays the first answer byte for byte, with another request is refused with 422, while the first is still running with 409; without a key, 400. A request that was not valid (400, 413, 415, an unknown currency) has done nothing and leaves its key free. The security code of a card is not part of what makes two requests the same, as it must not be remembered. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CaptureRequest"];
            };
        };
        responses: {
            201: components["responses"]["Payment"];
            default: components["responses"]["Problem"];
        };
    };
    voidPayment: {
        parameters: {
            query?: never;
            header: {
                /** @description A string of 1 to 255 visible ASCII characters, quoted as a structured field (RFC 8941) or bare. Scoped to the merchant account; kept for 24 hours. The same key with the same request replays the first answer byte for byte, with another request is refused with 422, while the first is still running with 409; without a key, 400. A request that was not valid (400, 413, 415, an unknown currency) has done nothing and leaves its key free. The security code of a card is not part of what makes two requests the same, as it must not be remembered. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Empty"];
        responses: {
            200: components["responses"]["Payment"];
            default: components["responses"]["Problem"];
        };
    };
    cancelPayment: {
        parameters: {
            query?: never;
            header: {
                /** @description A string of 1 to 255 visible ASCII characters, quoted as a structured field (RFC 8941) or bare. Scoped to the merchant account; kept for 24 hours. The same key with the same request replays the first answer byte for byte, with another request is refused with 422, while the first is still running with 409; without a key, 400. A request that was not valid (400, 413, 415, an unknown currency) has done nothing and leaves its key free. The security code of a card is not part of what makes two requests the same, as it must not be remembered. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Empty"];
        responses: {
            200: components["responses"]["Payment"];
            default: components["responses"]["Problem"];
        };
    };
    incrementPayment: {
        parameters: {
            query?: never;
            header: {
                /** @description A string of 1 to 255 visible ASCII characters, quoted as a structured field (RFC 8941) or bare. Scoped to the merchant account; kept for 24 hours. The same key with the same request replays the first answer byte for byte, with another request is refused with 422, while the first is still running with 409; without a key, 400. A request that was not valid (400, 413, 415, an unknown currency) has done nothing and leaves its key free. The security code of a card is not part of what makes two requests the same, as it must not be remembered. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IncrementRequest"];
            };
        };
        responses: {
            201: components["responses"]["Payment"];
            default: components["responses"]["Problem"];
        };
    };
    reauthorizePayment: {
        parameters: {
            query?: never;
            header: {
                /** @description A string of 1 to 255 visible ASCII characters, quoted as a structured field (RFC 8941) or bare. Scoped to the merchant account; kept for 24 hours. The same key with the same request replays the first answer byte for byte, with another request is refused with 422, while the first is still running with 409; without a key, 400. A request that was not valid (400, 413, 415, an unknown currency) has done nothing and leaves its key free. The security code of a card is not part of what makes two requests the same, as it must not be remembered. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Empty"];
        responses: {
            201: components["responses"]["Payment"];
            default: components["responses"]["Problem"];
        };
    };
    refundPayment: {
        parameters: {
            query?: never;
            header: {
                /** @description A string of 1 to 255 visible ASCII characters, quoted as a structured field (RFC 8941) or bare. Scoped to the merchant account; kept for 24 hours. The same key with the same request replays the first answer byte for byte, with another request is refused with 422, while the first is still running with 409; without a key, 400. A request that was not valid (400, 413, 415, an unknown currency) has done nothing and leaves its key free. The security code of a card is not part of what makes two requests the same, as it must not be remembered. */
                "Idempotency-Key": components["parameters"]["IdempotencyKey"];
            };
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundRequest"];
            };
        };
        responses: {
            201: components["responses"]["Payment"];
            default: components["responses"]["Problem"];
        };
    };
    receiveNotification: {
        parameters: {
            query?: never;
            header: {
                /** @description Equal to the `id` in the body; by it a receiver knows what it has seen */
                "webhook-id": components["schemas"]["Id"];
                /** @description When this attempt was made, in whole seconds since 1970-01-01T00:00:00Z */
                "webhook-timestamp": string;
                /** @description Signatures over `<webhook-id>.<webhook-timestamp>.<body>`, separated by spaces: `v1,` with the HMAC-SHA256 by the endpoint's secret (`whsec_`, base64 after the prefix), `v1a,` with the Ed25519 signature that the endpoint's public key (`whpk_`) verifies, each in base64. While a secret is being rotated there are two of each. */
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Notification"];
            };
        };
        responses: {
            /** @description Nobody will ever be here again */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Received; the body is not read */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
