// Generated from specs/stripe.openapi.yaml by `npm run generate`. Do not edit.
export interface paths {
    "/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listCustomers"];
        put?: never;
        post: operations["createCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getCustomer"];
        put?: never;
        post: operations["updateCustomer"];
        delete: operations["deleteCustomer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment_intents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listPaymentIntents"];
        put?: never;
        post: operations["createPaymentIntent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment_intents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getPaymentIntent"];
        put?: never;
        post: operations["updatePaymentIntent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment_intents/{id}/confirm": {
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
        post: operations["confirmPaymentIntent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment_intents/{id}/capture": {
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
        post: operations["capturePaymentIntent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment_intents/{id}/cancel": {
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
        post: operations["cancelPaymentIntent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment_intents/{id}/increment_authorization": {
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
        post: operations["incrementPaymentIntent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/charges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listCharges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/charges/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getCharge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listRefunds"];
        put?: never;
        post: operations["createRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds/{id}": {
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
        post: operations["updateRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/refunds/{id}/cancel": {
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
        post: operations["cancelRefund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment_methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listPaymentMethods"];
        put?: never;
        post: operations["createPaymentMethod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment_methods/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getPaymentMethod"];
        put?: never;
        post: operations["updatePaymentMethod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment_methods/{id}/attach": {
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
        post: operations["attachPaymentMethod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment_methods/{id}/detach": {
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
        post: operations["detachPaymentMethod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tokens": {
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
    "/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
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
    "/v1/events/{id}": {
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
    "/v1/webhook_endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listWebhookEndpoints"];
        put?: never;
        post: operations["createWebhookEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook_endpoints/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getWebhookEndpoint"];
        put?: never;
        post: operations["updateWebhookEndpoint"];
        delete: operations["deleteWebhookEndpoint"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes": {
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
    "/v1/disputes/{id}": {
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
        post: operations["updateDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes/{id}/close": {
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
        post: operations["closeDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["getBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/balance_transactions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getBalanceTransaction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkout/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listCheckoutSessions"];
        put?: never;
        post: operations["createCheckoutSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkout/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getCheckoutSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkout/sessions/{id}/expire": {
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
        post: operations["expireCheckoutSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/checkout/sessions/{id}/line_items": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["listCheckoutLineItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/setup_intents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getSetupIntent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{id}/payment_methods": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get: operations["listPaymentMethodsOfCustomer"];
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
        /**
         * @description Every code that is answered here; the provider has more
         * @enum {string}
         */
        ErrorCode: "account_invalid" | "amount_too_large" | "amount_too_small" | "api_key_expired" | "authentication_required" | "card_declined" | "charge_already_refunded" | "charge_disputed" | "expired_card" | "idempotency_key_in_use" | "incorrect_cvc" | "incorrect_number" | "invalid_cvc" | "invalid_expiry_month" | "invalid_expiry_year" | "lock_timeout" | "parameter_invalid_empty" | "parameter_invalid_integer" | "parameter_missing" | "parameter_unknown" | "payment_intent_authentication_failure" | "payment_intent_invalid_parameter" | "payment_intent_unexpected_state" | "processing_error" | "rate_limit" | "resource_missing" | "secret_key_required" | "testmode_charges_only" | "token_already_used" | "url_invalid";
        /** @enum {string} */
        DeclineCode: "authentication_required" | "card_velocity_exceeded" | "expired_card" | "fraudulent" | "generic_decline" | "incorrect_cvc" | "insufficient_funds" | "live_mode_test_card" | "lost_card" | "processing_error" | "stolen_card" | "test_mode_live_card";
        Error: {
            error: {
                /** @enum {string} */
                type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
                code?: components["schemas"]["ErrorCode"];
                decline_code?: components["schemas"]["DeclineCode"];
                /** @enum {string} */
                advice_code?: "confirm_card_data" | "do_not_try_again" | "try_again_later";
                message: string;
                param?: string;
                charge?: string;
                payment_intent?: components["schemas"]["AnyObject"];
                payment_method?: components["schemas"]["AnyObject"];
                doc_url?: string;
                request_log_url?: string;
            };
        };
        /** @description Another object of this document, where which one does not matter */
        AnyObject: {
            object: string;
        };
        /** @description An id, or the object itself where it was asked for by `expand[]` */
        Expandable: string | components["schemas"]["AnyObject"] | null;
        Metadata: {
            [key: string]: string;
        };
        /**
         * @description An empty value takes away what there is
         * @enum {string}
         */
        Unset: "";
        /** @description Merged into what there is: a name with an empty value goes, an empty value for all of it takes all away. */
        MetadataInput: components["schemas"]["Unset"] | {
            [key: string]: string;
        };
        ExpandInput: string[];
        RangeInput: number | {
            gt?: number;
            gte?: number;
            lt?: number;
            lte?: number;
        };
        NoParams: {
            expand?: components["schemas"]["ExpandInput"];
        };
        Address: {
            city: string | null;
            country: string | null;
            line1: string | null;
            line2: string | null;
            postal_code: string | null;
            state: string | null;
        };
        AddressInput: {
            city?: string;
            country?: string;
            line1?: string;
            line2?: string;
            postal_code?: string;
            state?: string;
        };
        Customer: {
            id: string;
            /** @constant */
            object: "customer";
            address: components["schemas"]["Address"] | null;
            balance: number;
            created: number;
            currency: string | null;
            default_source: null;
            delinquent: boolean;
            description: string | null;
            email: string | null;
            invoice_prefix: string;
            livemode: boolean;
            metadata: components["schemas"]["Metadata"];
            name: string | null;
            phone: string | null;
            preferred_locales: string[];
            shipping: null;
            /** @constant */
            tax_exempt: "none";
            test_clock: null;
        };
        DeletedCustomer: {
            id: string;
            /** @constant */
            object: "customer";
            /** @constant */
            deleted: true;
        };
        CustomerList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Customer"][];
            has_more: boolean;
            url: string;
        };
        CreateCustomerParams: {
            address?: components["schemas"]["AddressInput"];
            description?: string;
            email?: string;
            expand?: components["schemas"]["ExpandInput"];
            metadata?: components["schemas"]["MetadataInput"];
            name?: string;
            payment_method?: string;
            phone?: string;
        };
        UpdateCustomerParams: {
            address?: components["schemas"]["Unset"] | components["schemas"]["AddressInput"];
            description?: string;
            email?: string;
            expand?: components["schemas"]["ExpandInput"];
            metadata?: components["schemas"]["MetadataInput"];
            name?: string;
            phone?: string;
        };
        ListCustomersParams: {
            created?: components["schemas"]["RangeInput"];
            email?: string;
            ending_before?: string;
            expand?: components["schemas"]["ExpandInput"];
            limit?: number;
            starting_after?: string;
        };
        BillingDetails: {
            address: components["schemas"]["Address"] | null;
            email: string | null;
            name: string | null;
            phone: string | null;
            tax_id: string | null;
        };
        CardChecks: {
            address_line1_check: string | null;
            address_postal_code_check: string | null;
            /** @enum {string|null} */
            cvc_check: "pass" | "fail" | "unavailable" | "unchecked" | null;
        };
        CardOnFile: {
            /** @enum {string} */
            brand: "amex" | "diners" | "discover" | "jcb" | "mastercard" | "unionpay" | "visa" | "unknown";
            checks: components["schemas"]["CardChecks"];
            country: string | null;
            display_brand: string;
            exp_month: number;
            exp_year: number;
            fingerprint: string | null;
            /** @enum {string} */
            funding: "credit" | "debit" | "prepaid" | "unknown";
            generated_from: null;
            last4: string;
            networks: {
                available: string[];
                preferred: null;
            };
            /** @constant */
            regulated_status: "unregulated";
            three_d_secure_usage: {
                supported: boolean;
            };
            wallet: null;
        };
        PaymentMethod: {
            id: string;
            /** @constant */
            object: "payment_method";
            /** @enum {string} */
            allow_redisplay: "always" | "limited" | "unspecified";
            billing_details: components["schemas"]["BillingDetails"];
            card: components["schemas"]["CardOnFile"];
            created: number;
            customer: components["schemas"]["Expandable"];
            livemode: boolean;
            metadata: components["schemas"]["Metadata"];
            /** @constant */
            type: "card";
        };
        PaymentMethodList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["PaymentMethod"][];
            has_more: boolean;
            url: string;
        };
        TokenCard: {
            id: string;
            /** @constant */
            object: "card";
            address_city: string | null;
            address_country: string | null;
            address_line1: string | null;
            address_line1_check: string | null;
            address_line2: string | null;
            address_state: string | null;
            address_zip: string | null;
            address_zip_check: string | null;
            brand: string;
            country: string | null;
            cvc_check: string | null;
            dynamic_last4: null;
            exp_month: number;
            exp_year: number;
            fingerprint: string | null;
            funding: string;
            last4: string;
            metadata: components["schemas"]["Metadata"];
            name: string | null;
            tokenization_method: null;
            wallet: null;
        };
        Token: {
            id: string;
            /** @constant */
            object: "token";
            card: components["schemas"]["TokenCard"];
            client_ip: string | null;
            created: number;
            livemode: boolean;
            /** @constant */
            type: "card";
            used: boolean;
        };
        BillingInput: {
            address?: components["schemas"]["Unset"] | components["schemas"]["AddressInput"];
            email?: string;
            name?: string;
            phone?: string;
            tax_id?: string;
        };
        CardInput: {
            cvc?: string;
            exp_month?: number;
            exp_year?: number;
            networks?: {
                preferred?: string;
            };
            number?: string;
            token?: string;
        };
        PaymentMethodInput: {
            /** @enum {string} */
            allow_redisplay?: "always" | "limited" | "unspecified";
            billing_details?: components["schemas"]["BillingInput"];
            card?: components["schemas"]["CardInput"];
            metadata?: components["schemas"]["MetadataInput"];
            /** @enum {string} */
            type: "card";
        };
        CreatePaymentMethodParams: {
            /** @enum {string} */
            allow_redisplay?: "always" | "limited" | "unspecified";
            billing_details?: components["schemas"]["BillingInput"];
            card?: components["schemas"]["CardInput"];
            expand?: components["schemas"]["ExpandInput"];
            metadata?: components["schemas"]["MetadataInput"];
            /** @enum {string} */
            type: "card";
        };
        UpdatePaymentMethodParams: {
            /** @enum {string} */
            allow_redisplay?: "always" | "limited" | "unspecified";
            billing_details?: components["schemas"]["BillingInput"];
            card?: {
                exp_month?: number;
                exp_year?: number;
            };
            expand?: components["schemas"]["ExpandInput"];
            metadata?: components["schemas"]["MetadataInput"];
        };
        AttachPaymentMethodParams: {
            customer: string;
            expand?: components["schemas"]["ExpandInput"];
        };
        ListPaymentMethodsParams: {
            /** @enum {string} */
            allow_redisplay?: "always" | "limited" | "unspecified";
            customer?: string;
            /** @enum {string} */
            type?: "card";
            ending_before?: string;
            expand?: components["schemas"]["ExpandInput"];
            limit?: number;
            starting_after?: string;
        };
        ListPaymentMethodsOfCustomerParams: {
            ending_before?: string;
            expand?: components["schemas"]["ExpandInput"];
            limit?: number;
            starting_after?: string;
            /** @enum {string} */
            type?: "card";
        };
        TokenCardInput: {
            address_city?: string;
            address_country?: string;
            address_line1?: string;
            address_line2?: string;
            address_state?: string;
            address_zip?: string;
            currency?: string;
            cvc?: string;
            exp_month: string;
            exp_year: string;
            name?: string;
            number: string;
        };
        CreateTokenParams: {
            card: components["schemas"]["TokenCardInput"];
            expand?: components["schemas"]["ExpandInput"];
        };
        PaymentError: {
            /** @enum {string} */
            advice_code?: "confirm_card_data" | "do_not_try_again" | "try_again_later";
            charge?: string;
            code: components["schemas"]["ErrorCode"];
            decline_code?: components["schemas"]["DeclineCode"];
            doc_url?: string;
            message: string;
            param?: string;
            payment_method?: components["schemas"]["AnyObject"];
            /** @enum {string} */
            type: "card_error" | "invalid_request_error";
        };
        NextAction: {
            /** @constant */
            type: "redirect_to_url";
            redirect_to_url: {
                return_url: string;
                url: string;
            };
        } | {
            /** @constant */
            type: "use_stripe_sdk";
            use_stripe_sdk: {
                source: string;
                stripe_js: string;
                /** @constant */
                type: "three_d_secure_redirect";
            };
        };
        Shipping: {
            address: components["schemas"]["Address"];
            carrier: string | null;
            name: string | null;
            phone: string | null;
            tracking_number: string | null;
        };
        PaymentIntent: {
            id: string;
            /** @constant */
            object: "payment_intent";
            allowed_payment_method_types: null | string[];
            amount: number;
            amount_capturable: number;
            amount_details: {
                tip: Record<string, never>;
            };
            amount_received: number;
            application: null;
            application_fee_amount: null;
            automatic_payment_methods: null | {
                /** @enum {string} */
                allow_redirects: "always" | "never";
                enabled: boolean;
            };
            canceled_at: number | null;
            /** @enum {string|null} */
            cancellation_reason: "abandoned" | "automatic" | "duplicate" | "expired" | "failed_invoice" | "fraudulent" | "requested_by_customer" | "void_invoice" | null;
            /** @enum {string} */
            capture_method: "automatic" | "automatic_async" | "manual";
            client_secret: string | null;
            /** @enum {string} */
            confirmation_method: "automatic" | "manual";
            created: number;
            currency: string;
            customer: components["schemas"]["Expandable"];
            description: string | null;
            last_payment_error: null | components["schemas"]["PaymentError"];
            latest_charge: components["schemas"]["Expandable"];
            livemode: boolean;
            metadata: components["schemas"]["Metadata"];
            next_action: null | components["schemas"]["NextAction"];
            on_behalf_of: null;
            payment_method: components["schemas"]["Expandable"];
            payment_method_configuration_details: null;
            payment_method_options: {
                card: {
                    installments: null;
                    mandate_options: null;
                    network: null;
                    /** @enum {string} */
                    request_three_d_secure: "any" | "automatic" | "challenge";
                };
            };
            payment_method_types: string[];
            processing: null;
            receipt_email: string | null;
            review: null;
            /** @enum {string|null} */
            setup_future_usage: "off_session" | "on_session" | null;
            shipping: null | components["schemas"]["Shipping"];
            source: null;
            statement_descriptor: string | null;
            statement_descriptor_suffix: string | null;
            /** @enum {string} */
            status: "canceled" | "processing" | "requires_action" | "requires_capture" | "requires_confirmation" | "requires_payment_method" | "succeeded";
            transfer_data: null;
            transfer_group: string | null;
        };
        PaymentIntentList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["PaymentIntent"][];
            has_more: boolean;
            url: string;
        };
        CardOptionsInput: {
            /** @enum {string} */
            capture_method?: "manual";
            /** @enum {string} */
            request_extended_authorization?: "if_available" | "never";
            /** @enum {string} */
            request_incremental_authorization?: "if_available" | "never";
            /** @enum {string} */
            request_multicapture?: "if_available" | "never";
            /** @enum {string} */
            request_overcapture?: "if_available" | "never";
            /** @enum {string} */
            request_three_d_secure?: "any" | "automatic" | "challenge";
            /** @enum {string} */
            setup_future_usage?: "none" | "off_session" | "on_session";
        };
        CreatePaymentIntentParams: {
            amount: number;
            currency: string;
            customer?: string;
            description?: string;
            metadata?: components["schemas"]["MetadataInput"];
            payment_method?: string;
            payment_method_data?: components["schemas"]["PaymentMethodInput"];
            payment_method_options?: {
                card?: components["schemas"]["CardOptionsInput"];
            };
            allowed_payment_method_types?: string[];
            /** @description What it was called before 2026-10-28 */
            payment_method_types?: string[];
            receipt_email?: string;
            /** @enum {string} */
            setup_future_usage?: "off_session" | "on_session";
            shipping?: {
                address: components["schemas"]["AddressInput"];
                carrier?: string;
                name: string;
                phone?: string;
                tracking_number?: string;
            };
            statement_descriptor?: string;
            statement_descriptor_suffix?: string;
            transfer_group?: string;
            /** @enum {string} */
            capture_method?: "automatic" | "automatic_async" | "manual";
            automatic_payment_methods?: {
                /** @enum {string} */
                allow_redirects?: "always" | "never";
                enabled: boolean;
            };
            confirm?: boolean;
            /** @enum {string} */
            confirmation_method?: "automatic" | "manual";
            error_on_requires_action?: boolean;
            expand?: components["schemas"]["ExpandInput"];
            off_session?: boolean | ("one_off" | "recurring");
            return_url?: string;
            use_stripe_sdk?: boolean;
        };
        UpdatePaymentIntentParams: {
            amount?: number;
            currency?: string;
            customer?: string;
            description?: string;
            metadata?: components["schemas"]["MetadataInput"];
            payment_method?: string;
            payment_method_data?: components["schemas"]["PaymentMethodInput"];
            payment_method_options?: {
                card?: components["schemas"]["CardOptionsInput"];
            };
            allowed_payment_method_types?: string[];
            /** @description What it was called before 2026-10-28 */
            payment_method_types?: string[];
            receipt_email?: string;
            setup_future_usage?: components["schemas"]["Unset"] | ("off_session" | "on_session");
            shipping?: components["schemas"]["Unset"] | {
                address: components["schemas"]["AddressInput"];
                carrier?: string;
                name: string;
                phone?: string;
                tracking_number?: string;
            };
            statement_descriptor?: string;
            statement_descriptor_suffix?: string;
            transfer_group?: string;
            /** @enum {string} */
            capture_method?: "automatic" | "automatic_async" | "manual";
            expand?: components["schemas"]["ExpandInput"];
        };
        ConfirmPaymentIntentParams: {
            /** @enum {string} */
            capture_method?: "automatic" | "automatic_async" | "manual";
            client_secret?: string;
            error_on_requires_action?: boolean;
            expand?: components["schemas"]["ExpandInput"];
            off_session?: boolean | ("one_off" | "recurring");
            payment_method?: string;
            payment_method_data?: components["schemas"]["PaymentMethodInput"];
            payment_method_options?: {
                card?: components["schemas"]["CardOptionsInput"];
            };
            allowed_payment_method_types?: string[];
            /** @description What it was called before 2026-10-28 */
            payment_method_types?: string[];
            receipt_email?: string;
            return_url?: string;
            setup_future_usage?: components["schemas"]["Unset"] | ("off_session" | "on_session");
            shipping?: {
                address: components["schemas"]["AddressInput"];
                carrier?: string;
                name: string;
                phone?: string;
                tracking_number?: string;
            };
            use_stripe_sdk?: boolean;
        };
        CapturePaymentIntentParams: {
            amount_to_capture?: number;
            expand?: components["schemas"]["ExpandInput"];
            final_capture?: boolean;
            metadata?: components["schemas"]["MetadataInput"];
            statement_descriptor?: string;
            statement_descriptor_suffix?: string;
        };
        CancelPaymentIntentParams: {
            /** @enum {string} */
            cancellation_reason?: "abandoned" | "duplicate" | "fraudulent" | "requested_by_customer";
            expand?: components["schemas"]["ExpandInput"];
        };
        IncrementPaymentIntentParams: {
            amount: number;
            description?: string;
            expand?: components["schemas"]["ExpandInput"];
            metadata?: components["schemas"]["MetadataInput"];
            statement_descriptor?: string;
        };
        GetPaymentIntentParams: {
            client_secret?: string;
            expand?: components["schemas"]["ExpandInput"];
        };
        ListPaymentIntentsParams: {
            created?: components["schemas"]["RangeInput"];
            customer?: string;
            ending_before?: string;
            expand?: components["schemas"]["ExpandInput"];
            limit?: number;
            starting_after?: string;
        };
        ChargeCard: {
            amount_authorized: number | null;
            authorization_code: string | null;
            /** @enum {string} */
            brand: "amex" | "diners" | "discover" | "jcb" | "mastercard" | "unionpay" | "visa" | "unknown";
            capture_before?: number;
            checks: components["schemas"]["CardChecks"];
            country: string | null;
            exp_month: number;
            exp_year: number;
            extended_authorization: {
                /** @enum {string} */
                status: "disabled" | "enabled";
            };
            fingerprint: string | null;
            funding: string;
            incremental_authorization: {
                /** @enum {string} */
                status: "available" | "unavailable";
            };
            installments: null;
            last4: string;
            mandate: null;
            multicapture: {
                /** @enum {string} */
                status: "available" | "unavailable";
            };
            network: string;
            network_token: {
                used: boolean;
            };
            network_transaction_id: string | null;
            overcapture: {
                maximum_amount_capturable: number;
                /** @enum {string} */
                status: "available" | "unavailable";
            };
            /** @constant */
            regulated_status: "unregulated";
            three_d_secure: null | {
                /** @constant */
                authentication_flow: "challenge";
                /** @enum {string} */
                result: "authenticated" | "failed";
                version: string;
            };
            wallet: null;
        };
        Outcome: {
            advice_code: string | null;
            network_advice_code: string | null;
            network_decline_code: string | null;
            /** @enum {string} */
            network_status: "approved_by_network" | "declined_by_network" | "not_sent_to_network";
            reason: string | null;
            /** @enum {string} */
            risk_level: "normal" | "highest";
            risk_score: number;
            seller_message: string;
            /** @enum {string} */
            type: "authorized" | "blocked" | "invalid" | "issuer_declined";
        };
        Charge: {
            id: string;
            /** @constant */
            object: "charge";
            amount: number;
            amount_captured: number;
            amount_refunded: number;
            application: null;
            application_fee: null;
            application_fee_amount: null;
            balance_transaction: components["schemas"]["Expandable"];
            billing_details: components["schemas"]["BillingDetails"];
            calculated_statement_descriptor: string | null;
            captured: boolean;
            created: number;
            currency: string;
            customer: components["schemas"]["Expandable"];
            description: string | null;
            destination: null;
            dispute: components["schemas"]["Expandable"];
            disputed: boolean;
            failure_balance_transaction: null;
            failure_code: string | null;
            failure_message: string | null;
            fraud_details: Record<string, never>;
            livemode: boolean;
            metadata: components["schemas"]["Metadata"];
            on_behalf_of: null;
            order: null;
            outcome: null | components["schemas"]["Outcome"];
            paid: boolean;
            payment_intent: components["schemas"]["Expandable"];
            payment_method: string;
            payment_method_details: {
                card: components["schemas"]["ChargeCard"];
                /** @constant */
                type: "card";
            };
            presentment_details?: null;
            receipt_email: string | null;
            receipt_number: null;
            receipt_url: string | null;
            refunded: boolean;
            refunds?: components["schemas"]["RefundList"];
            review: null;
            shipping: null | components["schemas"]["Shipping"];
            source: null;
            source_transfer: null;
            statement_descriptor: string | null;
            statement_descriptor_suffix: string | null;
            /** @enum {string} */
            status: "failed" | "pending" | "succeeded";
            transfer_data: null;
            transfer_group: string | null;
        };
        ChargeList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Charge"][];
            has_more: boolean;
            url: string;
        };
        ListChargesParams: {
            created?: components["schemas"]["RangeInput"];
            customer?: string;
            payment_intent?: string;
            ending_before?: string;
            expand?: components["schemas"]["ExpandInput"];
            limit?: number;
            starting_after?: string;
        };
        Refund: {
            id: string;
            /** @constant */
            object: "refund";
            amount: number;
            balance_transaction: components["schemas"]["Expandable"];
            charge: components["schemas"]["Expandable"];
            created: number;
            currency: string;
            destination_details: {
                card: {
                    reference?: string;
                    /** @enum {string} */
                    reference_status: "available" | "pending" | "unavailable";
                    /** @constant */
                    reference_type: "acquirer_reference_number";
                    /** @constant */
                    type: "refund";
                };
                /** @constant */
                type: "card";
            };
            failure_balance_transaction?: components["schemas"]["Expandable"];
            failure_reason?: string;
            metadata: components["schemas"]["Metadata"];
            payment_intent: components["schemas"]["Expandable"];
            pending_reason?: string;
            /** @enum {string|null} */
            reason: "duplicate" | "expired_uncaptured_charge" | "fraudulent" | "requested_by_customer" | null;
            receipt_number: null;
            source_transfer_reversal: null;
            /** @enum {string} */
            status: "canceled" | "failed" | "pending" | "requires_action" | "succeeded";
            transfer_reversal: null;
        };
        RefundList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Refund"][];
            has_more: boolean;
            url: string;
        };
        CreateRefundParams: {
            amount?: number;
            charge?: string;
            expand?: components["schemas"]["ExpandInput"];
            metadata?: components["schemas"]["MetadataInput"];
            payment_intent?: string;
            /** @enum {string} */
            reason?: "duplicate" | "fraudulent" | "requested_by_customer";
        };
        UpdateRefundParams: {
            expand?: components["schemas"]["ExpandInput"];
            metadata?: components["schemas"]["MetadataInput"];
        };
        ListRefundsParams: {
            charge?: string;
            created?: components["schemas"]["RangeInput"];
            payment_intent?: string;
            ending_before?: string;
            expand?: components["schemas"]["ExpandInput"];
            limit?: number;
            starting_after?: string;
        };
        /**
         * @description Every type of event that is told here
         * @enum {string}
         */
        EventType: "charge.captured" | "charge.dispute.closed" | "charge.dispute.created" | "charge.dispute.funds_reinstated" | "charge.dispute.funds_withdrawn" | "charge.dispute.updated" | "charge.expired" | "charge.failed" | "charge.pending" | "charge.refund.updated" | "charge.refunded" | "charge.succeeded" | "charge.updated" | "checkout.session.completed" | "checkout.session.expired" | "customer.created" | "customer.deleted" | "customer.updated" | "payment_intent.amount_capturable_updated" | "payment_intent.canceled" | "payment_intent.created" | "payment_intent.payment_failed" | "payment_intent.processing" | "payment_intent.requires_action" | "payment_intent.succeeded" | "payment_method.attached" | "payment_method.detached" | "payment_method.updated" | "refund.created" | "refund.failed" | "refund.updated" | "setup_intent.created" | "setup_intent.setup_failed" | "setup_intent.succeeded";
        /** @description What it is about, as it stood when it happened */
        EventObject: components["schemas"]["PaymentIntent"] | components["schemas"]["Charge"] | components["schemas"]["Refund"] | components["schemas"]["Dispute"] | components["schemas"]["Customer"] | components["schemas"]["PaymentMethod"] | components["schemas"]["CheckoutSession"] | components["schemas"]["SetupIntent"];
        Event: {
            id: string;
            /** @constant */
            object: "event";
            api_version: string;
            created: number;
            data: {
                object: components["schemas"]["EventObject"];
                previous_attributes?: Record<string, never>;
            };
            livemode: boolean;
            pending_webhooks: number;
            request: {
                id: string | null;
                idempotency_key: string | null;
            };
            type: components["schemas"]["EventType"];
        };
        EventList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Event"][];
            has_more: boolean;
            url: string;
        };
        ListEventsParams: {
            created?: components["schemas"]["RangeInput"];
            /** @description A type or a group such as `charge.*` */
            type?: string;
            types?: string[];
            ending_before?: string;
            expand?: components["schemas"]["ExpandInput"];
            limit?: number;
            starting_after?: string;
        };
        WebhookEndpoint: {
            id: string;
            /** @constant */
            object: "webhook_endpoint";
            api_version: string | null;
            application: null;
            created: number;
            description: string | null;
            enabled_events: string[];
            livemode: boolean;
            metadata: components["schemas"]["Metadata"];
            /** @description Shown once, to whoever has made the endpoint */
            secret?: string;
            /** @enum {string} */
            status: "disabled" | "enabled";
            url: string;
        };
        DeletedWebhookEndpoint: {
            id: string;
            /** @constant */
            object: "webhook_endpoint";
            /** @constant */
            deleted: true;
        };
        WebhookEndpointList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["WebhookEndpoint"][];
            has_more: boolean;
            url: string;
        };
        CreateWebhookEndpointParams: {
            api_version?: string;
            description?: string;
            enabled_events: string[];
            expand?: components["schemas"]["ExpandInput"];
            metadata?: components["schemas"]["MetadataInput"];
            url: string;
        };
        UpdateWebhookEndpointParams: {
            description?: string;
            disabled?: boolean;
            enabled_events?: string[];
            expand?: components["schemas"]["ExpandInput"];
            metadata?: components["schemas"]["MetadataInput"];
            url?: string;
        };
        ListWebhookEndpointsParams: {
            ending_before?: string;
            expand?: components["schemas"]["ExpandInput"];
            limit?: number;
            starting_after?: string;
        };
        DisputeEvidence: {
            access_activity_log: string | null;
            billing_address: string | null;
            cancellation_policy: string | null;
            cancellation_policy_disclosure: string | null;
            cancellation_rebuttal: string | null;
            customer_communication: string | null;
            customer_email_address: string | null;
            customer_name: string | null;
            customer_purchase_ip: string | null;
            customer_signature: string | null;
            duplicate_charge_documentation: string | null;
            duplicate_charge_explanation: string | null;
            duplicate_charge_id: string | null;
            product_description: string | null;
            receipt: string | null;
            refund_policy: string | null;
            refund_policy_disclosure: string | null;
            refund_refusal_explanation: string | null;
            service_date: string | null;
            service_documentation: string | null;
            shipping_address: string | null;
            shipping_carrier: string | null;
            shipping_date: string | null;
            shipping_documentation: string | null;
            shipping_tracking_number: string | null;
            uncategorized_file: string | null;
            uncategorized_text: string | null;
            enhanced_evidence: Record<string, never>;
        };
        Dispute: {
            id: string;
            /** @constant */
            object: "dispute";
            amount: number;
            balance_transactions: components["schemas"]["BalanceTransaction"][];
            charge: components["schemas"]["Expandable"];
            created: number;
            currency: string;
            enhanced_eligibility_types: string[];
            evidence: components["schemas"]["DisputeEvidence"];
            evidence_details: {
                due_by: number | null;
                enhanced_eligibility: Record<string, never>;
                has_evidence: boolean;
                past_due: boolean;
                submission_count: number;
            };
            is_charge_refundable: boolean;
            livemode: boolean;
            metadata: components["schemas"]["Metadata"];
            network_reason_code: string | null;
            payment_intent: components["schemas"]["Expandable"];
            payment_method_details: {
                card: {
                    brand: string;
                    /** @enum {string} */
                    case_type: "chargeback" | "inquiry";
                    network: string;
                    network_reason_code: string | null;
                };
                /** @constant */
                type: "card";
            };
            /** @enum {string} */
            reason: "fraudulent" | "general" | "product_not_received";
            /** @enum {string} */
            status: "lost" | "needs_response" | "under_review" | "warning_closed" | "warning_needs_response" | "warning_under_review" | "won";
        };
        DisputeList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["Dispute"][];
            has_more: boolean;
            url: string;
        };
        ListDisputesParams: {
            charge?: string;
            created?: components["schemas"]["RangeInput"];
            payment_intent?: string;
            ending_before?: string;
            expand?: components["schemas"]["ExpandInput"];
            limit?: number;
            starting_after?: string;
        };
        DisputeEvidenceInput: {
            access_activity_log?: string;
            billing_address?: string;
            cancellation_policy?: string;
            cancellation_policy_disclosure?: string;
            cancellation_rebuttal?: string;
            customer_communication?: string;
            customer_email_address?: string;
            customer_name?: string;
            customer_purchase_ip?: string;
            customer_signature?: string;
            duplicate_charge_documentation?: string;
            duplicate_charge_explanation?: string;
            duplicate_charge_id?: string;
            product_description?: string;
            receipt?: string;
            refund_policy?: string;
            refund_policy_disclosure?: string;
            refund_refusal_explanation?: string;
            service_date?: string;
            service_documentation?: string;
            shipping_address?: string;
            shipping_carrier?: string;
            shipping_date?: string;
            shipping_documentation?: string;
            shipping_tracking_number?: string;
            uncategorized_file?: string;
            uncategorized_text?: string;
        };
        UpdateDisputeParams: {
            evidence?: components["schemas"]["DisputeEvidenceInput"];
            expand?: components["schemas"]["ExpandInput"];
            metadata?: components["schemas"]["MetadataInput"];
            submit?: boolean;
        };
        BalanceTransaction: {
            id: string;
            /** @constant */
            object: "balance_transaction";
            amount: number;
            available_on: number;
            /** @constant */
            balance_type: "payments";
            created: number;
            currency: string;
            description: string | null;
            exchange_rate: null;
            fee: number;
            fee_details: {
                amount: number;
                application: null;
                currency: string;
                description: string;
                /** @constant */
                type: "stripe_fee";
            }[];
            net: number;
            /** @enum {string} */
            reporting_category: "charge" | "dispute" | "dispute_reversal" | "refund" | "refund_failure";
            source: components["schemas"]["Expandable"];
            /** @enum {string} */
            status: "available" | "pending";
            /** @enum {string} */
            type: "adjustment" | "charge" | "refund" | "refund_failure";
        };
        Balance: {
            /** @constant */
            object: "balance";
            available: {
                amount: number;
                currency: string;
                source_types: {
                    card: number;
                };
            }[];
            livemode: boolean;
            pending: {
                amount: number;
                currency: string;
                source_types: {
                    card: number;
                };
            }[];
        };
        /** @description A card that is kept for later, checked with an amount of nothing; here it comes of a checkout session. */
        SetupIntent: {
            id: string;
            /** @constant */
            object: "setup_intent";
            application: null;
            automatic_payment_methods: null;
            cancellation_reason: null;
            client_secret: string;
            created: number;
            customer: components["schemas"]["Expandable"];
            description: string | null;
            flow_directions: null;
            last_setup_error: null | components["schemas"]["LastSetupError"];
            latest_attempt: null;
            livemode: boolean;
            mandate: null;
            metadata: components["schemas"]["Metadata"];
            next_action: null;
            on_behalf_of: null;
            payment_method: components["schemas"]["Expandable"];
            payment_method_configuration_details: null;
            payment_method_options: Record<string, never>;
            payment_method_types: string[];
            single_use_mandate: null;
            /** @enum {string} */
            status: "requires_payment_method" | "succeeded";
            /** @constant */
            usage: "off_session";
        };
        LastSetupError: {
            type: string;
            advice_code?: string;
            code: string;
            decline_code?: string;
            message: string;
            param?: string;
        };
        CheckoutSession: {
            id: string;
            /** @constant */
            object: "checkout.session";
            adaptive_pricing: null;
            allowed_payment_method_types: null | string[];
            customer_account: null;
            integration_identifier: null;
            managed_payments: null;
            origin_context: null;
            permissions: null;
            after_expiration: null;
            allow_promotion_codes: null;
            billing_address_collection: null;
            client_secret: null;
            collected_information: null;
            consent: null;
            consent_collection: null;
            currency_conversion: null;
            invoice: null;
            invoice_creation: null;
            payment_link: null;
            payment_method_configuration_details: null;
            recovered_from: null;
            saved_payment_method_options: null;
            setup_intent: components["schemas"]["Expandable"];
            shipping_address_collection: null;
            shipping_cost: null;
            submit_type: null;
            subscription: null;
            wallet_options: null;
            amount_subtotal: number | null;
            amount_total: number | null;
            automatic_tax: {
                /** @constant */
                enabled: false;
                liability: null;
                provider: null;
                status: null;
            };
            cancel_url: string | null;
            client_reference_id: string | null;
            created: number;
            currency: string;
            custom_fields: string[];
            custom_text: {
                after_submit: null;
                shipping_address: null;
                submit: null;
                terms_of_service_acceptance: null;
            };
            customer: components["schemas"]["Expandable"];
            /** @enum {string|null} */
            customer_creation: "always" | "if_required" | null;
            customer_details: null | {
                address: null;
                email: string | null;
                name: string | null;
                phone: null;
                /** @constant */
                tax_exempt: "none";
                tax_ids: string[];
            };
            customer_email: string | null;
            discounts: string[];
            expires_at: number;
            line_items?: components["schemas"]["LineItemList"];
            livemode: boolean;
            locale: string | null;
            metadata: components["schemas"]["Metadata"];
            /** @enum {string} */
            mode: "payment" | "setup";
            payment_intent: components["schemas"]["Expandable"];
            /** @constant */
            payment_method_collection: "if_required";
            payment_method_options: Record<string, never>;
            payment_method_types: string[];
            /** @enum {string} */
            payment_status: "no_payment_required" | "paid" | "unpaid";
            phone_number_collection: {
                /** @constant */
                enabled: false;
            };
            shipping_options: string[];
            /** @enum {string} */
            status: "complete" | "expired" | "open";
            success_url: string;
            total_details: {
                /** @constant */
                amount_discount: 0;
                /** @constant */
                amount_shipping: 0;
                /** @constant */
                amount_tax: 0;
            };
            /** @enum {string} */
            ui_mode: "hosted" | "hosted_page";
            url: string | null;
        };
        CheckoutSessionList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["CheckoutSession"][];
            has_more: boolean;
            url: string;
        };
        LineItem: {
            id: string;
            /** @constant */
            object: "item";
            adjustable_quantity: null;
            /** @constant */
            amount_discount: 0;
            amount_subtotal: number;
            /** @constant */
            amount_tax: 0;
            amount_total: number;
            currency: string;
            description: string;
            metadata: components["schemas"]["Metadata"];
            price: {
                id: string;
                /** @constant */
                object: "price";
                /** @constant */
                active: false;
                /** @constant */
                billing_scheme: "per_unit";
                created: number;
                currency: string;
                custom_unit_amount: null;
                livemode: boolean;
                lookup_key: null;
                metadata: components["schemas"]["Metadata"];
                nickname: null;
                product: string;
                recurring: null;
                /** @constant */
                tax_behavior: "unspecified";
                tiers_mode: null;
                transform_quantity: null;
                /** @constant */
                type: "one_time";
                unit_amount: number;
                unit_amount_decimal: string;
            };
            quantity: number;
        };
        LineItemList: {
            /** @constant */
            object: "list";
            data: components["schemas"]["LineItem"][];
            has_more: boolean;
            url: string;
        };
        ProductDataInput: {
            description?: string;
            images?: string[];
            metadata?: components["schemas"]["MetadataInput"];
            name: string;
        };
        PriceDataInput: {
            currency: string;
            product_data: components["schemas"]["ProductDataInput"];
            unit_amount: number;
        };
        LineItemInput: {
            price_data: components["schemas"]["PriceDataInput"];
            quantity?: number;
        };
        SessionIntentInput: {
            /** @enum {string} */
            capture_method?: "automatic" | "automatic_async" | "manual";
            description?: string;
            metadata?: components["schemas"]["MetadataInput"];
            receipt_email?: string;
            statement_descriptor?: string;
            statement_descriptor_suffix?: string;
        };
        SessionSetupInput: {
            description?: string;
            metadata?: components["schemas"]["MetadataInput"];
        };
        SessionMethodOptionsInput: {
            card?: {
                /** @enum {string} */
                request_multicapture?: "if_available" | "never";
            };
        };
        CreateCheckoutSessionParams: {
            cancel_url?: string;
            client_reference_id?: string;
            currency?: string;
            customer?: string;
            /** @enum {string} */
            customer_creation?: "always" | "if_required";
            customer_email?: string;
            expand?: components["schemas"]["ExpandInput"];
            expires_at?: number;
            line_items?: components["schemas"]["LineItemInput"][];
            locale?: string;
            metadata?: components["schemas"]["MetadataInput"];
            mode: string;
            payment_intent_data?: components["schemas"]["SessionIntentInput"];
            allowed_payment_method_types?: string[];
            payment_method_options?: components["schemas"]["SessionMethodOptionsInput"];
            /** @description What it was called before 2026-10-28 */
            payment_method_types?: string[];
            setup_intent_data?: components["schemas"]["SessionSetupInput"];
            success_url: string;
            /** @enum {string} */
            ui_mode?: "hosted" | "hosted_page";
        };
        ListCheckoutSessionsParams: {
            created?: components["schemas"]["RangeInput"];
            customer?: string;
            payment_intent?: string;
            ending_before?: string;
            expand?: components["schemas"]["ExpandInput"];
            limit?: number;
            starting_after?: string;
        };
        ListCheckoutLineItemsParams: {
            ending_before?: string;
            expand?: components["schemas"]["ExpandInput"];
            limit?: number;
            starting_after?: string;
        };
    };
    responses: {
        /** @description Why not */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: {
        Id: string;
        Expand: components["schemas"]["NoParams"];
    };
    requestBodies: {
        CreateCustomer: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["CreateCustomerParams"];
            };
        };
        UpdateCustomer: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["UpdateCustomerParams"];
            };
        };
    };
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listCustomers: {
        parameters: {
            query?: {
                params?: components["schemas"]["ListCustomersParams"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Customers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    createCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["CreateCustomer"];
        responses: {
            /** @description The new customer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getCustomer: {
        parameters: {
            query?: {
                params?: components["parameters"]["Expand"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer, or what is left of one that was deleted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"] | components["schemas"]["DeletedCustomer"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    updateCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["UpdateCustomer"];
        responses: {
            /** @description The customer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteCustomer: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedCustomer"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listPaymentIntents: {
        parameters: {
            query?: {
                params?: components["schemas"]["ListPaymentIntentsParams"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Payment intents */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentIntentList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    createPaymentIntent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["CreatePaymentIntentParams"];
            };
        };
        responses: {
            /** @description The new payment intent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentIntent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPaymentIntent: {
        parameters: {
            query?: {
                params?: components["schemas"]["GetPaymentIntentParams"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment intent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentIntent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    updatePaymentIntent: {
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
                "application/x-www-form-urlencoded": components["schemas"]["UpdatePaymentIntentParams"];
            };
        };
        responses: {
            /** @description The payment intent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentIntent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    confirmPaymentIntent: {
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
                "application/x-www-form-urlencoded": components["schemas"]["ConfirmPaymentIntentParams"];
            };
        };
        responses: {
            /** @description The payment intent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentIntent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    capturePaymentIntent: {
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
                "application/x-www-form-urlencoded": components["schemas"]["CapturePaymentIntentParams"];
            };
        };
        responses: {
            /** @description The payment intent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentIntent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    cancelPaymentIntent: {
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
                "application/x-www-form-urlencoded": components["schemas"]["CancelPaymentIntentParams"];
            };
        };
        responses: {
            /** @description The payment intent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentIntent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    incrementPaymentIntent: {
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
                "application/x-www-form-urlencoded": components["schemas"]["IncrementPaymentIntentParams"];
            };
        };
        responses: {
            /** @description The payment intent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentIntent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listCharges: {
        parameters: {
            query?: {
                params?: components["schemas"]["ListChargesParams"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Charges */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChargeList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getCharge: {
        parameters: {
            query?: {
                params?: components["schemas"]["NoParams"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The charge */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Charge"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listRefunds: {
        parameters: {
            query?: {
                params?: components["schemas"]["ListRefundsParams"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Refunds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefundList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    createRefund: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["CreateRefundParams"];
            };
        };
        responses: {
            /** @description The new refund */
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
    getRefund: {
        parameters: {
            query?: {
                params?: components["schemas"]["NoParams"];
            };
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
    updateRefund: {
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
                "application/x-www-form-urlencoded": components["schemas"]["UpdateRefundParams"];
            };
        };
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
    cancelRefund: {
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
                "application/x-www-form-urlencoded": components["schemas"]["NoParams"];
            };
        };
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
    listPaymentMethods: {
        parameters: {
            query?: {
                params?: components["schemas"]["ListPaymentMethodsParams"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Payment methods of a customer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentMethodList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    createPaymentMethod: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["CreatePaymentMethodParams"];
            };
        };
        responses: {
            /** @description The new payment method */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentMethod"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getPaymentMethod: {
        parameters: {
            query?: {
                params?: components["schemas"]["NoParams"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment method */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentMethod"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    updatePaymentMethod: {
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
                "application/x-www-form-urlencoded": components["schemas"]["UpdatePaymentMethodParams"];
            };
        };
        responses: {
            /** @description The payment method */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentMethod"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    attachPaymentMethod: {
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
                "application/x-www-form-urlencoded": components["schemas"]["AttachPaymentMethodParams"];
            };
        };
        responses: {
            /** @description The payment method */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentMethod"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    detachPaymentMethod: {
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
                "application/x-www-form-urlencoded": components["schemas"]["NoParams"];
            };
        };
        responses: {
            /** @description The payment method */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentMethod"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["CreateTokenParams"];
            };
        };
        responses: {
            /** @description The new token */
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
    getToken: {
        parameters: {
            query?: {
                params?: components["schemas"]["NoParams"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token */
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
    listEvents: {
        parameters: {
            query?: {
                params?: components["schemas"]["ListEventsParams"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events */
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
            query?: {
                params?: components["schemas"]["NoParams"];
            };
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
    listWebhookEndpoints: {
        parameters: {
            query?: {
                params?: components["schemas"]["ListWebhookEndpointsParams"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Endpoints */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpointList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    createWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["CreateWebhookEndpointParams"];
            };
        };
        responses: {
            /** @description The new endpoint with its secret */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: {
                params?: components["schemas"]["NoParams"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
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
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    updateWebhookEndpoint: {
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
                "application/x-www-form-urlencoded": components["schemas"]["UpdateWebhookEndpointParams"];
            };
        };
        responses: {
            /** @description The endpoint */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookEndpoint"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    deleteWebhookEndpoint: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedWebhookEndpoint"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listDisputes: {
        parameters: {
            query?: {
                params?: components["schemas"]["ListDisputesParams"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Disputes */
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
            query?: {
                params?: components["schemas"]["NoParams"];
            };
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
    updateDispute: {
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
                "application/x-www-form-urlencoded": components["schemas"]["UpdateDisputeParams"];
            };
        };
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
    closeDispute: {
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
                "application/x-www-form-urlencoded": components["schemas"]["NoParams"];
            };
        };
        responses: {
            /** @description The dispute as lost */
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
    getBalance: {
        parameters: {
            query?: {
                params?: components["schemas"]["NoParams"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The balance */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Balance"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getBalanceTransaction: {
        parameters: {
            query?: {
                params?: components["schemas"]["NoParams"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The transaction */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceTransaction"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listCheckoutSessions: {
        parameters: {
            query?: {
                params?: components["schemas"]["ListCheckoutSessionsParams"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sessions */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSessionList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    createCheckoutSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["CreateCheckoutSessionParams"];
            };
        };
        responses: {
            /** @description The new session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getCheckoutSession: {
        parameters: {
            query?: {
                params?: components["schemas"]["NoParams"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    expireCheckoutSession: {
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
                "application/x-www-form-urlencoded": components["schemas"]["NoParams"];
            };
        };
        responses: {
            /** @description The session as expired */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutSession"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listCheckoutLineItems: {
        parameters: {
            query?: {
                params?: components["schemas"]["ListCheckoutLineItemsParams"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is paid for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LineItemList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    getSetupIntent: {
        parameters: {
            query?: {
                params?: components["schemas"]["NoParams"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The setup intent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupIntent"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    listPaymentMethodsOfCustomer: {
        parameters: {
            query?: {
                params?: components["schemas"]["ListPaymentMethodsOfCustomerParams"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Payment methods of the customer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentMethodList"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
