// Generated from specs/subject-protocol.schema.json by `npm run generate`. Do not edit.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description One line or body: a request or a reply of the one side, or a notification of the subject. */
        Message: components["schemas"]["Request"] | components["schemas"]["Reply"] | components["schemas"]["ErrorReply"] | components["schemas"]["Notification"];
        /** @description From the harness to the subject. */
        Request: {
            /** @constant */
            jsonrpc: "2.0";
            id: number;
            method: string;
            params: {
                [key: string]: unknown;
            };
        };
        /** @description From the subject: what came of a request. */
        Reply: {
            /** @constant */
            jsonrpc: "2.0";
            id: number;
            result: {
                [key: string]: unknown;
            };
        };
        /** @description From the subject: it could not run the request at all. -32601 for a method it does not have; never for a payment that went wrong. */
        ErrorReply: {
            /** @constant */
            jsonrpc: "2.0";
            /** @description null when the request could not be read */
            id: number | null;
            error: {
                code: number;
                message: string;
                data?: unknown;
            };
        };
        /** @description From the subject: it has no id and gets no reply. */
        Notification: {
            /** @constant */
            jsonrpc: "2.0";
            /** @constant */
            method: "log";
            params: components["schemas"]["LogParams"];
        };
        LogParams: {
            /** @enum {string} */
            level: "debug" | "info" | "warn" | "error";
            message: string;
            fields?: {
                [key: string]: unknown;
            };
        };
        Money: {
            /** @description Minor units as text, so that no reader loses a digit */
            minor: string;
            /** @description ISO 4217 */
            currency: string;
        };
        EnvironmentName: string;
        /** @description Names an environment. The harness also sends what names none, such as an empty text, null or `Production`, to see that it is refused. */
        Selector: string | null;
        ShopId: string;
        PaymentId: string;
        /** @description What the merchant means to happen once; the same again when the same click is repeated */
        CommandId: string;
        /** @description Name and value; an array, because a name may come twice */
        Header: [
            string,
            string
        ];
        Credential: {
            /** @constant */
            kind: "api_key";
            apiKey: string;
        } | {
            /** @constant */
            kind: "oauth_client";
            clientId: string;
            clientSecret: string;
        } | {
            /** @constant */
            kind: "login";
            partner: string;
            vendor: string;
            user: string;
            password: string;
        };
        EnvironmentConfiguration: {
            /** @enum {string} */
            mode: "test" | "live";
            /**
             * Format: uri
             * @description The provider's address in this environment
             */
            baseUrl: string;
            credential: components["schemas"]["Credential"];
            notificationSecrets?: string[];
            /** @description PEM of the certificate authority behind an https address */
            trust?: string;
            /** @description PEM of a private key of Ed25519 that every request to the provider is signed with (RFC 9421); only to a subject that declares `signed_requests` */
            signingKey?: string;
        };
        /** @description When the method of this shop is offered. Without any rule it is offered always. */
        Rule: {
            name: string;
            currency: string;
            /** @description Of the billing address; anywhere when left out or empty */
            countries?: string[];
        };
        /** @description One shop: its account in each environment, and the environment it trades in. */
        ShopConfiguration: {
            shopId: components["schemas"]["ShopId"];
            environments: {
                [key: string]: components["schemas"]["EnvironmentConfiguration"];
            };
            active: components["schemas"]["Selector"];
            rules?: components["schemas"]["Rule"][];
            /**
             * Format: uri
             * @description Where the customers' browsers reach this shop, for a subject that does not know by itself
             */
            publicBaseUrl?: string;
        };
        Order: {
            reference: string;
            amount: components["schemas"]["Money"];
            country: string;
            email?: string;
        };
        Card: {
            number: string;
            expiryMonth: number;
            expiryYear: number;
            cvc: string;
        };
        Method: {
            /** @constant */
            kind: "redirect";
        } | {
            /** @constant */
            kind: "card";
            card: components["schemas"]["Card"];
        };
        CustomerAction: {
            /** @constant */
            kind: "redirect";
            /** Format: uri */
            url: string;
        };
        /** @description It is done. */
        Done: {
            /** @constant */
            outcome: "ok";
        };
        /** @description It was refused or came to nothing, for certain; nothing is left under way. */
        Failed: {
            /** @constant */
            outcome: "failed";
            /** @description For programs, such as `config.environment_mismatch` */
            code: string;
            /** @description For people */
            message?: string;
            errors?: {
                field: string;
                code: string;
                message?: string;
            }[];
            paymentId?: components["schemas"]["PaymentId"];
        };
        /** @description No readable answer arrived; it may have happened. Not a decline and not a failure. */
        Unknown: {
            /** @constant */
            outcome: "unknown";
            why?: string;
            paymentId?: components["schemas"]["PaymentId"];
        };
        /** @description The subject does not do this, and has done nothing. */
        Unsupported: {
            /** @constant */
            outcome: "unsupported";
            reason?: string;
            /** Format: uri */
            issueUrl?: string;
        };
        /** @description The issuer said no. */
        Declined: {
            /** @constant */
            outcome: "declined";
            paymentId?: components["schemas"]["PaymentId"];
            code?: string;
        };
        /** @description Only the customer can go on. */
        ActionRequired: {
            /** @constant */
            outcome: "action_required";
            paymentId: components["schemas"]["PaymentId"];
            action: components["schemas"]["CustomerAction"];
        };
        /** @description It is done; getPayment says what it has come to. */
        PaymentDone: {
            /** @constant */
            outcome: "ok";
            paymentId: components["schemas"]["PaymentId"];
        };
        InitializeParams: {
            /** @constant */
            protocolVersion: "2026-12";
            harness: {
                name: string;
                version: string;
            };
            run: {
                id: string;
                seed: number;
            };
            offered?: {
                clocks?: string[];
                notifications?: string[];
            };
            /** @description A folder of its own for this subject; it survives when the program is killed and started again */
            stateDirectory: string;
        };
        /** @description Who the subject is and what it can do. */
        InitializeResult: {
            /** @constant */
            outcome: "ok";
            /** @constant */
            protocolVersion: "2026-12";
            subject: {
                name: string;
                version: string;
                language?: string;
                homepage?: string;
                issues?: string;
            };
            /** @description The dialect it speaks, such as `generic` */
            provider: string;
            /** @description What it can do beyond the six methods; see PROTOCOL.md. Unknown words are ignored */
            capabilities: string[];
            /** @enum {string} */
            clock?: "real" | "environment" | "injected";
            /** @description What people write into freely besides the e-mail address, by names of the subject's own: under each method what it takes in `texts` */
            textFields?: {
                createPayment?: components["schemas"]["TextFieldNames"];
                void?: components["schemas"]["TextFieldNames"];
                refund?: components["schemas"]["TextFieldNames"];
            };
            /** @description An order comes to a whole multiple of one of these. Left out when any amount will do */
            unitPrices?: components["schemas"]["Money"][];
        };
        ConfigureResult: components["schemas"]["Done"] | components["schemas"]["Failed"] | components["schemas"]["Unknown"] | components["schemas"]["Unsupported"];
        SetEnvironmentParams: {
            shopId: components["schemas"]["ShopId"];
            environment: components["schemas"]["Selector"];
        };
        RotateCredentialsParams: {
            shopId: components["schemas"]["ShopId"];
            environment: components["schemas"]["EnvironmentName"];
            credential: components["schemas"]["Credential"];
        };
        TextFieldNames: string[];
        /** @description What somebody has written into free-text fields, by the names that the subject has given them in `textFields`; the others are as usual */
        Texts: {
            [key: string]: string;
        };
        RestartParams: {
            shopId: components["schemas"]["ShopId"];
        };
        ChangeOrderParams: {
            paymentId: components["schemas"]["PaymentId"];
            /** @description What the order is to come to */
            amount: components["schemas"]["Money"];
        };
        ListMethodsParams: {
            shopId: components["schemas"]["ShopId"];
            order: components["schemas"]["Order"];
        };
        ListMethodsResult: {
            /** @constant */
            outcome: "ok";
            methods: {
                id: string;
                label: string;
            }[];
        } | components["schemas"]["Failed"] | components["schemas"]["Unknown"] | components["schemas"]["Unsupported"];
        CreatePaymentParams: {
            texts?: components["schemas"]["Texts"];
            shopId: components["schemas"]["ShopId"];
            commandId: components["schemas"]["CommandId"];
            order: components["schemas"]["Order"];
            method: components["schemas"]["Method"];
            /** @enum {string} */
            capture: "now" | "manual";
            /**
             * Format: uri
             * @description Where the browser comes back to, for a subject without pages of its own
             */
            returnUrl: string;
        };
        PaymentResult: components["schemas"]["PaymentDone"] | components["schemas"]["ActionRequired"] | components["schemas"]["Declined"] | components["schemas"]["Failed"] | components["schemas"]["Unknown"] | components["schemas"]["Unsupported"];
        CompleteReturnParams: {
            paymentId: components["schemas"]["PaymentId"];
            /**
             * Format: uri
             * @description As the browser brought it, query included
             */
            url: string;
            headers?: components["schemas"]["Header"][];
        };
        /** @description Without an amount, all that is held. There is no shopId: the payment knows whose it is. */
        CaptureParams: {
            paymentId: components["schemas"]["PaymentId"];
            commandId: components["schemas"]["CommandId"];
            amount?: components["schemas"]["Money"];
            /** @description Gives back what is left of the hold */
            final?: boolean;
        };
        VoidParams: {
            texts?: components["schemas"]["Texts"];
            paymentId: components["schemas"]["PaymentId"];
            commandId: components["schemas"]["CommandId"];
        };
        RefundParams: {
            texts?: components["schemas"]["Texts"];
            paymentId: components["schemas"]["PaymentId"];
            commandId: components["schemas"]["CommandId"];
            amount?: components["schemas"]["Money"];
        };
        PaymentParams: {
            paymentId: components["schemas"]["PaymentId"];
        };
        /** @enum {string} */
        PaymentState: "new" | "action_required" | "processing" | "authorized" | "partially_captured" | "captured" | "partially_refunded" | "refunded" | "voided" | "expired" | "declined" | "cancelled" | "failed" | "unknown";
        /** @description The payment as the subject has it written down. */
        Payment: {
            paymentId: components["schemas"]["PaymentId"];
            shopId: components["schemas"]["ShopId"];
            environment: components["schemas"]["EnvironmentName"];
            state: components["schemas"]["PaymentState"];
            currency: string;
            amount: components["schemas"]["Minor"];
            authorized: components["schemas"]["Minor"];
            captured: components["schemas"]["Minor"];
            refunded: components["schemas"]["Minor"];
            capturable?: components["schemas"]["Minor"];
            refundable?: components["schemas"]["Minor"];
            /** @description The provider's id of the payment */
            providerReference?: string;
            attempts?: {
                operation: string;
                outcome: string;
                code?: string;
            }[];
        };
        Minor: string;
        GetPaymentResult: {
            /** @constant */
            outcome: "ok";
            payment: components["schemas"]["Payment"];
        } | components["schemas"]["Failed"] | components["schemas"]["Unsupported"];
        HistoryResult: {
            /** @constant */
            outcome: "ok";
            entries: {
                /** Format: date-time */
                at: string;
                text: string;
            }[];
        } | components["schemas"]["Failed"] | components["schemas"]["Unsupported"];
        NoParams: Record<string, never>;
        ListUnresolvedResult: {
            /** @constant */
            outcome: "ok";
            paymentIds: components["schemas"]["PaymentId"][];
        } | components["schemas"]["Failed"] | components["schemas"]["Unsupported"];
        /** @description A notification, byte for byte, at the endpoint that the shop has for this environment. */
        DeliverWebhookParams: {
            shopId: components["schemas"]["ShopId"];
            environment: components["schemas"]["EnvironmentName"];
            headers: components["schemas"]["Header"][];
            bodyBase64: string;
        };
        DeliverWebhookResult: {
            /** @constant */
            outcome: "ok";
            status: number;
            headers?: components["schemas"]["Header"][];
            bodyBase64?: string;
        } | components["schemas"]["Failed"] | components["schemas"]["Unsupported"];
        AdvanceClockParams: {
            ms: number;
        };
        SettleResult: components["schemas"]["Done"] | components["schemas"]["Unsupported"];
        DumpStateResult: {
            /** @constant */
            outcome: "ok";
            files: {
                name: string;
                contentBase64: string;
            }[];
        } | components["schemas"]["Unsupported"];
        /** @description Every method of the harness with what it takes and what it gives. Marked REQUIRED: what a minimal subject has. */
        Methods: {
            /** @description REQUIRED. First of all. */
            initialize: {
                params: components["schemas"]["InitializeParams"];
                result: components["schemas"]["InitializeResult"];
            };
            /** @description REQUIRED. Sets a shop up, or sets it up anew. */
            configure: {
                params: components["schemas"]["ShopConfiguration"];
                result: components["schemas"]["ConfigureResult"];
            };
            /** @description Judges the same configuration, changes nothing and sends nothing. */
            validateConfig: {
                params: components["schemas"]["ShopConfiguration"];
                result: components["schemas"]["ConfigureResult"];
            };
            /** @description The shop goes live, or back to testing. */
            setEnvironment: {
                params: components["schemas"]["SetEnvironmentParams"];
                result: components["schemas"]["ConfigureResult"];
            };
            /** @description The shop gets a new credential for an environment. */
            rotateCredentials: {
                params: components["schemas"]["RotateCredentialsParams"];
                result: components["schemas"]["ConfigureResult"];
            };
            /** @description What a customer with this order is offered. */
            listMethods: {
                params: components["schemas"]["ListMethodsParams"];
                result: components["schemas"]["ListMethodsResult"];
            };
            /** @description REQUIRED. A customer checks out. */
            createPayment: {
                params: components["schemas"]["CreatePaymentParams"];
                result: components["schemas"]["PaymentResult"];
            };
            /** @description The customer's browser comes back from the provider. */
            completeReturn: {
                params: components["schemas"]["CompleteReturnParams"];
                result: components["schemas"]["PaymentResult"];
            };
            /** @description REQUIRED. A sales person captures. */
            capture: {
                params: components["schemas"]["CaptureParams"];
                result: components["schemas"]["PaymentResult"];
            };
            /** @description A sales person gives the hold back. */
            void: {
                params: components["schemas"]["VoidParams"];
                result: components["schemas"]["PaymentResult"];
            };
            /** @description A sales person returns money. */
            refund: {
                params: components["schemas"]["RefundParams"];
                result: components["schemas"]["PaymentResult"];
            };
            /** @description REQUIRED. Observes the subject's own records. */
            getPayment: {
                params: components["schemas"]["PaymentParams"];
                result: components["schemas"]["GetPaymentResult"];
            };
            /** @description Asks the provider what a payment has come to. */
            syncPayment: {
                params: components["schemas"]["PaymentParams"];
                result: components["schemas"]["PaymentResult"];
            };
            /** @description Observes what happened to a payment, in words. */
            history: {
                params: components["schemas"]["PaymentParams"];
                result: components["schemas"]["HistoryResult"];
            };
            /** @description Observes which payments are not known to have come to an end. */
            listUnresolved: {
                params: components["schemas"]["NoParams"];
                result: components["schemas"]["ListUnresolvedResult"];
            };
            /** @description Posts a notification. */
            deliverWebhook: {
                params: components["schemas"]["DeliverWebhookParams"];
                result: components["schemas"]["DeliverWebhookResult"];
            };
            /** @description Moves the subject's clock; only with the clock `injected`. */
            advanceClock: {
                params: components["schemas"]["AdvanceClockParams"];
                result: components["schemas"]["ConfigureResult"];
            };
            /** @description Answers when nothing is under way but what waits for the network. */
            settle: {
                params: components["schemas"]["NoParams"];
                result: components["schemas"]["SettleResult"];
            };
            /** @description Everything stored, to look for what should not be there. */
            dumpState: {
                params: components["schemas"]["NoParams"];
                result: components["schemas"]["DumpStateResult"];
            };
            /** @description Ends the integration of a shop at once, as a crash does, and starts it again on what it has stored. */
            restart: {
                params: components["schemas"]["RestartParams"];
                result: components["schemas"]["ConfigureResult"];
            };
            /** @description The customer changes what was ordered after its payment has begun. */
            changeOrder: {
                params: components["schemas"]["ChangeOrderParams"];
                result: components["schemas"]["ConfigureResult"];
            };
            /** @description REQUIRED. Ends the program in good order, after the reply. */
            shutdown: {
                params: components["schemas"]["NoParams"];
                result: components["schemas"]["SettleResult"];
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
