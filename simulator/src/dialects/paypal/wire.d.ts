// Generated from specs/paypal.openapi.yaml by `npm run generate`. Do not edit.
export interface paths {
    "/v1/oauth2/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/checkout/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["createOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/checkout/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch: operations["patchOrder"];
        trace?: never;
    };
    "/v2/checkout/orders/{id}/confirm-payment-source": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["confirmOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/checkout/orders/{id}/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["authorizeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/checkout/orders/{id}/capture": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["captureOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/payments/authorizations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getAuthorization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/payments/authorizations/{id}/capture": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["captureAuthorization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/payments/authorizations/{id}/reauthorize": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reauthorize"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/payments/authorizations/{id}/void": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["voidAuthorization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/payments/captures/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getCapture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/payments/captures/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["refundCapture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v2/payments/refunds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getRefund"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listWebhooks"];
        put?: never;
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        patch: operations["patchWebhook"];
        trace?: never;
    };
    "/v1/notifications/webhooks/{id}/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["listSubscribedEventTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/webhooks-event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listEventTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/webhooks-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/webhooks-events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/webhooks-events/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["resendEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/simulate-event": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["simulateEvent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/verify-webhook-signature": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["verifyWebhookSignature"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notifications/certs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getCertificate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customer/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listDisputes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customer/disputes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getDispute"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/checkoutnow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Where the buyer is sent to approve an order; it leads to the page of the payment. */
        get: operations["approveOrder"];
        put?: never;
        post?: never;
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
        Error: {
            name: string;
            message: string;
            debug_id: string;
            details?: components["schemas"]["ErrorDetail"][];
            links?: components["schemas"]["Links"];
        };
        ErrorDetail: {
            field?: string;
            value?: string;
            /** @enum {string} */
            location?: "body" | "path" | "query" | "header";
            issue: string;
            description?: string;
        };
        IdentityError: {
            /** @enum {string} */
            error: "invalid_client" | "invalid_token" | "invalid_request" | "unsupported_grant_type" | "unauthorized_client";
            error_description: string;
        };
        Links: components["schemas"]["Link"][];
        Link: {
            /** Format: uri */
            href: string;
            rel: string;
            /** @enum {string} */
            method?: "GET" | "POST" | "PATCH" | "DELETE";
        };
        TokenRequest: {
            /** @constant */
            grant_type: "client_credentials";
        };
        Token: {
            scope: string;
            access_token: string;
            /** @constant */
            token_type: "Bearer";
            app_id: string;
            expires_in: number;
            nonce: string;
        };
        Money: {
            currency_code: string;
            value: string;
        };
        MoneyRequest: {
            currency_code: string;
            value: string;
        };
        OrderRequest: {
            /** @enum {string} */
            intent: "CAPTURE" | "AUTHORIZE";
            purchase_units: components["schemas"]["PurchaseUnitRequest"][];
            payer?: components["schemas"]["PayerRequest"];
            payment_source?: components["schemas"]["PaymentSourceRequest"];
            application_context?: components["schemas"]["ExperienceContext"];
        };
        PurchaseUnitRequest: {
            reference_id?: string;
            description?: string;
            custom_id?: string;
            invoice_id?: string;
            soft_descriptor?: string;
            amount: components["schemas"]["AmountRequest"];
            items?: components["schemas"]["ItemRequest"][];
            shipping?: components["schemas"]["Shipping"];
        };
        AmountRequest: {
            currency_code: string;
            value: string;
            breakdown?: components["schemas"]["BreakdownRequest"];
        };
        BreakdownRequest: {
            item_total?: components["schemas"]["MoneyRequest"];
            shipping?: components["schemas"]["MoneyRequest"];
            handling?: components["schemas"]["MoneyRequest"];
            tax_total?: components["schemas"]["MoneyRequest"];
            insurance?: components["schemas"]["MoneyRequest"];
            shipping_discount?: components["schemas"]["MoneyRequest"];
            discount?: components["schemas"]["MoneyRequest"];
        };
        ItemRequest: {
            name: string;
            quantity: string;
            unit_amount: components["schemas"]["MoneyRequest"];
            tax?: components["schemas"]["MoneyRequest"];
            description?: string;
            sku?: string;
            /** @enum {string} */
            category?: "DIGITAL_GOODS" | "PHYSICAL_GOODS" | "DONATION";
        };
        Shipping: {
            name?: {
                full_name?: string;
            };
            /** @enum {string} */
            type?: "SHIPPING" | "PICKUP_IN_PERSON" | "PICKUP_IN_STORE" | "PICKUP_FROM_PERSON";
            address?: components["schemas"]["Address"];
        };
        Address: {
            address_line_1?: string;
            address_line_2?: string;
            admin_area_1?: string;
            admin_area_2?: string;
            postal_code?: string;
            country_code: string;
        };
        PayerRequest: {
            email_address?: string;
            name?: components["schemas"]["Name"];
        };
        Name: {
            given_name?: string;
            surname?: string;
        };
        PaymentSourceRequest: {
            card?: components["schemas"]["CardRequest"];
            paypal?: components["schemas"]["WalletRequest"];
        };
        CardRequest: {
            name?: string;
            number: string;
            expiry: string;
            security_code?: string;
            billing_address?: components["schemas"]["Address"];
            attributes?: {
                verification?: {
                    /** @enum {string} */
                    method?: "SCA_ALWAYS" | "SCA_WHEN_REQUIRED" | "3D_SECURE" | "AVS_CVV";
                };
            };
            experience_context?: components["schemas"]["ExperienceContext"];
        };
        WalletRequest: {
            email_address?: string;
            name?: components["schemas"]["Name"];
            experience_context?: components["schemas"]["ExperienceContext"];
        };
        ExperienceContext: {
            brand_name?: string;
            locale?: string;
            /** Format: uri */
            return_url?: string;
            /** Format: uri */
            cancel_url?: string;
            /** @enum {string} */
            user_action?: "CONTINUE" | "PAY_NOW";
            /** @enum {string} */
            shipping_preference?: "GET_FROM_FILE" | "NO_SHIPPING" | "SET_PROVIDED_ADDRESS";
            /** @enum {string} */
            landing_page?: "LOGIN" | "GUEST_CHECKOUT" | "NO_PREFERENCE" | "BILLING";
        };
        ConfirmRequest: {
            payment_source: components["schemas"]["PaymentSourceRequest"];
            application_context?: components["schemas"]["ExperienceContext"];
        };
        PayOrderRequest: {
            payment_source?: components["schemas"]["PaymentSourceRequest"];
        };
        PatchRequest: {
            /** @enum {string} */
            op: "add" | "remove" | "replace" | "move" | "copy" | "test";
            path?: string;
            value?: unknown;
        }[];
        PurchaseUnitText: string;
        CaptureRequest: {
            amount?: components["schemas"]["MoneyRequest"];
            final_capture?: boolean;
            invoice_id?: string;
            note_to_payer?: string;
            soft_descriptor?: string;
        };
        ReauthorizeRequest: {
            amount?: components["schemas"]["MoneyRequest"];
        };
        RefundRequest: {
            amount?: components["schemas"]["MoneyRequest"];
            custom_id?: string;
            invoice_id?: string;
            note_to_payer?: string;
        };
        Order: {
            id: string;
            /** @enum {string} */
            intent?: "CAPTURE" | "AUTHORIZE";
            /** @enum {string} */
            status: "CREATED" | "SAVED" | "APPROVED" | "VOIDED" | "COMPLETED" | "PAYER_ACTION_REQUIRED";
            purchase_units?: components["schemas"]["PurchaseUnit"][];
            payer?: components["schemas"]["Payer"];
            payment_source?: components["schemas"]["PaymentSource"];
            /** Format: date-time */
            create_time?: string;
            /** Format: date-time */
            update_time?: string;
            links: components["schemas"]["Links"];
        };
        PurchaseUnit: {
            reference_id: string;
            description?: string;
            custom_id?: string;
            invoice_id?: string;
            soft_descriptor?: string;
            amount?: components["schemas"]["Amount"];
            payee?: components["schemas"]["Payee"];
            items?: components["schemas"]["ItemRequest"][];
            shipping?: components["schemas"]["Shipping"];
            payments?: components["schemas"]["Payments"];
        };
        Amount: {
            currency_code: string;
            value: string;
            breakdown?: components["schemas"]["BreakdownRequest"];
        };
        Payee: {
            merchant_id: string;
        };
        Payer: {
            payer_id?: string;
            email_address?: string;
            name?: components["schemas"]["Name"];
            address?: components["schemas"]["Address"];
        };
        PaymentSource: {
            card?: components["schemas"]["Card"];
            paypal?: components["schemas"]["Wallet"];
        };
        Card: {
            name?: string;
            last_digits: string;
            /** @enum {string} */
            brand: "VISA" | "MASTERCARD" | "AMEX" | "DISCOVER" | "DINERS" | "JCB" | "CHINA_UNION_PAY" | "UNKNOWN";
            /** @enum {string} */
            type: "CREDIT" | "DEBIT" | "PREPAID" | "UNKNOWN";
            expiry: string;
            authentication_result?: components["schemas"]["AuthenticationResult"];
        };
        AuthenticationResult: {
            /** @enum {string} */
            liability_shift: "NO" | "POSSIBLE" | "UNKNOWN";
            three_d_secure: {
                /** @enum {string} */
                enrollment_status: "Y" | "N" | "U" | "B";
                /** @enum {string} */
                authentication_status?: "Y" | "N" | "U" | "A" | "C" | "R" | "D" | "I";
            };
        };
        Wallet: {
            email_address?: string;
            account_id?: string;
            /** @enum {string} */
            account_status?: "VERIFIED" | "UNVERIFIED";
            name?: components["schemas"]["Name"];
            address?: components["schemas"]["Address"];
        };
        Payments: {
            authorizations?: components["schemas"]["Authorization"][];
            captures?: components["schemas"]["Capture"][];
            refunds?: components["schemas"]["Refund"][];
        };
        Authorization: {
            id: string;
            /** @enum {string} */
            status: "CREATED" | "CAPTURED" | "DENIED" | "PARTIALLY_CAPTURED" | "VOIDED" | "PENDING";
            status_details?: components["schemas"]["StatusDetails"];
            amount?: components["schemas"]["Money"];
            invoice_id?: string;
            custom_id?: string;
            seller_protection?: components["schemas"]["SellerProtection"];
            processor_response?: components["schemas"]["ProcessorResponse"];
            /** Format: date-time */
            expiration_time?: string;
            /** Format: date-time */
            create_time?: string;
            /** Format: date-time */
            update_time?: string;
            supplementary_data?: components["schemas"]["SupplementaryData"];
            payee?: components["schemas"]["Payee"];
            links: components["schemas"]["Links"];
        };
        Capture: {
            id: string;
            /** @enum {string} */
            status: "COMPLETED" | "DECLINED" | "PARTIALLY_REFUNDED" | "PENDING" | "REFUNDED" | "FAILED";
            status_details?: components["schemas"]["StatusDetails"];
            amount?: components["schemas"]["Money"];
            final_capture?: boolean;
            invoice_id?: string;
            custom_id?: string;
            seller_protection?: components["schemas"]["SellerProtection"];
            seller_receivable_breakdown?: components["schemas"]["ReceivableBreakdown"];
            processor_response?: components["schemas"]["ProcessorResponse"];
            /** Format: date-time */
            create_time?: string;
            /** Format: date-time */
            update_time?: string;
            supplementary_data?: components["schemas"]["SupplementaryData"];
            payee?: components["schemas"]["Payee"];
            links: components["schemas"]["Links"];
        };
        Refund: {
            id: string;
            /** @enum {string} */
            status: "CANCELLED" | "FAILED" | "PENDING" | "COMPLETED";
            amount?: components["schemas"]["Money"];
            invoice_id?: string;
            custom_id?: string;
            note_to_payer?: string;
            seller_payable_breakdown?: components["schemas"]["PayableBreakdown"];
            /** Format: date-time */
            create_time?: string;
            /** Format: date-time */
            update_time?: string;
            links: components["schemas"]["Links"];
        };
        StatusDetails: {
            /** @enum {string} */
            reason: "PENDING_REVIEW" | "DECLINED_BY_PROCESSOR" | "OTHER";
        };
        SellerProtection: {
            /** @enum {string} */
            status: "ELIGIBLE" | "PARTIALLY_ELIGIBLE" | "NOT_ELIGIBLE";
            dispute_categories?: string[];
        };
        ReceivableBreakdown: {
            gross_amount: components["schemas"]["Money"];
            paypal_fee: components["schemas"]["Money"];
            net_amount: components["schemas"]["Money"];
        };
        PayableBreakdown: {
            gross_amount: components["schemas"]["Money"];
            paypal_fee: components["schemas"]["Money"];
            net_amount: components["schemas"]["Money"];
            total_refunded_amount: components["schemas"]["Money"];
        };
        ProcessorResponse: {
            avs_code?: string;
            cvv_code?: string;
            response_code?: string;
        };
        SupplementaryData: {
            related_ids?: {
                order_id?: string;
                authorization_id?: string;
                capture_id?: string;
            };
        };
        WebhookRequest: {
            url: components["schemas"]["WebhookUrl"];
            event_types: components["schemas"]["EventTypeNames"];
        };
        /** Format: uri */
        WebhookUrl: string;
        EventTypeNames: components["schemas"]["EventTypeName"][];
        EventTypeName: {
            name: string;
        };
        Webhook: {
            id: string;
            url: string;
            event_types: components["schemas"]["EventType"][];
            links: components["schemas"]["Links"];
        };
        WebhookList: {
            webhooks: components["schemas"]["Webhook"][];
        };
        EventType: {
            name: string;
            description?: string;
            /** @enum {string} */
            status?: "ENABLED";
        };
        EventTypeList: {
            event_types: components["schemas"]["EventType"][];
        };
        Event: {
            id: string;
            /** @constant */
            event_version: "1.0";
            resource_version?: string;
            /** Format: date-time */
            create_time: string;
            /** @enum {string} */
            resource_type: "checkout-order" | "authorization" | "capture" | "refund" | "dispute";
            event_type: string;
            summary: string;
            resource: components["schemas"]["Order"] | components["schemas"]["Authorization"] | components["schemas"]["Capture"] | components["schemas"]["Refund"] | components["schemas"]["Dispute"];
            transmissions?: {
                webhook_url: string;
                transmission_id: string;
                /** @enum {string} */
                status: "PENDING" | "SUCCESS" | "FAILURE";
            }[];
            links: components["schemas"]["Links"];
        };
        EventList: {
            events: components["schemas"]["Event"][];
            count: number;
            links: components["schemas"]["Links"];
        };
        ResendRequest: {
            webhook_ids?: string[];
        };
        SimulateRequest: {
            webhook_id?: string;
            /** Format: uri */
            url?: string;
            event_type: string;
            resource_version?: string;
        };
        VerifyRequest: {
            auth_algo: string;
            /** Format: uri */
            cert_url: string;
            transmission_id: string;
            transmission_sig: string;
            transmission_time: string;
            webhook_id: string;
            webhook_event: Record<string, never>;
        };
        Verification: {
            /** @enum {string} */
            verification_status: "SUCCESS" | "FAILURE";
        };
        Dispute: {
            dispute_id: string;
            /** Format: date-time */
            create_time: string;
            /** Format: date-time */
            update_time: string;
            /** @enum {string} */
            reason: "MERCHANDISE_OR_SERVICE_NOT_RECEIVED" | "MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED" | "UNAUTHORISED" | "CREDIT_NOT_PROCESSED" | "DUPLICATE_TRANSACTION" | "CANCELED_RECURRING_BILLING" | "OTHER";
            /** @enum {string} */
            status: "OPEN" | "WAITING_FOR_BUYER_RESPONSE" | "WAITING_FOR_SELLER_RESPONSE" | "UNDER_REVIEW" | "RESOLVED";
            dispute_amount: components["schemas"]["Money"];
            /** @enum {string} */
            dispute_life_cycle_stage: "INQUIRY" | "CHARGEBACK" | "PRE_ARBITRATION" | "ARBITRATION";
            dispute_outcome?: {
                /** @enum {string} */
                outcome_code: "RESOLVED_BUYER_FAVOUR" | "RESOLVED_SELLER_FAVOUR" | "CANCELED_BY_BUYER" | "ACCEPTED";
            };
            /** Format: date-time */
            seller_response_due_date?: string;
            disputed_transactions: {
                seller_transaction_id: string;
            }[];
            links: components["schemas"]["Links"];
        };
        DisputeList: {
            items: components["schemas"]["Dispute"][];
            links: components["schemas"]["Links"];
        };
    };
    responses: {
        /** @description Why not */
        Error: {
            headers: {
                "paypal-debug-id"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"] | components["schemas"]["IdentityError"];
            };
        };
    };
    parameters: {
        Id: string;
        /** @description Kept for 6 hours for orders and 45 days for payments; a repeat is answered with how things stand now. */
        RequestId: string;
        Prefer: "return=minimal" | "return=representation";
        /** @description Where money is not real, the error to answer with. */
        MockResponse: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description An access token */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    createOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 6 hours for orders and 45 days for payments; a repeat is answered with how things stand now. */
                "PayPal-Request-Id"?: components["parameters"]["RequestId"];
                Prefer?: components["parameters"]["Prefer"];
                /** @description Where money is not real, the error to answer with. */
                "PayPal-Mock-Response"?: components["parameters"]["MockResponse"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderRequest"];
            };
        };
        responses: {
            /** @description The order that this request has made before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description The new order */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getOrder: {
        parameters: {
            query?: {
                fields?: string;
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    patchOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchRequest"];
            };
        };
        responses: {
            /** @description It is changed */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    confirmOrder: {
        parameters: {
            query?: never;
            header?: {
                Prefer?: components["parameters"]["Prefer"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmRequest"];
            };
        };
        responses: {
            /** @description The order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    authorizeOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 6 hours for orders and 45 days for payments; a repeat is answered with how things stand now. */
                "PayPal-Request-Id"?: components["parameters"]["RequestId"];
                Prefer?: components["parameters"]["Prefer"];
                /** @description Where money is not real, the error to answer with. */
                "PayPal-Mock-Response"?: components["parameters"]["MockResponse"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PayOrderRequest"];
            };
        };
        responses: {
            /** @description The order as it stands after an earlier request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description The order with its authorization */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    captureOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 6 hours for orders and 45 days for payments; a repeat is answered with how things stand now. */
                "PayPal-Request-Id"?: components["parameters"]["RequestId"];
                Prefer?: components["parameters"]["Prefer"];
                /** @description Where money is not real, the error to answer with. */
                "PayPal-Mock-Response"?: components["parameters"]["MockResponse"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PayOrderRequest"];
            };
        };
        responses: {
            /** @description The order as it stands after an earlier request */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            /** @description The order with its capture */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Order"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getAuthorization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The authorization */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authorization"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    captureAuthorization: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 6 hours for orders and 45 days for payments; a repeat is answered with how things stand now. */
                "PayPal-Request-Id"?: components["parameters"]["RequestId"];
                Prefer?: components["parameters"]["Prefer"];
                /** @description Where money is not real, the error to answer with. */
                "PayPal-Mock-Response"?: components["parameters"]["MockResponse"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CaptureRequest"];
            };
        };
        responses: {
            /** @description The capture that this request has made before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capture"];
                };
            };
            /** @description The capture */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capture"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    reauthorize: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 6 hours for orders and 45 days for payments; a repeat is answered with how things stand now. */
                "PayPal-Request-Id"?: components["parameters"]["RequestId"];
                Prefer?: components["parameters"]["Prefer"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReauthorizeRequest"];
            };
        };
        responses: {
            /** @description The authorization that this request has made before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authorization"];
                };
            };
            /** @description A new authorization, with an id of its own */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authorization"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    voidAuthorization: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 6 hours for orders and 45 days for payments; a repeat is answered with how things stand now. */
                "PayPal-Request-Id"?: components["parameters"]["RequestId"];
                Prefer?: components["parameters"]["Prefer"];
                /** @description Where money is not real, the error to answer with. */
                "PayPal-Mock-Response"?: components["parameters"]["MockResponse"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The authorization, for whoever prefers a representation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authorization"];
                };
            };
            /** @description It is voided */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    getCapture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The capture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capture"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    refundCapture: {
        parameters: {
            query?: never;
            header?: {
                /** @description Kept for 6 hours for orders and 45 days for payments; a repeat is answered with how things stand now. */
                "PayPal-Request-Id"?: components["parameters"]["RequestId"];
                Prefer?: components["parameters"]["Prefer"];
                /** @description Where money is not real, the error to answer with. */
                "PayPal-Mock-Response"?: components["parameters"]["MockResponse"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefundRequest"];
            };
        };
        responses: {
            /** @description The refund that this request has made before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            /** @description The refund */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getRefund: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The refund */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refund"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All webhooks */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookRequest"];
            };
        };
        responses: {
            /** @description The webhook */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Error"];
        };
    };
    patchWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchRequest"];
            };
        };
        responses: {
            /** @description The webhook */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listSubscribedEventTypes: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the webhook is told of */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTypeList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listEventTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All types of event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTypeList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                page_size?: number;
                start_time?: string;
                end_time?: string;
                transaction_id?: string;
                event_type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The event */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    resendEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ResendRequest"];
            };
        };
        responses: {
            /** @description It will be sent again */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    simulateEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SimulateRequest"];
            };
        };
        responses: {
            /** @description An event about nothing real will be sent */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    verifyWebhookSignature: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyRequest"];
            };
        };
        responses: {
            /** @description Whether it was sent from here */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verification"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getCertificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The certificate whose key signs notifications */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-pem-file": string;
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listDisputes: {
        parameters: {
            query?: {
                disputed_transaction_id?: string;
                page_size?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Disputes, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputeList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getDispute: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dispute */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispute"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    approveOrder: {
        parameters: {
            query: {
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page on which the buyer approves or cancels */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description There is no such order */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
}
