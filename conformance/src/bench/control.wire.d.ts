// Generated from specs/control.openapi.yaml by `npm run generate`. Do not edit.
export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The store answers and every listener is bound */
        get: operations["ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The environments, in their configured order, with the address of each listener */
        get: operations["listEnvironments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ca.pem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The certificate of the development authority, for programs to trust
         * @description It vouches for every certificate that the HTTPS listeners and the proxy show. Its private key stays in a file beside the database, or in memory where the database does.
         */
        get: operations["getAuthority"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bad-listeners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that are open, with what has come */
        get: operations["listBadListeners"];
        put?: never;
        /**
         * Open an HTTPS listener of an environment with something wrong about it
         * @description Each has a port of its own and ends with the simulator. A client that looks at nothing is answered like anywhere else; the journal tells of every connection whether a byte of a request has come. There are at most twenty.
         */
        post: operations["openBadListener"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bad-listeners/{listenerId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listenerId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["closeBadListener"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/egress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What wanted to get out by the proxy, and was refused, since the simulator was started */
        get: operations["readEgress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Merchant accounts, newest first */
        get: operations["listMerchants"];
        put?: never;
        /**
         * A seller signs up in one environment
         * @description The account is `pending` until it is activated; a pending account's credentials are refused.
         */
        post: operations["signUpMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        get: operations["getMerchant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** pending or suspended → active */
        post: operations["activateMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** active → suspended; every credential of the account is refused until it is activated again */
        post: operations["suspendMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forget this merchant's payments, idempotency records and journal; keep account, credentials and artefacts */
        post: operations["resetMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        /** Masked, newest first, revoked ones included */
        get: operations["listCredentials"];
        put?: never;
        /**
         * Issue a credential set in the shape a dialect uses
         * @description The secret is in this answer and nowhere else; only a hash of it is kept.
         */
        post: operations["issueCredential"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credentials/{credentialId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                credentialId: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue a successor; the old one works on for the overlap and is then expired
         * @description The successor has the same kind and scopes and no expiry. An OAuth client keeps its client id. A credential that has a successor already, or is expired or revoked, is not rotated.
         */
        post: operations["rotateCredential"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/credentials/{credentialId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                credentialId: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse this credential, and every token made with it, from now on
         * @description Revoking twice changes nothing and is no mistake.
         */
        post: operations["revokeCredential"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}/artefacts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        get: operations["listArtefacts"];
        put?: never;
        /**
         * Register what the merchant hands over
         * @description The same public key or certificate cannot be registered in two environments; its fingerprint tells, whatever the encoding (PEM or JWK). The signing secret of a webhook endpoint is in this answer and nowhere else.
         */
        post: operations["registerArtefact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artefacts/{artefactId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                artefactId: components["parameters"]["ArtefactId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** @description What is still owed to a webhook endpoint is parked. */
        delete: operations["removeArtefact"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artefacts/{artefactId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                artefactId: components["parameters"]["ArtefactId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a public key or a client certificate at once
         * @description It stays registered, so that whoever uses it is told so. Revoking twice changes nothing.
         */
        post: operations["revokeArtefact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artefacts/{artefactId}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                artefactId: components["parameters"]["ArtefactId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a webhook endpoint a new signing secret; the one before signs beside it for the overlap
         * @description Never more than two are in force. With another rotation during the overlap the oldest stops at once.
         */
        post: operations["rotateEndpointSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/artefacts/{artefactId}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                artefactId: components["parameters"]["ArtefactId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let deliveries go to a webhook endpoint again that was disabled by 410 Gone
         * @description What was parked meanwhile stays so until it is sent again by hand. Enabling twice changes nothing.
         */
        post: operations["enableEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send any notification by hand
         * @description To one endpoint, or to all that want the type. About a payment it holds the payment as it stands now, otherwise whatever `data` says; neither has to fit the type. It is signed and retried like any other.
         */
        post: operations["sendNotification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}/connection-policy": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        /** What is wanted of whoever calls for a merchant account, beyond the credential */
        get: operations["getConnectionPolicy"];
        /** Say what is wanted from now on, in place of what was wanted before */
        put: operations["setConnectionPolicy"];
        post?: never;
        /** Want nothing but the credential */
        delete: operations["clearConnectionPolicy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}/options/{dialect}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
                dialect: string;
            };
            cookie?: never;
        };
        /** How a dialect behaves for a merchant account, and how it could */
        get: operations["getDialectOptions"];
        /**
         * Say how it behaves from now on, in place of what was said before
         * @description Where a provider leaves something to its merchants, or is known in more than one way. What is left out is as it is by itself. What there is to choose is told with every answer, and described in the README.
         */
        put: operations["setDialectOptions"];
        post?: never;
        /** Let it behave as it does by itself */
        delete: operations["clearDialectOptions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}/disorder": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        /** What goes wrong with the notifications of a merchant account, with what is left of each rule */
        get: operations["getDisorder"];
        /**
         * Say what goes wrong from now on
         * @description For each notification the first rule that fits decides when the notification comes to be owed; what is owed already stays as it is. What was set before is replaced.
         */
        put: operations["setDisorder"];
        post?: never;
        /** Nothing goes wrong any more with what comes to be owed from now on */
        delete: operations["clearDisorder"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is and was owed to webhook endpoints, newest first */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: components["parameters"]["DeliveryId"];
            };
            cookie?: never;
        };
        /** One delivery with its body and every attempt */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/deliveries/{deliveryId}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: components["parameters"]["DeliveryId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery again, whatever has become of it
         * @description At once, with the same id and body, with the whole retry ladder before it and with nothing made to go wrong.
         */
        post: operations["redeliver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every payment of an environment or merchant account with its balances, and the totals per currency */
        get: operations["readLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ledger/{paymentId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        /** One payment with its events, oldest first */
        get: operations["readLedgerPayment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/journal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Exchanges on the environments' listeners, oldest first */
        get: operations["readJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/journal/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The journal as server-sent events, with the filters of /journal
         * @description Each event has `id` (the entry's number) and `data` (the entry as JSON); a reconnect with Last-Event-ID resumes after that entry.
         */
        get: operations["followJournal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environments/{environment}/clock": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        /** The clock that an environment lives by */
        get: operations["getEnvironmentClock"];
        /**
         * Give an environment a clock
         * @description Time does not go back: what would lead there is refused. What falls due on the way to a later time is run, as when the clock is advanced.
         */
        put: operations["setEnvironmentClock"];
        post?: never;
        /**
         * Let it go with the machine's clock again
         * @description Refused while that would be going back.
         */
        delete: operations["unsetEnvironmentClock"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environments/{environment}/clock/advance": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn the clock forward, by a time or to what falls due next
         * @description Everything that falls due on the way is run in the order of time, one thing after the other, with the clock standing where it was due; merchant accounts with a clock of their own are left alone.
         */
        post: operations["advanceEnvironmentClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}/clock": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        /** The clock that a merchant account lives by */
        get: operations["getMerchantClock"];
        /**
         * Give a merchant account a clock of its own
         * @description Time does not go back: what would lead there is refused. What falls due on the way to a later time is run, as when the clock is advanced.
         */
        put: operations["setMerchantClock"];
        post?: never;
        /**
         * Let it follow its environment again
         * @description Refused while that would be going back.
         */
        delete: operations["unsetMerchantClock"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}/clock/advance": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn the clock forward, by a time or to what falls due next
         * @description Everything that falls due on the way is run in the order of time, one thing after the other, with the clock standing where it was due. A merchant account without a clock of its own is refused.
         */
        post: operations["advanceMerchantClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environments/{environment}/settlement": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        /** When captures are settled in an environment */
        get: operations["getSettlementSchedule"];
        /**
         * Settle by hand, or every day
         * @description Daily, what moved in a day is settled when that day is over in UTC, by the clock that the merchant account lives by.
         */
        put: operations["setSettlementSchedule"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environments/{environment}/rate-limit": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        /** How many requests a second each merchant account may make */
        get: operations["getRateLimit"];
        /**
         * Limit the requests a second of each merchant account, or let any number in
         * @description For dialects that know such a limit, which is Stripe's. A second's worth of requests is let in at once, and as many again in every second by the clock that the merchant account lives by: one that stands gives nothing back until it is turned. The provider itself has 25 where money is not real and 100 where it is.
         */
        put: operations["setRateLimit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}/settlements": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle a day, or what there is up to now
         * @description Whatever moved up to then and is in no payout goes into one payout per currency. Done again it makes no more and answers the same.
         */
        post: operations["settleCaptures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Payouts, newest first, as JSON or as CSV
         * @description The CSV (RFC 4180) has a line per payout, with amounts as decimal text.
         */
        get: operations["listPayouts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payouts/{payoutId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payoutId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        /**
         * The settlement report of a payout, line by line, as JSON or as CSV
         * @description A line is one movement of money. The CSV (RFC 4180) has amounts as decimal text; a text that a spreadsheet would take for a formula has an apostrophe before it.
         */
        get: operations["getPayout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{paymentId}/capture": {
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
         * Capture past the shop, as in the provider's own console
         * @description Without an amount, all that can be captured.
         */
        post: operations["captureOnConsole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{paymentId}/void": {
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
        /** Give back past the shop what is left of the hold */
        post: operations["voidOnConsole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{paymentId}/cancel": {
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
        /** Withdraw a payment past the shop that was never approved */
        post: operations["cancelOnConsole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{paymentId}/refund": {
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
         * Refund past the shop
         * @description Without an amount, all that can be refunded. It goes as the customer's card lets it go.
         */
        post: operations["refundOnConsole"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{paymentId}/refunds/{refundId}/return": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
                refundId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a refund come back that was made */
        post: operations["returnRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{paymentId}/decide": {
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
        /** Decide about a payment that waits for a reviewer or a bank */
        post: operations["decidePayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{paymentId}/disputes": {
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
         * Let the cardholder contest a payment
         * @description Without an amount, all that can be contested. A chargeback takes the amount at once, an inquiry only asks.
         */
        post: operations["openDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{paymentId}/disputes/{disputeId}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
                disputeId: components["parameters"]["DisputeId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer a dispute for the merchant
         * @description With a ruling, it is decided after that time by the clock; without one, by `win` or `lose`.
         */
        post: operations["submitEvidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{paymentId}/disputes/{disputeId}/escalate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
                disputeId: components["parameters"]["DisputeId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn an inquiry into a chargeback */
        post: operations["escalateDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{paymentId}/disputes/{disputeId}/win": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
                disputeId: components["parameters"]["DisputeId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide a dispute for the merchant; an inquiry closes */
        post: operations["winDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{paymentId}/disputes/{disputeId}/lose": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
                disputeId: components["parameters"]["DisputeId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Decide a dispute for the cardholder; an inquiry becomes a chargeback */
        post: operations["loseDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{paymentId}/disputes/{disputeId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
                disputeId: components["parameters"]["DisputeId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give in to a chargeback for the merchant */
        post: operations["acceptDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/situations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The situations that can be set by name, in alphabetical order */
        get: operations["listSituations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/situations/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        /** One situation as it was written */
        get: operations["getSituation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environments/{environment}/situation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        /** The situation that an environment is in */
        get: operations["getEnvironmentSituation"];
        /**
         * Put an environment into a situation
         * @description It holds for every merchant account without a situation of its own; each of them counts and draws for itself. What went before ends with it: counts begin anew, and an outage is over.
         */
        put: operations["setEnvironmentSituation"];
        post?: never;
        /** Let an environment be in no situation */
        delete: operations["unsetEnvironmentSituation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}/situation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        /** The situation that a merchant account is in, its own or that of its environment */
        get: operations["getMerchantSituation"];
        /**
         * Put a merchant account into a situation of its own
         * @description It takes the place of the environment's, which does not reach the account any more. Refused connections belong to an environment: a situation with them cannot be a merchant account's own.
         */
        put: operations["setMerchantSituation"];
        post?: never;
        /** Let a merchant account be in the situation of its environment */
        delete: operations["unsetMerchantSituation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/environments/{environment}/outage": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        /** Whether an environment can be connected to */
        get: operations["getOutage"];
        /**
         * Let nobody connect to an environment
         * @description For so many connections, which are taken and reset at once, as what is never taken cannot be counted; for so long by the environment's clock, with the port closed; or, with nothing said, until it is ended. Connections that are open end with the answer they wait for. It does not outlive the program.
         */
        put: operations["beginOutage"];
        post?: never;
        /** Let everybody connect again, on the same port */
        delete: operations["endOutage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}/gate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        /** What a merchant account's gate holds, in canonical order */
        get: operations["getGate"];
        /**
         * Hold requests and notifications of a merchant account
         * @description A request is held before it is carried out or, with its answer, after it; a notification before it is sent. What is held goes on when it is released, when its time is up, or when the gate is opened. A gate does not outlive the program.
         */
        put: operations["setGate"];
        post?: never;
        /** Let go of everything, and hold nothing any more */
        delete: operations["openGate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}/gate/release": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let go of all that is held now; the gate goes on holding */
        post: operations["releaseAllHeld"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/gate/{heldId}/release": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                heldId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let go of one request or notification */
        post: operations["releaseHeld"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/merchants/{merchantId}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Wait until nothing of a merchant account moves any more
         * @description Runs what is due, sends the notifications that are due, and answers once no exchange is being answered, nothing is being delivered, and neither has begun for a while. What is held does not move, nor what waits for the clock. An answer that was not reached in time says so.
         */
        post: operations["settleMerchant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Wait until nothing of anybody moves any more */
        post: operations["settleAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{paymentId}/buyer": {
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
         * Send a customer to the pages of a payment, without a browser
         * @description The pages are opened and submitted over the wire, as a browser would do it, and are journaled as always. Then the browser goes back to the shop, following redirects, but only on this machine and to hosts that notifications may go to: elsewhere its way ends at the address. It has no cookies and runs no scripts.
         */
        post: operations["sendBuyer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Id: string;
        /** Format: date-time */
        Instant: string;
        /**
         * Format: date
         * @description A day in UTC
         */
        Day: string;
        EnvironmentName: string;
        Health: {
            /** @enum {string} */
            status: "ok";
        };
        Environment: {
            name: components["schemas"]["EnvironmentName"];
            /** @enum {string} */
            mode: "test" | "live";
            /**
             * Format: uri
             * @description Base address of this environment's listener
             */
            url: string;
            /**
             * Format: uri
             * @description The same by HTTPS, where it listens for that
             */
            secureUrl?: string;
        };
        Clock: {
            /** @enum {string} */
            kind: "system" | "frozen";
            now: components["schemas"]["Instant"];
            /** @description False for a merchant account that follows its environment */
            own: boolean;
            /** @description How far a system clock is ahead of the machine's */
            offsetMs?: number;
            /** @description When something next falls due by this clock */
            nextTimerAt?: components["schemas"]["Instant"];
        };
        ClockSetting: components["schemas"]["SystemClock"] | components["schemas"]["FrozenClock"];
        /** @description Goes with the machine's clock */
        SystemClock: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "system";
            /** @description Ahead of the machine's clock by so many milliseconds. Left out, it runs on from where it stands, or with the machine's time where that is later. */
            offsetMs?: number;
        };
        /** @description Stands still until it is advanced */
        FrozenClock: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "frozen";
            /** @description Where it stands; from 2000 to 3000, and no earlier than the present time, which it is when left out */
            at?: components["schemas"]["Instant"];
        };
        /** @description One of the two */
        ClockAdvance: {
            ms?: number;
            /** @enum {string} */
            to?: "next_timer";
        };
        ClockTurned: {
            clock: components["schemas"]["Clock"];
            /** @description What fell due and was done, in this order; no more than the first 1000 */
            ran: components["schemas"]["TimerRan"][];
            /** @description How much that was altogether */
            count: number;
            /** @description More fell due than one turn takes; the clock stands where it has come, and can be turned again */
            more: boolean;
        };
        TimerRan: {
            at: components["schemas"]["Instant"];
            /** @enum {string} */
            kind: "payment" | "settlement" | "object" | "notifications" | "wait";
            paymentId?: components["schemas"]["Id"];
            /** @description What happened to the payment, or was told of the object */
            events?: string[];
            /** @description What a dialect keeps beside payments and time has brought to an end */
            objectId?: string;
            /** @description Whose captures were settled, or whose object it was */
            merchantId?: components["schemas"]["Id"];
            /** @description The payouts that were made */
            payouts?: components["schemas"]["Id"][];
            /** @description How many attempts at notifications were made, all of which were due then */
            attempts?: number;
        };
        Nothing: Record<string, never>;
        /** @description Minor units as text */
        Minor: string;
        Money: {
            minor: components["schemas"]["Minor"];
            /** @description ISO 4217 */
            currency: string;
        };
        ConsoleCapture: {
            amount?: components["schemas"]["Money"];
            /**
             * @description True releases what is left of the hold
             * @default false
             */
            final?: boolean;
        };
        ConsoleRefund: {
            amount?: components["schemas"]["Money"];
            /** @description Only from this capture */
            captureId?: components["schemas"]["Id"];
        };
        ReturnedRefund: {
            /**
             * @default returned_by_issuer
             * @enum {string}
             */
            reason?: "declined_by_issuer" | "account_closed" | "returned_by_issuer" | "insufficient_merchant_funds" | "technical_error";
        };
        PaymentDecision: {
            /** @enum {string} */
            answer: "approve" | "decline";
            /**
             * @description Why it is declined
             * @default do_not_honor
             * @enum {string}
             */
            code?: "do_not_honor" | "insufficient_funds" | "lost_card" | "stolen_card" | "expired_card" | "incorrect_cvc" | "invalid_number" | "processing_error" | "authentication_failed" | "suspected_fraud" | "amount_limit_exceeded";
        };
        DisputeOpening: {
            /**
             * @default chargeback
             * @enum {string}
             */
            stage?: "inquiry" | "chargeback";
            amount?: components["schemas"]["Money"];
            /** @description Only this capture */
            captureId?: components["schemas"]["Id"];
            /**
             * @default fraudulent
             * @enum {string}
             */
            reason?: "fraudulent" | "unrecognized" | "product_not_received" | "product_unacceptable" | "credit_not_processed" | "duplicate" | "subscription_cancelled" | "general";
        };
        Evidence: {
            /** @enum {string} */
            ruling?: "won" | "lost";
            /**
             * @description When it is ruled, counted from now by the clock of the merchant account
             * @default 0
             */
            afterMs?: number;
        };
        ConsoleResult: {
            payment: components["schemas"]["LedgerPayment"];
            events: components["schemas"]["Event"][];
        };
        Event: {
            type: string;
            at: components["schemas"]["Instant"];
            /** @description The event's own fields, such as `disputeId`; amounts are minor units as text */
            detail: Record<string, never>;
        };
        BuyerRequest: {
            /**
             * @description Pays, with any challenge passed; makes issuer, wallet or bank say no; is challenged and fails; cancels; or only opens the page
             * @enum {string}
             */
            do: "approve" | "decline" | "fail_challenge" | "cancel" | "nothing";
            /** @description Number of the card to enter, when left out one with which that works; it is good for three years */
            card?: string;
            /**
             * @description Comes back to the shop, does so twice, closes the tab before, or changes the address on the way
             * @default once
             * @enum {string}
             */
            back?: "once" | "twice" | "never" | "tampered";
            tamper?: components["schemas"]["Tampering"];
        };
        /** @description What is changed in the query of the shop's address */
        Tampering: {
            /** @description The id of another payment */
            payment?: components["schemas"]["Id"];
            set?: {
                [key: string]: string;
            };
            remove?: string[];
        };
        BuyerTrip: {
            steps: components["schemas"]["BuyerStep"][];
            /** @description What the browser shows in the end, or would */
            ended: {
                /** @enum {string} */
                at: "provider" | "shop";
                url: string;
            };
            payment: components["schemas"]["LedgerPayment"];
        };
        /** @description A request of the browser; without a status there was no answer, and `unanswered` says why */
        BuyerStep: {
            /** @enum {string} */
            at: "provider" | "shop";
            /** @enum {string} */
            method: "GET" | "POST";
            url: string;
            /** @description The form that was submitted; of a card only what may be shown */
            fields?: {
                [key: string]: string;
            };
            status?: number;
            /** @description Where the answer sends the browser */
            location?: string;
            unanswered?: {
                /** @enum {string} */
                reason: "host_not_allowed" | "closing" | "timeout" | "connection_refused" | "connection_lost" | "name_not_found" | "tls_failed" | "not_http" | "unreachable";
                detail: string;
            };
        };
        SettlementSchedule: {
            /** @enum {string} */
            schedule: "manual" | "daily";
        };
        RateLimit: {
            /** @description null lets any number in */
            requestsPerSecond: number | null;
        };
        SettlementRequest: {
            /** @description Up to its end, or up to now while it is not over; today when left out */
            day?: components["schemas"]["Day"];
        };
        Settlement: {
            day: components["schemas"]["Day"];
            /** @description Every payout of that day, also those made before, newest first */
            payouts: components["schemas"]["Payout"][];
            /** @description Those that were made now */
            made: components["schemas"]["Id"][];
        };
        /** @description Amounts are minor units as text: captures - refunds - chargebacks - fees = net, possibly below zero */
        Payout: {
            id: components["schemas"]["Id"];
            environment: components["schemas"]["EnvironmentName"];
            merchantId: components["schemas"]["Id"];
            currency: string;
            day: components["schemas"]["Day"];
            /** @description It has what moved before */
            until: components["schemas"]["Instant"];
            /** @description When it was made */
            at: components["schemas"]["Instant"];
            /** @description From how many payments it has something */
            payments: number;
            captures: components["schemas"]["SignedMinor"];
            refunds: components["schemas"]["SignedMinor"];
            chargebacks: components["schemas"]["SignedMinor"];
            fees: components["schemas"]["SignedMinor"];
            net: components["schemas"]["SignedMinor"];
        };
        /** @description Minor units as text */
        SignedMinor: string;
        SettlementReport: {
            payout: components["schemas"]["Payout"];
            lines: components["schemas"]["SettlementLine"][];
        };
        SettlementLine: {
            paymentId: components["schemas"]["Id"];
            /** @description The shop's own for the payment */
            reference: string;
            /** @enum {string} */
            kind: "capture" | "refund" | "refund_returned" | "chargeback" | "chargeback_reversed";
            /** @description Of the capture, the refund or the dispute */
            movementId: components["schemas"]["Id"];
            /** @description When the money moved */
            at: components["schemas"]["Instant"];
            /** @description Below zero where it moved away from the merchant */
            gross: components["schemas"]["SignedMinor"];
            fee: components["schemas"]["SignedMinor"];
            net: components["schemas"]["SignedMinor"];
        };
        SignUp: {
            environment: components["schemas"]["EnvironmentName"];
            name: string;
            /** @description An account of the same seller in another environment. Providers whose mode is in the key word their hints by it, such as that an object exists in the other mode. */
            linkedTo?: components["schemas"]["Id"];
        };
        Merchant: {
            id: components["schemas"]["Id"];
            environment: components["schemas"]["EnvironmentName"];
            /** @description The same for all accounts of one seller; the id of the first of them */
            sellerId: components["schemas"]["Id"];
            name: string;
            /** @enum {string} */
            status: "pending" | "active" | "suspended";
            createdAt: components["schemas"]["Instant"];
        };
        /** @enum {string} */
        Scope: "pay" | "capture" | "refund" | "read";
        CredentialRequest: {
            /** @enum {string} */
            dialect: "generic" | "stripe" | "paypal" | "payflow";
            /**
             * @description An OAuth client is offered by `generic`, a publishable key by `stripe`
             * @enum {string}
             */
            kind: "api_key" | "oauth_client" | "publishable_key";
            /** @description All four when left out */
            scopes?: components["schemas"]["Scope"][];
            /** @description Milliseconds until the credential expires; for ever when left out */
            lifetimeMs?: number;
        };
        RotationRequest: {
            /**
             * @description Milliseconds for which the old secret works beside the new one
             * @default 86400000
             */
            overlapMs?: number;
        };
        Credential: {
            id: components["schemas"]["Id"];
            merchantId: components["schemas"]["Id"];
            environment: components["schemas"]["EnvironmentName"];
            dialect: string;
            /** @enum {string} */
            kind: "api_key" | "oauth_client" | "publishable_key";
            /** @description The part that may be shown */
            publicId: string;
            /** @description First and last characters with the rest masked */
            maskedSecret: string;
            scopes: components["schemas"]["Scope"][];
            /** @enum {string} */
            status: "live" | "expiring" | "expired" | "revoked";
            createdAt: components["schemas"]["Instant"];
            expiresAt?: components["schemas"]["Instant"];
            revokedAt?: components["schemas"]["Instant"];
            successorId?: components["schemas"]["Id"];
        };
        IssuedCredential: {
            credential: components["schemas"]["Credential"];
            /** @description For an API key the whole key; for an OAuth client the client secret */
            secret: string;
        };
        ArtefactRequest: components["schemas"]["PublicKeyRequest"] | components["schemas"]["ClientCertificateRequest"] | components["schemas"]["WebhookEndpointRequest"] | components["schemas"]["CallbackHostRequest"];
        /** @description The key as PEM or as a JSON Web Key (RFC 7517), one of the two */
        PublicKeyRequest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "public_key";
            pem?: string;
            jwk?: Record<string, never>;
        };
        ClientCertificateRequest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "client_certificate";
            pem: string;
        };
        WebhookEndpointRequest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "webhook_endpoint";
            /**
             * Format: uri
             * @description Without user name and password; what comes is proved by its signature
             */
            url: string;
            /**
             * @default generic
             * @enum {string}
             */
            dialect?: "generic" | "stripe" | "paypal" | "payflow";
            types?: components["schemas"]["NotificationTypes"];
        };
        /** @description Types of notifications, or beginnings such as `refund.*`; all of them when left out */
        NotificationTypes: string[];
        CallbackHostRequest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "callback_host";
            /** @description Host name in lower case, with a port when it is not the scheme's own */
            host: string;
        };
        Artefact: {
            id: components["schemas"]["Id"];
            merchantId: components["schemas"]["Id"];
            environment: components["schemas"]["EnvironmentName"];
            /** @enum {string} */
            kind: "public_key" | "client_certificate" | "webhook_endpoint" | "callback_host";
            /** @description SHA-256 of the key's or certificate's DER encoding, hexadecimal */
            fingerprint?: string;
            /** @description Of a key */
            algorithm?: string;
            /** @description Of a certificate */
            subject?: string;
            expiresAt?: components["schemas"]["Instant"];
            url?: string;
            /** @description Of a webhook endpoint */
            dialect?: string;
            types?: components["schemas"]["NotificationTypes"];
            /** @description What a webhook endpoint's notifications are signed with now, newest first */
            secrets?: components["schemas"]["EndpointSecret"][];
            /**
             * @description Of a webhook endpoint; disabled once it has answered 410 Gone
             * @enum {string}
             */
            status?: "enabled" | "disabled";
            host?: string;
            revokedAt?: components["schemas"]["Instant"];
            createdAt: components["schemas"]["Instant"];
        };
        /** @description What the generic provider wants of whoever calls for this account, beyond the credential. Nothing that is left out is wanted. */
        ConnectionPolicy: {
            /**
             * @description Only by HTTPS, with a client certificate that is registered for the account (an artefact), good at the time that the account's clock shows, and not revoked. Two are good at a time, so that one can take over.
             * @enum {string}
             */
            clientCertificate?: "required";
            /**
             * @description Every request is signed (RFC 9421) by a key that is registered for the account and not revoked. `keyid` is its fingerprint, the algorithm follows from the key: `ed25519`, `ecdsa-p256-sha256`, `ecdsa-p384-sha384`, `rsa-pss-sha512`. `created` is at most five minutes off the account's clock, and a `nonce` is used once. Covered are `@method`; `@target-uri`, or `@authority`, `@path` and a query's `@query`; `authorization`; what there is of `idempotency-key`; and with a body `content-digest` (RFC 9530) and `content-type`.
             * @enum {string}
             */
            signature?: "required";
            /**
             * @description Whoever has not come by the proxy is refused, as if there were no other way in
             * @enum {string}
             */
            proxy?: "required";
            /** @description The only addresses, and ranges as in `10.0.0.0/8`, that are answered */
            addresses?: string[];
        };
        OptionWord: string;
        ChosenOptions: {
            options: {
                [key: string]: components["schemas"]["OptionWord"];
            };
        };
        DialectOptions: {
            /** @description What holds, by name */
            options: {
                [key: string]: components["schemas"]["OptionWord"];
            };
            /** @description The words of each option; the first is what holds by itself */
            choices: {
                [key: string]: components["schemas"]["OptionWord"][];
            };
        };
        RegisteredArtefact: {
            id: components["schemas"]["Id"];
            merchantId: components["schemas"]["Id"];
            environment: components["schemas"]["EnvironmentName"];
            /** @enum {string} */
            kind: "public_key" | "client_certificate" | "webhook_endpoint" | "callback_host";
            fingerprint?: string;
            algorithm?: string;
            subject?: string;
            expiresAt?: components["schemas"]["Instant"];
            url?: string;
            dialect?: string;
            types?: components["schemas"]["NotificationTypes"];
            secrets?: components["schemas"]["EndpointSecret"][];
            /** @enum {string} */
            status?: "enabled" | "disabled";
            host?: string;
            revokedAt?: components["schemas"]["Instant"];
            /** @description Of a webhook endpoint the secret that its notifications are signed with, for `v1` */
            secret?: string;
            createdAt: components["schemas"]["Instant"];
        };
        EndpointSecret: {
            maskedSecret: string;
            /** @description The Ed25519 key that verifies `v1a`, in base64 */
            publicKey: string;
            createdAt: components["schemas"]["Instant"];
            expiresAt?: components["schemas"]["Instant"];
        };
        /** @enum {string} */
        DeliveryStatus: "pending" | "delivered" | "parked";
        Delivery: {
            id: components["schemas"]["Id"];
            /** @description What the receiver knows it by; the same for every endpoint and every attempt */
            notificationId: components["schemas"]["Id"];
            endpointId: components["schemas"]["Id"];
            environment: components["schemas"]["EnvironmentName"];
            merchantId: components["schemas"]["Id"];
            dialect: string;
            paymentId?: components["schemas"]["Id"];
            type: string;
            status: components["schemas"]["DeliveryStatus"];
            attemptCount: number;
            disorder?: components["schemas"]["Disorder"];
            createdAt: components["schemas"]["Instant"];
            /** @description While it is pending */
            nextAttemptAt?: components["schemas"]["Instant"];
            deliveredAt?: components["schemas"]["Instant"];
            parkedAt?: components["schemas"]["Instant"];
            /** @description Why nothing more is sent by itself */
            parked?: {
                /** @enum {string} */
                reason: "attempts_exhausted" | "endpoint_gone" | "endpoint_disabled" | "endpoint_removed" | "host_not_allowed" | "host_not_registered" | "no_secret" | "secret_unreadable" | "dropped";
                detail: string;
            };
        };
        DeliveryHistory: {
            delivery: components["schemas"]["Delivery"];
            /** @description What is signed */
            body: string;
            /** @description Oldest first */
            attempts: components["schemas"]["Attempt"][];
        };
        Attempt: {
            at: components["schemas"]["Instant"];
            disorder?: components["schemas"]["DisorderKind"];
            url: string;
            /** @description As they were sent */
            headers: {
                [key: string]: string;
            };
            /** @description Absent where none came */
            answer?: {
                status: number;
                headers: {
                    [key: string]: string;
                };
                /** @description How the body begins, masked */
                excerpt?: string;
            };
            /** @description Why no answer came */
            unanswered?: {
                reason: components["schemas"]["UnansweredReason"];
                detail: string;
            };
            durationMs: number;
        };
        /** @enum {string} */
        UnansweredReason: "timeout" | "connection_refused" | "connection_lost" | "name_not_found" | "tls_failed" | "not_http" | "unreachable";
        /** @enum {string} */
        DisorderKind: "duplicate" | "delay" | "reorder" | "drop" | "corrupt" | "wrong_signature" | "other_environment_signature" | "stale_timestamp" | "unknown_type";
        /** @description What goes wrong with a notification. What concerns bytes and headers befalls the first attempt alone: the retries are as they should be. */
        Disorder: components["schemas"]["DuplicateDisorder"] | components["schemas"]["DelayDisorder"] | components["schemas"]["ReorderDisorder"] | components["schemas"]["PlainDisorder"] | components["schemas"]["OtherEnvironmentDisorder"] | components["schemas"]["StaleTimestampDisorder"] | components["schemas"]["UnknownTypeDisorder"];
        DuplicateDisorder: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "duplicate";
            /** @description How many copies follow once it was received */
            times: number;
        };
        DelayDisorder: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "delay";
            ms: number;
        };
        /** @description It waits until the next one to the same endpoint was attempted */
        ReorderDisorder: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "reorder";
            /**
             * @description After so many milliseconds it goes alone
             * @default 60000
             */
            withinMs?: number;
        };
        /** @description `drop`: it is never sent. `corrupt`: one digit of the body is changed after it was signed. `wrong_signature`: it is signed with a secret that nobody has. */
        PlainDisorder: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "drop" | "corrupt" | "wrong_signature";
        };
        /** @description It is signed with the secret of an endpoint in another environment: the one named, else the newest with the same address, else one that nobody has. The journal marks it as a crossing. */
        OtherEnvironmentDisorder: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "other_environment_signature";
            endpointId?: components["schemas"]["Id"];
        };
        /** @description It is properly signed, as if it had been sent so long ago */
        StaleTimestampDisorder: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "stale_timestamp";
            ms: number;
        };
        /** @description It is properly signed, of a type that no document knows */
        UnknownTypeDisorder: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "unknown_type";
            type?: components["schemas"]["AnyType"];
        };
        AnyType: string;
        DisorderRules: {
            rules: {
                types?: components["schemas"]["NotificationTypes"];
                /** @description How many notifications are left to it; it never ends when left out */
                times?: number;
                disorder: components["schemas"]["Disorder"];
            }[];
        };
        /** @description About a payment or with data of its own, one of the two */
        NotificationRequest: {
            type: components["schemas"]["AnyType"];
            /**
             * @default generic
             * @enum {string}
             */
            dialect?: "generic" | "stripe" | "paypal" | "payflow";
            /** @description To this endpoint, whatever types it wants; to all that want the type when left out */
            endpointId?: components["schemas"]["Id"];
            paymentId?: components["schemas"]["Id"];
            data?: Record<string, never>;
            disorder?: components["schemas"]["Disorder"];
        };
        /** @description captured + capturing + capturable + released + expired = authorized + overCaptured; refunded + refunding + refundable + disputed = captured. */
        Balances: {
            currency: string;
            /** @description Minor units as text */
            authorized: string;
            capturable: string;
            capturing: string;
            captured: string;
            released: string;
            expired: string;
            overCaptured: string;
            refundable: string;
            refunding: string;
            refunded: string;
            disputed: string;
        };
        LedgerPayment: {
            paymentId: components["schemas"]["Id"];
            environment: components["schemas"]["EnvironmentName"];
            merchantId: components["schemas"]["Id"];
            dialect: string;
            reference: string;
            /** @enum {string} */
            state: "requested" | "action_required" | "processing" | "approved" | "declined" | "cancelled";
            balances: components["schemas"]["Balances"];
            /** @description Approved authorizations and succeeded captures and refunds */
            counts: {
                authorizations: number;
                captures: number;
                refunds: number;
            };
            createdAt: components["schemas"]["Instant"];
        };
        Ledger: {
            payments: components["schemas"]["LedgerPayment"][];
            /** @description Over the payments of this page, one entry per currency */
            totals: components["schemas"]["Balances"][];
            nextCursor?: string;
        };
        LedgerHistory: {
            payment: components["schemas"]["LedgerPayment"];
            events: {
                version: number;
                type: string;
                at: components["schemas"]["Instant"];
                /** @description The event's own fields */
                detail: Record<string, never>;
            }[];
        };
        /** @description An exchange; or with `origin` something that was done in the provider's own console, which went over no wire. */
        JournalEntry: {
            number: number;
            direction: components["schemas"]["Direction"];
            /** @description Of what went out: which attempt at which delivery, and what was made to go wrong with it. Without an attempt nothing was sent. The path of the request is the receiver's whole address. */
            delivery?: {
                deliveryId: components["schemas"]["Id"];
                notificationId: components["schemas"]["Id"];
                endpointId: components["schemas"]["Id"];
                type: string;
                attempt?: number;
                disorder?: components["schemas"]["DisorderKind"];
                unanswered?: components["schemas"]["UnansweredReason"];
                /**
                 * @description Why nothing was sent, where this is why
                 * @enum {string}
                 */
                unsent?: "host_not_allowed" | "host_not_registered";
            };
            at: components["schemas"]["Instant"];
            environment: components["schemas"]["EnvironmentName"];
            /** @description `none` when no dialect claimed the request, `pages` for style sheets and the page of no known payment */
            dialect: string;
            requestId?: string;
            /** @description The operationId that served it */
            operation?: string;
            merchantId?: components["schemas"]["Id"];
            paymentId?: components["schemas"]["Id"];
            /** @description Who called, as far as it could be told; never the secret */
            credential?: {
                /** @description First 16 hexadecimal digits of the SHA-256 of what was presented */
                fingerprint: string;
                id?: components["schemas"]["Id"];
                environment?: components["schemas"]["EnvironmentName"];
                merchantId?: components["schemas"]["Id"];
            };
            /** @enum {string} */
            origin?: "console";
            /** @description What went wrong on the wire because it was asked to */
            fault?: {
                /** @enum {string} */
                kind: "latency" | "connection_refused" | "reset_before" | "reset_after_commit" | "drop_reply" | "half_reply" | "trickle" | "wrong_content_type" | "html_200" | "malformed_json" | "status" | "clock_skew" | "stale_read" | "duplicate_refused";
                /**
                 * @description Whether what was asked has been done all the same
                 * @enum {string}
                 */
                effect: "none" | "committed";
            };
            /**
             * @description Why the caller was refused
             * @enum {string}
             */
            refusal?: "missing" | "unknown" | "revoked" | "expired" | "other_environment" | "merchant_pending" | "merchant_suspended" | "under_scoped" | "not_by_proxy" | "address_not_allowed" | "certificate_missing" | "certificate_unknown" | "certificate_of_another_environment" | "certificate_revoked" | "certificate_not_yet_valid" | "certificate_expired" | "signature_missing" | "signature_malformed" | "signature_key_unknown" | "signature_key_of_another_environment" | "signature_key_revoked" | "signature_incomplete" | "signature_digest_wrong" | "signature_algorithm_wrong" | "signature_outside_window" | "signature_wrong" | "signature_replayed";
            /** @description A credential of one environment was used in another */
            crossing: boolean;
            /** @description How a request came, unless it came in plain text straight to the port of a listener */
            arrival?: {
                /** @enum {string} */
                through: "port" | "proxy";
                tls?: {
                    /** @description The version that was agreed on, such as TLSv1.3 */
                    protocol: string;
                    /** @description The name that was asked for */
                    serverName?: string;
                    /** @description Fingerprint of the certificate that the client has shown */
                    certificate?: string;
                };
            };
            /** @description Of a connection that came to no request on any listener: what has become of it. `environment` is `none` where it was about none. */
            connection?: {
                /** @enum {string} */
                event: "egress_refused" | "proxy_refused" | "no_dialect" | "tls_failed" | "bad_tls";
                why: string;
                /** @description Where it comes from, if that was still known */
                address?: string;
                /** @description Where it was to go */
                host?: string;
                port?: number;
                /** @description Whose host that is */
                provider?: string;
                /** @description Of a connection to a bad listener */
                bad?: {
                    flaw: components["schemas"]["TlsFlaw"];
                    /**
                     * @description `none` where no TLS was spoken at all
                     * @enum {string}
                     */
                    handshake: "completed" | "failed" | "none";
                    /** @description How much of a request has come, once the client could have known better */
                    bytes: number;
                };
            };
            request: components["schemas"]["JournalMessage"];
            response: components["schemas"]["JournalMessage"];
            durationMs: number;
        };
        /** @enum {string} */
        TlsFlaw: "self_signed" | "expired" | "wrong_host" | "unknown_authority" | "tls_1_1" | "plain_http";
        BadListenerRequest: {
            environment: components["schemas"]["EnvironmentName"];
            flaw: components["schemas"]["TlsFlaw"];
        };
        BadListener: {
            id: components["schemas"]["Id"];
            environment: components["schemas"]["EnvironmentName"];
            flaw: components["schemas"]["TlsFlaw"];
            /** Format: uri */
            url: string;
            /** @description All there have been */
            connections: number;
            /** @description Those that have not ended yet */
            open: number;
            /** @description Handshakes that were completed on connections that have ended */
            completed: number;
            /** @description What of requests has come on connections that have ended */
            bytes: number;
        };
        BadListeners: {
            listeners: components["schemas"]["BadListener"][];
        };
        Egress: {
            /** @description Attempts to get out */
            refused: number;
            /** @description The latest first, and the latest thousand */
            places: {
                host: string;
                port: number;
                count: number;
                lastAt: components["schemas"]["Instant"];
            }[];
        };
        /** @enum {string} */
        Direction: "incoming" | "outgoing";
        JournalMessage: {
            method?: string;
            path?: string;
            /** @description Absent when the peer went away before an answer was written */
            status?: number;
            /** @description Names in lower case; credentials and cookies masked */
            headers: {
                [key: string]: string;
            };
            /** @description Decoded and masked: an object when it was JSON or a form, else text */
            body?: unknown;
            /** @description The body was longer than what is kept */
            truncated?: boolean;
        };
        /** @description Each of the four aspects of a rule is decided by the first rule that applies and has it. */
        Situation: {
            /** @description Words joined by hyphens; the name of the file without its ending */
            name: string;
            /** @description One sentence on the incident that this stands for */
            about: string;
            rules: components["schemas"]["SituationRule"][];
        };
        /** @description Decides at least one aspect. Notifications are told by their type, everything else by operation. */
        SituationRule: {
            when?: components["schemas"]["SituationCondition"];
            issuer?: components["schemas"]["SituationIssuer"];
            outcome?: components["schemas"]["SituationOutcome"];
            fault?: components["schemas"]["SituationFault"];
            notification?: components["schemas"]["SituationNotification"];
        };
        /** @description When the rule applies; what is left out is not looked at */
        SituationCondition: {
            /** @description What is asked for. `authorize` is every time the issuer is asked: within request_payment when the card comes with it, within page when the customer enters it there. */
            operation?: ("request_payment" | "authorize" | "capture" | "void" | "cancel" | "refund" | "increment" | "reauthorize" | "read" | "list" | "token" | "connection" | "page" | "any") | ("request_payment" | "authorize" | "capture" | "void" | "cancel" | "refund" | "increment" | "reauthorize" | "read" | "list" | "token" | "connection" | "page")[];
            /** @description The merchant account's id or name */
            merchant?: components["schemas"]["Pattern"];
            /** @description In minor units: exactly `minor`, or from `min` to `max` */
            amount?: {
                minor?: number;
                min?: number;
                max?: number;
            };
            currency?: string;
            /** @description The last four digits, or the whole number of a test card */
            card?: string;
            /** @description What the shop calls the order */
            reference?: components["schemas"]["Pattern"];
            /** @description Request headers by name in lower case, none that holds a secret */
            header?: {
                [key: string]: components["schemas"]["Pattern"];
            };
            /** @description The type of a notification */
            notification?: components["schemas"]["Pattern"];
            /** @description Which of the occasions that fit in every other way, counted from 1 for each merchant account */
            nth?: number | {
                from: number;
                to?: number;
            };
            /** @description Drawn from the seed: the same seed and requests, the same draws */
            probability?: number;
        };
        /** @description What the issuer answers, whatever the card would make it answer */
        SituationIssuer: ("approve" | "decline") | {
            decline?: components["schemas"]["SituationDecline"];
            /** @enum {string} */
            challenge?: "redirect" | "challenge";
            /** @description Percent of the amount */
            approve_part?: number;
            review?: {
                decide: ("approve" | "decline") | {
                    decline: components["schemas"]["SituationDecline"];
                };
                after: components["schemas"]["Duration"];
            };
        };
        /** @enum {string} */
        SituationDecline: "do_not_honor" | "insufficient_funds" | "lost_card" | "stolen_card" | "expired_card" | "incorrect_cvc" | "invalid_number" | "processing_error" | "authentication_failed" | "suspected_fraud" | "amount_limit_exceeded" | "test_card_in_live_environment" | "real_card_in_test_environment";
        /** @description How a capture, a refund or a void ends */
        SituationOutcome: components["schemas"]["SituationEnd"] | {
            later: {
                after: components["schemas"]["Duration"];
                end: components["schemas"]["SituationEnd"];
            };
        };
        SituationEnd: ("succeed" | "fail") | {
            /** @enum {string} */
            fail: "declined_by_issuer" | "account_closed" | "returned_by_issuer" | "insufficient_merchant_funds" | "technical_error";
        };
        /** @description What goes wrong on the wire */
        SituationFault: ("connection_refused" | "reset_before" | "reset_after_commit" | "drop_reply" | "half_reply" | "trickle" | "wrong_content_type" | "html_200" | "malformed_json" | "stale_read" | "duplicate_refused") | {
            latency?: components["schemas"]["Duration"] | {
                fixed?: components["schemas"]["Duration"];
                from?: components["schemas"]["Duration"];
                to?: components["schemas"]["Duration"];
                median?: components["schemas"]["Duration"];
                p95?: components["schemas"]["Duration"];
                /**
                 * @description Whether the caller waits before anything is done, or after it
                 * @default answer
                 * @enum {string}
                 */
                before?: "effect" | "answer";
            };
            /** @description For an environment only: how long nobody can connect to it */
            connection_refused?: "until_cleared" | {
                connections?: number;
                for?: components["schemas"]["Duration"];
            };
            drop_reply?: {
                /** @default committed */
                effect?: components["schemas"]["SituationEffect"];
                /** @description How long the connection stays open without an answer */
                held?: components["schemas"]["Duration"];
            };
            trickle?: {
                /** @default 20 */
                pieces?: number;
                every?: components["schemas"]["Duration"];
            };
            wrong_content_type?: string;
            html_200?: {
                effect: components["schemas"]["SituationEffect"];
            };
            status?: {
                /** @enum {integer} */
                code: 408 | 409 | 429 | 500 | 502 | 503;
                /** @default none */
                effect?: components["schemas"]["SituationEffect"];
                retry_after?: components["schemas"]["Duration"] | {
                    in: components["schemas"]["Duration"];
                    /** @enum {string} */
                    as: "seconds" | "date";
                };
            };
            /** @description How far every time in the answer is ahead, or with a minus behind */
            clock_skew?: string;
        };
        /**
         * @description Whether what was asked is done all the same
         * @enum {string}
         */
        SituationEffect: "none" | "committed";
        /** @description What happens to a notification on its way */
        SituationNotification: ("reorder" | "drop" | "corrupt" | "wrong_signature" | "other_environment_signature" | "stale_timestamp" | "unknown_type") | {
            /** @description How many times in all */
            duplicate?: number;
            delay?: components["schemas"]["Duration"];
            /** @description How long ago it says it was signed */
            stale_timestamp?: components["schemas"]["Duration"];
        };
        Duration: string;
        /** @description Text in which * stands for any characters and ? for one */
        Pattern: string;
        SituationName: {
            name: string;
            /** @description One sentence on the incident that it stands for */
            about: string;
        };
        /** @description A situation by the name of one that is known, or written out */
        SituationSetting: {
            name?: string;
            situation?: components["schemas"]["Situation"];
        };
        SituationState: {
            /** @description Whether it is set for this place itself */
            own: boolean;
            /** @description Missing where nothing is set */
            situation?: components["schemas"]["Situation"];
        };
        OutageRequest: {
            connections?: number;
            ms?: number;
        };
        Outage: {
            /** @enum {string} */
            kind: "none" | "connections" | "time" | "until_cleared";
            /** @description How many connections are still to be refused */
            left?: number;
            /** @description When the port is opened again, by the environment's clock */
            until?: components["schemas"]["Instant"];
        };
        /**
         * @description As in the conditions of situations
         * @enum {string}
         */
        GateOperation: "request_payment" | "authorize" | "capture" | "void" | "cancel" | "refund" | "increment" | "reauthorize" | "read" | "list" | "token" | "connection" | "page";
        GateRequest: {
            /** @description Requests that are held before they are carried out */
            before?: components["schemas"]["GateOperation"][];
            /** @description Requests that are carried out, and whose answers are held */
            after?: components["schemas"]["GateOperation"][];
            /** @description Types of notifications */
            notifications?: components["schemas"]["Pattern"][];
            /**
             * @description Milliseconds of real time after which what is held goes on by itself
             * @default 30000
             */
            holdMs?: number;
        };
        Gate: {
            before: components["schemas"]["GateOperation"][];
            after: components["schemas"]["GateOperation"][];
            notifications: string[];
            holdMs: number;
            /** @description By reference, kind, operation, point and amount; who came first decides only between equals */
            held: components["schemas"]["Held"][];
            /** @description How many went on by themselves since the gate was set, because their time was up or there were too many */
            lapsed: number;
        };
        Held: {
            id: components["schemas"]["Id"];
            /** @description The same in every run of the same test, such as `capture/order-1/2` */
            label: string;
            /** @enum {string} */
            kind: "request" | "notification";
            /**
             * @description Of a request
             * @enum {string}
             */
            point?: "before" | "after";
            /** @description The operation */
            what: string;
            reference?: string;
            paymentId?: components["schemas"]["Id"];
            /** @description What tells it apart from others of its kind, such as the amount */
            detail?: string;
            /** @description The how manieth of its like since the gate was set */
            ordinal: number;
        };
        SettleRequest: {
            /**
             * @description Milliseconds of real time in which nothing may begin
             * @default 40
             */
            quietMs?: number;
            /**
             * @description Milliseconds of real time after which the answer comes in any case
             * @default 5000
             */
            withinMs?: number;
        };
        Settled: {
            settled: boolean;
            /** @description What the gate holds */
            held: number;
            /** @description Late answers that wait for the clock */
            resting: number;
            moving: {
                exchanges: number;
                deliveries: number;
            };
        };
        Problem: {
            /** @enum {string} */
            type: "/problems/malformed-json" | "/problems/invalid-request" | "/problems/control-token-missing" | "/problems/control-token-wrong" | "/problems/forbidden-host" | "/problems/not-found" | "/problems/no-such-route" | "/problems/method-not-allowed" | "/problems/not-acceptable" | "/problems/request-timeout" | "/problems/body-too-large" | "/problems/header-too-large" | "/problems/unsupported-media-type" | "/problems/environment-unknown" | "/problems/situation-unknown" | "/problems/wrong-state" | "/problems/rejected" | "/problems/clock-goes-back" | "/problems/key-registered-elsewhere" | "/problems/key-already-registered" | "/problems/unreadable-key" | "/problems/too-many" | "/problems/unavailable" | "/problems/internal-error";
            title: string;
            status: number;
            detail?: string;
            instance?: string;
            /** @description Which rule does not allow it, in the words of the engine; amounts are minor units as text */
            rejection?: {
                code: string;
            };
            errors?: {
                pointer: string;
                detail: string;
            }[];
        };
    };
    responses: {
        /** @description The situation that holds */
        SituationState: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["SituationState"];
            };
        };
        /** @description Whether the environment can be connected to */
        Outage: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Outage"];
            };
        };
        /** @description The gate, and what it holds */
        Gate: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Gate"];
            };
        };
        /** @description How many were let go */
        Released: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    released: number;
                };
            };
        };
        /** @description Whether nothing moves, and what does */
        Settled: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Settled"];
            };
        };
        /** @description The payment as it stands now, and what happened to it */
        ConsoleResult: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ConsoleResult"];
            };
        };
        /** @description The schedule */
        SettlementSchedule: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["SettlementSchedule"];
            };
        };
        /** @description The limit */
        RateLimit: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RateLimit"];
            };
        };
        /** @description The clock as it goes now, and what fell due on the way */
        ClockTurned: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ClockTurned"];
            };
        };
        /** @description The merchant account */
        Merchant: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Merchant"];
            };
        };
        /** @description The new credential with its secret, shown this once */
        IssuedCredential: {
            headers: {
                "Cache-Control"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["IssuedCredential"];
            };
        };
        /** @description The artefact; of a webhook endpoint with its newest secret, shown this once */
        RegisteredArtefact: {
            headers: {
                "Cache-Control"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RegisteredArtefact"];
            };
        };
        /** @description What is wanted */
        ConnectionPolicy: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ConnectionPolicy"];
            };
        };
        /** @description What holds, and what could be chosen */
        DialectOptions: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["DialectOptions"];
            };
        };
        /** @description The rules, in their order */
        Disorder: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["DisorderRules"];
            };
        };
        /** @description The request was refused; nothing changed */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        Environment: components["schemas"]["EnvironmentName"];
        MerchantId: components["schemas"]["Id"];
        CredentialId: components["schemas"]["Id"];
        ArtefactId: components["schemas"]["Id"];
        DeliveryId: components["schemas"]["Id"];
        PaymentId: components["schemas"]["Id"];
        DisputeId: components["schemas"]["Id"];
        EnvironmentQuery: components["schemas"]["EnvironmentName"];
        MerchantQuery: components["schemas"]["Id"];
        Limit: number;
        Cursor: string;
    };
    requestBodies: {
        /** @description An empty object, or no body at all */
        Nothing: {
            content: {
                "application/json": components["schemas"]["Nothing"];
            };
        };
    };
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alive */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ready */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEnvironments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        environments: components["schemas"]["Environment"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getAuthority: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One X.509 certificate in PEM */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-pem-file": unknown;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listBadListeners: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadListeners"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    openBadListener: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BadListenerRequest"];
            };
        };
        responses: {
            /** @description It is open */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BadListener"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    closeBadListener: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                listenerId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Closed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    readEgress: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How often, and where to */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Egress"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listMerchants: {
        parameters: {
            query?: {
                environment?: components["parameters"]["EnvironmentQuery"];
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
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
                    "application/json": {
                        merchants: components["schemas"]["Merchant"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signUpMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUp"];
            };
        };
        responses: {
            /** @description The new merchant account */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merchant"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Merchant"];
            default: components["responses"]["Problem"];
        };
    };
    activateMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Merchant"];
            default: components["responses"]["Problem"];
        };
    };
    suspendMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Merchant"];
            default: components["responses"]["Problem"];
        };
    };
    resetMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was forgotten */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        payments: number;
                        journalEntries: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCredentials: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of this merchant account */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        credentials: components["schemas"]["Credential"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    issueCredential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialRequest"];
            };
        };
        responses: {
            201: components["responses"]["IssuedCredential"];
            default: components["responses"]["Problem"];
        };
    };
    rotateCredential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                credentialId: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotationRequest"];
            };
        };
        responses: {
            201: components["responses"]["IssuedCredential"];
            default: components["responses"]["Problem"];
        };
    };
    revokeCredential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                credentialId: components["parameters"]["CredentialId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The revoked credential, masked */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listArtefacts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of this merchant account, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        artefacts: components["schemas"]["Artefact"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    registerArtefact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArtefactRequest"];
            };
        };
        responses: {
            201: components["responses"]["RegisteredArtefact"];
            default: components["responses"]["Problem"];
        };
    };
    removeArtefact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                artefactId: components["parameters"]["ArtefactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    revokeArtefact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                artefactId: components["parameters"]["ArtefactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The key or certificate */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Artefact"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    rotateEndpointSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                artefactId: components["parameters"]["ArtefactId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotationRequest"];
            };
        };
        responses: {
            201: components["responses"]["RegisteredArtefact"];
            default: components["responses"]["Problem"];
        };
    };
    enableEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                artefactId: components["parameters"]["ArtefactId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The endpoint */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Artefact"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    sendNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NotificationRequest"];
            };
        };
        responses: {
            /** @description What is owed now */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: components["schemas"]["Delivery"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getConnectionPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["ConnectionPolicy"];
            default: components["responses"]["Problem"];
        };
    };
    setConnectionPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectionPolicy"];
            };
        };
        responses: {
            200: components["responses"]["ConnectionPolicy"];
            default: components["responses"]["Problem"];
        };
    };
    clearConnectionPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cleared */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getDialectOptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
                dialect: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["DialectOptions"];
            default: components["responses"]["Problem"];
        };
    };
    setDialectOptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
                dialect: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChosenOptions"];
            };
        };
        responses: {
            200: components["responses"]["DialectOptions"];
            default: components["responses"]["Problem"];
        };
    };
    clearDialectOptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
                dialect: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cleared */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getDisorder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Disorder"];
            default: components["responses"]["Problem"];
        };
    };
    setDisorder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisorderRules"];
            };
        };
        responses: {
            200: components["responses"]["Disorder"];
            default: components["responses"]["Problem"];
        };
    };
    clearDisorder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Cleared */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                environment?: components["parameters"]["EnvironmentQuery"];
                merchant?: components["parameters"]["MerchantQuery"];
                endpoint?: components["schemas"]["Id"];
                payment?: components["schemas"]["Id"];
                notification?: components["schemas"]["Id"];
                type?: string;
                status?: components["schemas"]["DeliveryStatus"];
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
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
                    "application/json": {
                        deliveries: components["schemas"]["Delivery"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: components["parameters"]["DeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole delivery */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryHistory"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    redeliver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deliveryId: components["parameters"]["DeliveryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The delivery, which waits now */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readLedger: {
        parameters: {
            query?: {
                environment?: components["parameters"]["EnvironmentQuery"];
                merchant?: components["parameters"]["MerchantQuery"];
                reference?: string;
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ledger */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ledger"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readLedgerPayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment's whole history */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LedgerHistory"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    readJournal: {
        parameters: {
            query?: {
                environment?: components["parameters"]["EnvironmentQuery"];
                merchant?: components["parameters"]["MerchantQuery"];
                /** @description Only exchanges about this payment */
                payment?: components["schemas"]["Id"];
                /** @description Only exchanges that are (or are not) a crossing */
                crossing?: boolean;
                /** @description Only what came in, or only what went out to webhook endpoints */
                direction?: components["schemas"]["Direction"];
                /** @description Only exchanges whose path starts with this */
                path?: string;
                /** @description Only exchanges answered with this HTTP status */
                status?: number;
                /** @description Only entries with a higher number */
                after?: number;
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Matching entries; ask again with `after` set to the last number for more */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: components["schemas"]["JournalEntry"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    followJournal: {
        parameters: {
            query?: {
                environment?: components["parameters"]["EnvironmentQuery"];
                merchant?: components["parameters"]["MerchantQuery"];
                /** @description Only exchanges about this payment */
                payment?: components["schemas"]["Id"];
                crossing?: boolean;
                direction?: components["schemas"]["Direction"];
                path?: string;
                status?: number;
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An endless stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEnvironmentClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it goes, and what it shows now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setEnvironmentClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClockSetting"];
            };
        };
        responses: {
            200: components["responses"]["ClockTurned"];
            default: components["responses"]["Problem"];
        };
    };
    unsetEnvironmentClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["ClockTurned"];
            default: components["responses"]["Problem"];
        };
    };
    advanceEnvironmentClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClockAdvance"];
            };
        };
        responses: {
            200: components["responses"]["ClockTurned"];
            default: components["responses"]["Problem"];
        };
    };
    getMerchantClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it goes, and what it shows now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Clock"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setMerchantClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClockSetting"];
            };
        };
        responses: {
            200: components["responses"]["ClockTurned"];
            default: components["responses"]["Problem"];
        };
    };
    unsetMerchantClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["ClockTurned"];
            default: components["responses"]["Problem"];
        };
    };
    advanceMerchantClock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClockAdvance"];
            };
        };
        responses: {
            200: components["responses"]["ClockTurned"];
            default: components["responses"]["Problem"];
        };
    };
    getSettlementSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["SettlementSchedule"];
            default: components["responses"]["Problem"];
        };
    };
    setSettlementSchedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettlementSchedule"];
            };
        };
        responses: {
            200: components["responses"]["SettlementSchedule"];
            default: components["responses"]["Problem"];
        };
    };
    getRateLimit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["RateLimit"];
            default: components["responses"]["Problem"];
        };
    };
    setRateLimit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RateLimit"];
            };
        };
        responses: {
            200: components["responses"]["RateLimit"];
            default: components["responses"]["Problem"];
        };
    };
    settleCaptures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SettlementRequest"];
            };
        };
        responses: {
            /** @description There was nothing more to settle */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settlement"];
                };
            };
            /** @description Payouts were made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settlement"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPayouts: {
        parameters: {
            query?: {
                environment?: components["parameters"]["EnvironmentQuery"];
                merchant?: components["parameters"]["MerchantQuery"];
                day?: components["schemas"]["Day"];
                limit?: components["parameters"]["Limit"];
                cursor?: components["parameters"]["Cursor"];
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
                    "application/json": {
                        payouts: components["schemas"]["Payout"][];
                        nextCursor?: string;
                    };
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPayout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payoutId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a shop reconciles against */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementReport"];
                    "text/csv": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    captureOnConsole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ConsoleCapture"];
            };
        };
        responses: {
            200: components["responses"]["ConsoleResult"];
            default: components["responses"]["Problem"];
        };
    };
    voidOnConsole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Nothing"];
        responses: {
            200: components["responses"]["ConsoleResult"];
            default: components["responses"]["Problem"];
        };
    };
    cancelOnConsole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Nothing"];
        responses: {
            200: components["responses"]["ConsoleResult"];
            default: components["responses"]["Problem"];
        };
    };
    refundOnConsole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ConsoleRefund"];
            };
        };
        responses: {
            200: components["responses"]["ConsoleResult"];
            default: components["responses"]["Problem"];
        };
    };
    returnRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
                refundId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReturnedRefund"];
            };
        };
        responses: {
            200: components["responses"]["ConsoleResult"];
            default: components["responses"]["Problem"];
        };
    };
    decidePayment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentDecision"];
            };
        };
        responses: {
            200: components["responses"]["ConsoleResult"];
            default: components["responses"]["Problem"];
        };
    };
    openDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DisputeOpening"];
            };
        };
        responses: {
            200: components["responses"]["ConsoleResult"];
            default: components["responses"]["Problem"];
        };
    };
    submitEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
                disputeId: components["parameters"]["DisputeId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Evidence"];
            };
        };
        responses: {
            200: components["responses"]["ConsoleResult"];
            default: components["responses"]["Problem"];
        };
    };
    escalateDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
                disputeId: components["parameters"]["DisputeId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Nothing"];
        responses: {
            200: components["responses"]["ConsoleResult"];
            default: components["responses"]["Problem"];
        };
    };
    winDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
                disputeId: components["parameters"]["DisputeId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Nothing"];
        responses: {
            200: components["responses"]["ConsoleResult"];
            default: components["responses"]["Problem"];
        };
    };
    loseDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
                disputeId: components["parameters"]["DisputeId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Nothing"];
        responses: {
            200: components["responses"]["ConsoleResult"];
            default: components["responses"]["Problem"];
        };
    };
    acceptDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
                disputeId: components["parameters"]["DisputeId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["Nothing"];
        responses: {
            200: components["responses"]["ConsoleResult"];
            default: components["responses"]["Problem"];
        };
    };
    listSituations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        situations: components["schemas"]["SituationName"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSituation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The situation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Situation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEnvironmentSituation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["SituationState"];
            default: components["responses"]["Problem"];
        };
    };
    setEnvironmentSituation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SituationSetting"];
            };
        };
        responses: {
            200: components["responses"]["SituationState"];
            default: components["responses"]["Problem"];
        };
    };
    unsetEnvironmentSituation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["SituationState"];
            default: components["responses"]["Problem"];
        };
    };
    getMerchantSituation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["SituationState"];
            default: components["responses"]["Problem"];
        };
    };
    setMerchantSituation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SituationSetting"];
            };
        };
        responses: {
            200: components["responses"]["SituationState"];
            default: components["responses"]["Problem"];
        };
    };
    unsetMerchantSituation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["SituationState"];
            default: components["responses"]["Problem"];
        };
    };
    getOutage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Outage"];
            default: components["responses"]["Problem"];
        };
    };
    beginOutage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OutageRequest"];
            };
        };
        responses: {
            200: components["responses"]["Outage"];
            default: components["responses"]["Problem"];
        };
    };
    endOutage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                environment: components["parameters"]["Environment"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Outage"];
            default: components["responses"]["Problem"];
        };
    };
    getGate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Gate"];
            default: components["responses"]["Problem"];
        };
    };
    setGate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GateRequest"];
            };
        };
        responses: {
            200: components["responses"]["Gate"];
            default: components["responses"]["Problem"];
        };
    };
    openGate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Gate"];
            default: components["responses"]["Problem"];
        };
    };
    releaseAllHeld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Released"];
            default: components["responses"]["Problem"];
        };
    };
    releaseHeld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                heldId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Released"];
            default: components["responses"]["Problem"];
        };
    };
    settleMerchant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                merchantId: components["parameters"]["MerchantId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SettleRequest"];
            };
        };
        responses: {
            200: components["responses"]["Settled"];
            default: components["responses"]["Problem"];
        };
    };
    settleAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SettleRequest"];
            };
        };
        responses: {
            200: components["responses"]["Settled"];
            default: components["responses"]["Problem"];
        };
    };
    sendBuyer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentId: components["parameters"]["PaymentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BuyerRequest"];
            };
        };
        responses: {
            /** @description Where the browser has been, and what became of the payment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BuyerTrip"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
