// Generated from specs/shop.openapi.yaml by `npm run generate`. Do not edit.
export interface paths {
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which deployment answers; for staff who may see it, also how its integrations are */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deployment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this shop is and what it can do */
        get: operations["getDeployment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deployment/standing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether this deployment is where its database belongs
         * @description A database that was copied or restored into a deployment of another environment or under another public address has all its integrations paused until somebody confirms that it belongs here.
         */
        get: operations["getStanding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deployment/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that the database belongs to this deployment
         * @description Integrations are then as their connection checks left them. Confirming what is at home changes nothing.
         */
        post: operations["confirmDeployment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what, the newest first
         * @description Entries are written with what they tell about, never changed and never removed. Secrets are masked.
         */
        get: operations["listAuditEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in with e-mail address and password
         * @description Five wrong passwords in a row lock the e-mail address for a quarter of an hour, whoever then tries; fifty from one browser's address lock that one out, whoever is tried.
         */
        post: operations["signIn"];
        /** End the session */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody who can sign in */
        get: operations["listUsers"];
        put?: never;
        /** Let somebody sign in */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Change a user's name or role, or whether the user can sign in
         * @description What is left out stays. Whoever can no longer sign in is signed out everywhere. The last administrator stays one, and nobody takes the role from themselves.
         */
        put: operations["changeUser"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/password": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Give a user another password
         * @description Ends the user's sessions and lifts a lock from wrong passwords.
         */
        put: operations["resetPassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a way to choose another password sent by mail
         * @description Says the same whether anybody of the staff has that address or not. Three mails an hour to an address at most; what is in one works once, for half an hour. Where the shop sends no mail, 409.
         */
        post: operations["requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose another password by what was in the mail
         * @description Uses it up, and ends every session there is.
         */
        post: operations["choosePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The last fifty mails that would have been sent, newest first
         * @description Only where no real money moves; 404 otherwise. They are in memory, and gone after a restart.
         */
        get: operations["listMails"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign a user out everywhere */
        delete: operations["endUserSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All integrations, secrets masked, withheld ones with the reason */
        get: operations["listIntegrations"];
        put?: never;
        /**
         * Set up a connection to a provider
         * @description Nothing is sent to the provider. A credential of another environment is refused with `environment-mismatch`. The integration becomes active when its connection check agrees.
         */
        post: operations["createIntegration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/integrations/{integrationId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integrationId: components["parameters"]["IntegrationId"];
            };
            cookie?: never;
        };
        get: operations["getIntegration"];
        /** Change an integration; a secret given back as its mask stays what it was */
        put: operations["changeIntegration"];
        post?: never;
        /** Delete an integration; its history stays readable, its method leaves the payment rules */
        delete: operations["removeIntegration"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/offline-methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ways to pay without a provider, such as by invoice */
        get: operations["listOfflineMethods"];
        put?: never;
        post: operations["createOfflineMethod"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/offline-methods/{offlineMethodId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                offlineMethodId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        /** @description Its kind stays what it was. */
        put: operations["changeOfflineMethod"];
        post?: never;
        delete: operations["removeOfflineMethod"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The hundred customers that have come last */
        get: operations["listCustomers"];
        put?: never;
        /**
         * Let a customer sign in
         * @description In a quarter of an hour 20 attempts from one address are let through, and 60 whoever makes them; then 429.
         */
        post: operations["registerCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{customerId}/payment-term": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        /** Let a customer pay invoices later, or no longer */
        put: operations["setPaymentTerm"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customer-session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in as a customer
         * @description The token goes with later requests as `Customer-Token`; there is no cookie, so no CSRF token either.
         */
        post: operations["signInCustomer"];
        delete: operations["signOutCustomer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customer-password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a way to choose another password sent by mail
         * @description Says the same whether any customer has that address or not. Three mails an hour to an address at most; what is in one works once, for half an hour. Where the shop sends no mail, 409.
         */
        post: operations["requestCustomerPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customer-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose another password by what was in the mail
         * @description Uses it up, and ends every session there is.
         */
        post: operations["chooseCustomerPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customer/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The fifty last orders that the customer has placed while signed in */
        get: operations["listCustomerOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/integrations/{integrationId}/check": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integrationId: components["parameters"]["IntegrationId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the provider who is calling, without a payment */
        post: operations["checkIntegration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/integrations/{integrationId}/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integrationId: components["parameters"]["IntegrationId"];
            };
            cookie?: never;
        };
        /** What the provider has sent for an integration, newest first and up to a hundred */
        get: operations["listIntegrationNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listPaymentRules"];
        put?: never;
        /** Say when which payment methods are offered */
        post: operations["createPaymentRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment-rules/{paymentRuleId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentRuleId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        get: operations["getPaymentRule"];
        put: operations["changePaymentRule"];
        post?: never;
        delete: operations["removePaymentRule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The catalogue */
        get: operations["listProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/carts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An empty cart in a currency */
        post: operations["createCart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/carts/{cartId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cartId: components["parameters"]["CartId"];
            };
            cookie?: never;
        };
        get: operations["getCart"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/carts/{cartId}/lines/{productId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cartId: components["parameters"]["CartId"];
                productId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        /** So many of a product; none takes it out */
        put: operations["setCartLine"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/checkouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Start a checkout of a cart; the answer says which payment methods are offered */
        post: operations["startCheckout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/checkouts/{checkoutId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                checkoutId: components["parameters"]["CheckoutId"];
            };
            cookie?: never;
        };
        /** The checkout with prices and offered methods of this moment */
        get: operations["getCheckout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/checkouts/{checkoutId}/payment-methods": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                checkoutId: components["parameters"]["CheckoutId"];
            };
            cookie?: never;
        };
        /** Why which payment method is offered or not for this checkout */
        get: operations["explainCheckout"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{orderId}/payment-methods": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        /** Why which payment method would be offered or not for this order now */
        get: operations["explainOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pricing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The taxes and discounts of the shop */
        get: operations["getPricing"];
        /** Put taxes and discounts in the place of those there are */
        put: operations["putPricing"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/checkouts/{checkoutId}/place": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                checkoutId: components["parameters"]["CheckoutId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Place the order and ask the provider for the payment
         * @description The order is created first. A second call gives the same order. Send the customer to `redirectUrl` when there is one. An order that costs nothing takes no payment method, and no provider is asked.
         */
        post: operations["placeOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Orders, newest first, and those among them that are looked for
         * @description The payment status is computed, so a search by it looks at not more than 1000 orders; it then ends with a cursor from where it goes on, whatever it has found.
         */
        get: operations["listOrders"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{orderId}": {
        parameters: {
            query?: never;
            header?: {
                /** @description Opens this one order to a customer */
                "Order-Token"?: components["parameters"]["OrderToken"];
            };
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        /**
         * One order with its computed payment status
         * @description For staff who may see orders, and for whoever has the order's token.
         */
        get: operations["getOrder"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{orderId}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        /** What happened to an order, in words, the first thing first */
        get: operations["getOrderTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{orderId}/payments": {
        parameters: {
            query?: never;
            header?: {
                /** @description Opens this one order to a customer */
                "Order-Token"?: components["parameters"]["OrderToken"];
            };
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try once more to pay an order of which every attempt has failed
         * @description For whoever has the order's token.
         */
        post: operations["payAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{orderId}/payment-transactions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        /** The payment history of an order, newest first */
        get: operations["listPaymentTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{orderId}/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        /** What providers have sent about an order, newest first and up to a hundred */
        get: operations["listOrderNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{orderId}/reconcile": {
        parameters: {
            query?: never;
            header?: {
                /** @description Opens this one order to a customer */
                "Order-Token"?: components["parameters"]["OrderToken"];
                /** @description Needed from a signed-in caller, not from one with the order's token */
                "Csrf-Token"?: string;
            };
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the provider what became of the payments of an order
         * @description For staff who may reconcile, and for whoever has the order's token. Repeating it changes nothing more.
         */
        post: operations["reconcileOrder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settlement-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The settlement reports that were kept last, the newest first */
        get: operations["listSettlementReports"];
        put?: never;
        /**
         * Hold what a provider reports to have paid out against the payment history
         * @description A report is kept once; the same again answers the same. Differences are computed whenever it is looked at.
         */
        post: operations["keepSettlementReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/settlement-reports/{settlementReportId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                settlementReportId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        /** A settlement report with its differences as they are now */
        get: operations["getSettlementReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reconcile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask about everything that is unresolved, oldest first and up to a bounded number */
        post: operations["reconcileAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment-transactions/{transactionId}/capture": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transactionId: components["parameters"]["TransactionId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Capture what is left of a hold, or part of it
         * @description Without an amount, all that is left. With one, `remaining` says how much was left when it was chosen: the same part of the same rest is the same wish, and gives the same capture however often it is sent and by whom; when less is left than that, it is refused with `changed-meanwhile`. What became of a capture is in its outcome; after a failed one the hold is still open. A hold made in another environment is refused. Of a card that was only checked the whole is taken, as a charge of its own.
         */
        post: operations["capturePayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment-transactions/{transactionId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transactionId: components["parameters"]["TransactionId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give back a hold, or what is left of it
         * @description A second call while one is under way or done gives the same cancel. Of a card that was only checked nothing is held: what was to be paid with it is called off, and no provider is asked.
         */
        post: operations["cancelAuthorization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment-transactions/{transactionId}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transactionId: components["parameters"]["TransactionId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Return all or part of what was captured or charged
         * @description Amounts are as in a capture. A refund may be pending, and may fail long after it has succeeded; what is told here follows the provider when it is asked or tells by itself.
         */
        post: operations["refundPayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment-transactions/{transactionId}/invoice": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transactionId: components["parameters"]["TransactionId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write down that the customer has been sent an invoice for what was promised without a provider */
        post: operations["recordInvoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment-transactions/{transactionId}/reauthorize": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transactionId: components["parameters"]["TransactionId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a fresh hold in place of one that is about to lapse
         * @description The old hold stays until there is the new one; when the issuer declines, it is still there.
         */
        post: operations["reauthorizePayment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/{accessId}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The end of the integration's `notificationUrl` */
                accessId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Where a provider sends notifications
         * @description The body is taken byte for byte, whatever its media type, and verified before it is read. Its only effect is that the provider is asked. The same notification again is answered as the first time and has no other effect. What has no good signature is refused with 401 and not kept, so that it can be sent again once a secret has been put right; what only the provider can vouch for is refused with 503 while it does not answer; what is signed and does not fit the integration or the payment is kept and refused with 422; what is signed and of no use here (an unknown type, somebody else's order) is kept and taken with 200, as sending it again would not help.
         */
        post: operations["receiveNotification"];
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
         * @description ISO 4217
         * @example EUR
         */
        Currency: string;
        /** @enum {string} */
        CatalogueCurrency: "EUR" | "USD" | "JPY" | "KWD";
        /**
         * @description ISO 3166-1 alpha-2
         * @example DE
         */
        Country: string;
        /** Format: email */
        Email: string;
        /** @enum {string} */
        Mode: "test" | "live";
        /** @enum {string} */
        ProviderType: "generic" | "stripe" | "paypal" | "payflow";
        /** @enum {string} */
        Role: "administrator" | "integrator" | "sales" | "support";
        /** @enum {string} */
        Permission: "manage_users" | "view_audit" | "manage_integrations" | "manage_payment_rules" | "manage_prices" | "manage_customers" | "view_health" | "view_orders" | "view_payment_history" | "capture_payments" | "cancel_payments" | "refund_payments" | "reconcile_payments";
        /** @description An amount that may be below zero */
        SignedMoney: {
            minor: number;
            currency: components["schemas"]["Currency"];
        };
        Money: {
            /** @example 1999 */
            minor: number;
            currency: components["schemas"]["Currency"];
        };
        Health: {
            /**
             * @description `attention` is told only to staff: something of what is listed below needs a person
             * @enum {string}
             */
            status: "ok" | "attention";
            environment: string;
            mode: components["schemas"]["Mode"];
            standing?: components["schemas"]["Standing"];
            /** @description What would keep a live shop from starting and is let through in a test environment; only for staff with the permission view_health */
            concerns?: string[];
            /** @description Only for staff with the permission view_health */
            integrations?: {
                id: components["schemas"]["Id"];
                label: string;
                status: components["schemas"]["IntegrationStatus"];
                /** @description Why customers cannot pay with it */
                reason?: string;
            }[];
            /** @description How many wait for an answer; only for staff with the permission view_health; counted up to 100 */
            unresolvedPaymentTransactions?: number;
        };
        /** @description Whether this deployment is where its database belongs; only for staff */
        Standing: {
            /** @enum {string} */
            kind: "at_home" | "moved";
            from?: components["schemas"]["Place"];
            to?: components["schemas"]["Place"];
            /** @description When it has moved: what that means, in words */
            reason?: string;
        };
        Place: {
            environment: string;
            mode: components["schemas"]["Mode"];
            /** @description Absent where the shop takes another free port at each start */
            publicUrl?: string;
        };
        AuditEntry: {
            at: components["schemas"]["Instant"];
            /** @description A member of the staff as they were then, or the shop by itself */
            by: {
                /** @enum {string} */
                kind: "staff" | "shop";
                userId?: components["schemas"]["Id"];
                name?: string;
                role?: string;
            };
            action: string;
            about: {
                kind: string;
                id: string;
                /** @description What it was called then */
                label: string;
            };
            changes: {
                field: string;
                before?: string;
                after?: string;
            }[];
        };
        Deployment: {
            environment: string;
            mode: components["schemas"]["Mode"];
            /** Format: uri */
            publicUrl: string;
            currencies: components["schemas"]["CatalogueCurrency"][];
            /** @description The providers that integrations can be made for */
            providers: {
                type: components["schemas"]["ProviderType"];
                name: string;
            }[];
        };
        SignIn: {
            email: string;
            password: string;
        };
        Session: {
            user: components["schemas"]["User"];
            permissions: components["schemas"]["Permission"][];
            csrfToken: string;
        };
        UserDraft: {
            email: components["schemas"]["Email"];
            name: string;
            role: components["schemas"]["Role"];
            password: string;
        };
        UserChange: {
            name?: string;
            role?: components["schemas"]["Role"];
            canSignIn?: boolean;
        };
        ForgottenPassword: {
            email: string;
        };
        ChosenPassword: {
            /** @description The end of the address that is in the mail */
            token: string;
            password: string;
        };
        Mail: {
            /** Format: date-time */
            at: string;
            to: string;
            subject: string;
            /** @description Lets in whoever reads it */
            text: string;
        };
        NewPassword: {
            password: string;
        };
        User: {
            canSignIn: boolean;
            id: components["schemas"]["Id"];
            email: string;
            name: string;
            role: components["schemas"]["Role"];
            createdAt: components["schemas"]["Instant"];
        };
        OAuthClient: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "oauth_client";
            clientId: string;
            clientSecret: string;
        };
        ApiKey: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "api_key";
            apiKey: string;
        };
        /** @description Who the account was opened with, the account, one of its users, and that user's password. */
        Login: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "login";
            partner: string;
            vendor: string;
            user: string;
            password: string;
        };
        /** @description Secrets in answers are masked; a mask given back leaves the stored secret as it is. */
        Credential: components["schemas"]["OAuthClient"] | components["schemas"]["ApiKey"] | components["schemas"]["Login"];
        /**
         * @description `authorize` holds the money until a sales person captures it, `charge` takes it at once
         * @enum {string}
         */
        PaymentAction: "authorize" | "charge";
        /**
         * @description Whether a card is first checked with an amount of nothing, and what follows: with `only` nothing is held until a sales person takes the money with it, with `then_authorize` the amount is held. What is charged at once is charged right after the check. Left out, it stays; `none` to begin with
         * @enum {string}
         */
        CardCheck: "none" | "only" | "then_authorize";
        IntegrationDraft: {
            type: components["schemas"]["ProviderType"];
            /** @description What customers read */
            label: string;
            /** @description Left out, the methods stay as they are called */
            methodLabels?: components["schemas"]["MethodLabels"];
            /** @default true */
            enabled?: boolean;
            paymentAction: components["schemas"]["PaymentAction"];
            cardCheck?: components["schemas"]["CardCheck"];
            credential: components["schemas"]["Credential"];
            /** @description What the provider signs notifications with, the newest first; two while one replaces the other. Left out, the stored ones stay; one given back as its mask stays what it was. */
            signingSecrets?: string[];
            /**
             * Format: uri
             * @description Must be the provider's address in this deployment, which it is when left out
             */
            address?: string;
            /** @description Whose account is to be paid, for providers that name it; an answer or a notification about somebody else's is refused. Left out, the stored one stays; empty, the provider's first answer about a payment says so. */
            account?: string;
            /** @description Left out, what is stored stays; empty, it connects directly and as anybody */
            connection?: components["schemas"]["ConnectionSettings"];
        };
        /**
         * @description What kind of payment method it is; an integration brings one of each kind that its provider has
         * @enum {string}
         */
        MethodKind: "card" | "wallet" | "express_checkout";
        /** @description What the methods of an integration are called; one that is left out is called as usual */
        MethodLabels: {
            card?: components["schemas"]["MethodLabel"];
            wallet?: components["schemas"]["MethodLabel"];
            express_checkout?: components["schemas"]["MethodLabel"];
        };
        MethodLabel: {
            /** @description What customers read at checkout */
            label?: string;
            /** @description What histories say; the label when left out */
            shortLabel?: string;
        };
        IntegrationMethod: {
            kind: components["schemas"]["MethodKind"];
            id: components["schemas"]["Id"];
            /** @description What customers read at checkout */
            label: string;
            /** @description What histories say */
            shortLabel: string;
        };
        Removal: {
            /** @description As they are now */
            changedPaymentRules: components["schemas"]["PaymentRule"][];
            /** @description Which payment rule has lost which methods */
            lostMethods: {
                paymentRuleId: components["schemas"]["Id"];
                paymentRuleName: string;
                methods: {
                    id: components["schemas"]["Id"];
                    label: string;
                }[];
            }[];
        };
        /** @description How an integration connects. TLS is always verified. A key or password that is given back as its mask stays what it was. Half of a certificate or of a proxy's credentials is refused. */
        ConnectionSettings: {
            clientCertificate?: {
                /** @description PEM */
                certificate: string;
                /** @description Its private key, PEM */
                key: string;
            };
            /** @description Every request is signed with this Ed25519 key (RFC 9421, RFC 9530); PEM */
            signingKey?: string;
            /** @description The only way out. Where it does not answer, nothing is sent. */
            proxy?: {
                /** @description http://host:port, without credentials */
                address: string;
                username?: string;
                password?: string;
            };
            /** @description The certificate of an authority to trust in place of the public ones, PEM */
            authority?: string;
        };
        OfflineSettings: {
            /** @constant */
            type: "payment_term";
        } | {
            /** @constant */
            type: "check_money_order";
            payTo: string;
            sendTo: string;
        };
        OfflineMethodDraft: {
            /** @description What customers read */
            label: string;
            /** @default true */
            enabled?: boolean;
            settings: components["schemas"]["OfflineSettings"];
        };
        OfflineMethod: {
            id: components["schemas"]["Id"];
            methodId: components["schemas"]["Id"];
            label: string;
            enabled: boolean;
            /** @description The environment it was saved in */
            environment: string;
            /** @description Why customers cannot choose it */
            reason?: string;
            settings: components["schemas"]["OfflineSettings"];
            createdAt: components["schemas"]["Instant"];
        };
        CustomerDraft: {
            email: components["schemas"]["Email"];
            name: string;
            password: string;
        };
        Customer: {
            id: components["schemas"]["Id"];
            email: string;
            name: string;
            /** @description Absent for who pays at once */
            paymentTermDays?: number;
            createdAt: components["schemas"]["Instant"];
        };
        CustomerSession: {
            customer: components["schemas"]["Customer"];
            customerToken: string;
            expiresAt: components["schemas"]["Instant"];
        };
        PaymentTerm: {
            /** @description Left out, the customer pays at once */
            days?: number;
        };
        /** @enum {string} */
        IntegrationStatus: "active" | "disabled" | "unchecked" | "check_failed" | "withheld";
        /** @description What the last connection check said */
        ConnectionCheck: {
            /** @enum {string} */
            kind: "unchecked" | "agreed" | "disagreed" | "merchant_not_active" | "rejected" | "unknown";
            at?: components["schemas"]["Instant"];
            merchantName?: string;
            scopes?: string[];
            /** @description Why it did not agree */
            reason?: string;
        };
        Integration: {
            id: components["schemas"]["Id"];
            type: components["schemas"]["ProviderType"];
            /** @description The environment it was saved in */
            environment: string;
            label: string;
            enabled: boolean;
            status: components["schemas"]["IntegrationStatus"];
            /** @description Why customers cannot pay with it */
            reason?: string;
            /** @description The id of the first of its methods */
            methodId: components["schemas"]["Id"];
            /** @description What customers can pay with through it */
            methods: components["schemas"]["IntegrationMethod"][];
            paymentAction?: components["schemas"]["PaymentAction"];
            cardCheck?: components["schemas"]["CardCheck"];
            credential?: components["schemas"]["Credential"];
            /** @description Masked; none until they have been copied from the provider */
            signingSecrets?: string[];
            /**
             * Format: uri
             * @description To be registered at the provider
             */
            notificationUrl: string;
            /** @description What the method can do, with this provider */
            capabilities: components["schemas"]["Capability"][];
            /** Format: uri */
            address?: string;
            /** @description Whose account is to be paid */
            account?: string;
            connection?: components["schemas"]["ConnectionSettings"];
            check: components["schemas"]["ConnectionCheck"];
            createdAt: components["schemas"]["Instant"];
            updatedAt: components["schemas"]["Instant"];
        };
        /** @enum {string} */
        Capability: "validate" | "charge" | "authorize" | "capture" | "partial_capture" | "cancel" | "refund" | "partial_refund" | "re_authorize";
        PaymentRuleDraft: {
            name: string;
            /** @default true */
            enabled?: boolean;
            sortOrder: number;
            /** @default false */
            stopFurtherRules?: boolean;
            currency: components["schemas"]["Currency"];
            /**
             * @description Countries of the billing address, whole; with no destinations either, none means anywhere
             * @default []
             */
            countries?: components["schemas"]["Country"][];
            /**
             * @description Parts of countries of the billing address
             * @default []
             */
            destinations?: components["schemas"]["Destination"][];
            /**
             * @description In the Common Expression Language, over total, subtotal, currency, lineItems, billingAddress, shippingAddress, shippingMethod and customer. A rule whose expression fails does not count.
             * @default
             */
            expression?: string;
            /**
             * @description Host names customers reach the shop by; none means all
             * @default []
             */
            websites?: string[];
            methods: components["schemas"]["Id"][];
            /**
             * @description By the ids of methods of this rule
             * @default {}
             */
            methodOptions?: {
                [key: string]: components["schemas"]["MethodOptions"];
            };
        };
        Destination: {
            country: components["schemas"]["Country"];
            region?: components["schemas"]["Region"];
            /**
             * @description Compared as they are written, without ranges or wildcards; none means all
             * @default []
             */
            postalCodes?: string[];
        };
        /** @description ISO 3166-2, such as US-CA */
        Region: string;
        MethodOptions: {
            paymentAction?: components["schemas"]["PaymentAction"];
            /** @description What customers read beside it */
            hint?: string;
        };
        PaymentRule: {
            id: components["schemas"]["Id"];
            name: string;
            enabled: boolean;
            sortOrder: number;
            stopFurtherRules: boolean;
            currency: components["schemas"]["Currency"];
            countries: components["schemas"]["Country"][];
            destinations: components["schemas"]["Destination"][];
            expression: string;
            websites: string[];
            methods: string[];
            methodOptions: {
                [key: string]: components["schemas"]["MethodOptions"];
            };
            createdAt: components["schemas"]["Instant"];
        };
        /** @description Why which payment method is offered or not, rule by rule, by the rules and integrations of this moment */
        Explanation: {
            /** @description In the order in which they are looked at */
            rules: components["schemas"]["ExplainedRule"][];
            offeredMethods: components["schemas"]["OfferedMethod"][];
        };
        ExplainedRule: {
            id: components["schemas"]["Id"];
            name: string;
            /** @enum {string} */
            verdict: "counts" | "no_currency" | "other_currency" | "other_website" | "other_destination" | "disabled" | "expression_does_not_hold" | "expression_failed" | "stopped";
            reason: string;
            /** @description Of a rule that counts, what became of each of its methods */
            methods: {
                id: string;
                /** @description Absent when its integration is gone */
                label?: string;
                /** @enum {string} */
                verdict: "offered" | "offered_before" | "not_applicable";
                reason: string;
            }[];
        };
        /** @enum {string} */
        TaxClass: "standard" | "reduced";
        /** @description A tax on what goes to a country or a region of it; several can apply, none is taken on another */
        Tax: {
            name: string;
            country: components["schemas"]["Country"];
            region?: components["schemas"]["Region"];
            /** @default standard */
            taxClass?: components["schemas"]["TaxClass"];
            /** @description 190000 is 19 per cent */
            partsPerMillion: number;
            /**
             * @description Whether prices have it in them already
             * @enum {string}
             */
            how: "included" | "on_top";
            /** @default true */
            onShipping?: boolean;
        };
        Discount: {
            code: string;
            name: string;
            /** @description A share of what the lines come to, or an amount in its currency */
            off: {
                /** @constant */
                kind: "share";
                partsPerMillion: number;
            } | {
                /** @constant */
                kind: "amount";
                amount: components["schemas"]["PositiveMoney"];
            };
        };
        /** @description The taxes and discounts of the shop; `version` is the one that was read, and is 0 before the first */
        Pricing: {
            version: number;
            taxes: components["schemas"]["Tax"][];
            discounts: components["schemas"]["Discount"][];
        };
        /** @enum {string} */
        ShippingMethod: "collect" | "standard" | "express";
        /** @description subtotal - discount + shipping + taxes on top = total, to the minor unit */
        Totals: {
            subtotal: components["schemas"]["Money"];
            discount: components["schemas"]["Money"];
            shipping: components["schemas"]["Money"];
            taxes: {
                name: string;
                partsPerMillion: number;
                /** @enum {string} */
                how: "included" | "on_top";
                amount: components["schemas"]["Money"];
            }[];
            total: components["schemas"]["Money"];
        };
        Product: {
            id: components["schemas"]["Id"];
            name: string;
            description: string;
            prices: components["schemas"]["Money"][];
        };
        CartDraft: {
            currency: components["schemas"]["CatalogueCurrency"];
        };
        CartLineDraft: {
            quantity: number;
        };
        Line: {
            productId: components["schemas"]["Id"];
            name: string;
            quantity: number;
            unitPrice: components["schemas"]["Money"];
            lineTotal: components["schemas"]["Money"];
        };
        Cart: {
            id: components["schemas"]["Id"];
            currency: components["schemas"]["CatalogueCurrency"];
            lines: components["schemas"]["Line"][];
            total: components["schemas"]["Money"];
        };
        Address: {
            name: string;
            street: string;
            city: string;
            postalCode: string;
            region?: components["schemas"]["Region"];
            country: components["schemas"]["Country"];
        };
        CheckoutDraft: {
            cartId: components["schemas"]["Id"];
            email: components["schemas"]["Email"];
            billingAddress: components["schemas"]["Address"];
            /** @description Where the goods go, when it is not the billing address */
            shippingAddress?: components["schemas"]["Address"];
            /** @default collect */
            shippingMethod?: components["schemas"]["ShippingMethod"];
            discountCode?: string;
        };
        OfferedMethod: {
            id: components["schemas"]["Id"];
            label: string;
            /** @description What the rule wants customers to read beside it */
            hint?: string;
        };
        Checkout: {
            id: components["schemas"]["Id"];
            cartId: components["schemas"]["Id"];
            email: string;
            billingAddress: components["schemas"]["Address"];
            shippingAddress?: components["schemas"]["Address"];
            shippingMethod: components["schemas"]["ShippingMethod"];
            /** @description Given */
            discountCode?: string;
            lines: components["schemas"]["Line"][];
            totals: components["schemas"]["Totals"];
            total: components["schemas"]["Money"];
            /** @description Names all of this; it is another when anything the customer sees has changed */
            review: string;
            offeredMethods: components["schemas"]["OfferedMethod"][];
        };
        Placement: {
            /** @description The `review` of the checkout that the customer has seen. When something has changed since, nothing is ordered. Left out, it is ordered as it stands. */
            review?: string;
            /** @description One of those offered; not needed when there is nothing to pay */
            methodId?: components["schemas"]["Id"];
        };
        MethodChoice: {
            methodId: components["schemas"]["Id"];
        };
        PlacedOrder: {
            orderId: components["schemas"]["Id"];
            orderNumber: string;
            /** @description Opens the order to the customer; the order page ends in it */
            orderToken: string;
            paymentStatus: components["schemas"]["PaymentStatus"];
            outcome: components["schemas"]["Outcome"];
            /**
             * Format: uri
             * @description Where the customer pays
             */
            redirectUrl?: string;
        };
        SettlementReportDraft: {
            integrationId: components["schemas"]["Id"];
            /** @description The report of one payout, as the provider's console gives it; for the generic provider its CSV */
            report: string;
        };
        SettlementReport: {
            id: components["schemas"]["Id"];
            integrationId: components["schemas"]["Id"];
            /** @description The provider's name for it */
            reference: string;
            day: string;
            settledAt: components["schemas"]["Instant"];
            keptAt: components["schemas"]["Instant"];
            lines: number;
            gross: components["schemas"]["SignedMoney"];
            fee: components["schemas"]["SignedMoney"];
            net: components["schemas"]["SignedMoney"];
        };
        SettlementReportDetails: {
            id: components["schemas"]["Id"];
            integrationId: components["schemas"]["Id"];
            /** @description The provider's name for it */
            reference: string;
            day: string;
            settledAt: components["schemas"]["Instant"];
            keptAt: components["schemas"]["Instant"];
            lines: number;
            /** @description Lines that are in the payment history just so */
            matched: number;
            gross: components["schemas"]["SignedMoney"];
            fee: components["schemas"]["SignedMoney"];
            net: components["schemas"]["SignedMoney"];
            differences: {
                kind: string;
                text: string;
                orderId?: components["schemas"]["Id"];
            }[];
        };
        Happening: {
            at: components["schemas"]["Instant"];
            text: string;
            /** @description Who of the staff wanted it, if somebody did */
            by?: string;
        };
        /**
         * @description Computed from the payment transactions, never stored
         * @enum {string}
         */
        PaymentStatus: "full" | "partially" | "invoiced" | "authorized" | "authorized_partially" | "declined" | "pending" | "canceled" | "canceled_partially" | "refunded" | "refunded_partially";
        Order: {
            id: components["schemas"]["Id"];
            /** @description The provider knows the payment by it */
            number: string;
            email: string;
            billingAddress: components["schemas"]["Address"];
            shippingAddress?: components["schemas"]["Address"];
            shippingMethod: components["schemas"]["ShippingMethod"];
            lines: components["schemas"]["Line"][];
            totals: components["schemas"]["Totals"];
            total: components["schemas"]["Money"];
            paymentStatus: components["schemas"]["PaymentStatus"];
            paid: components["schemas"]["Money"];
            due: components["schemas"]["Money"];
            /** @description A payment transaction waits for an answer */
            unresolved: boolean;
            placedAt: components["schemas"]["Instant"];
        };
        /** @description What became of one operation. `unknown` is not a decline. */
        Outcome: {
            /** @enum {string} */
            kind: "approved" | "declined" | "pending" | "action_required" | "rejected" | "cancelled" | "mismatch" | "unknown";
            /** @description Of a decline or rejection */
            code?: string;
            /** @enum {string} */
            advice?: "never_again" | "other_method" | "try_later";
            /** Format: uri */
            redirectUrl?: string;
            /** @enum {string} */
            why?: "timeout" | "connection_lost" | "server_error" | "unreadable" | "in_progress";
            /** @description In what the provider's payment differs from the order's */
            about?: string;
            expected?: string;
            found?: string;
        };
        PaymentTransaction: {
            id: components["schemas"]["Id"];
            orderId: components["schemas"]["Id"];
            /** @description The environment it was made in; it never changes */
            environment: string;
            mode: components["schemas"]["Mode"];
            methodId: string;
            methodLabel: string;
            /**
             * @description `validate` checks a card with an amount of nothing; nothing is held by it
             * @enum {string}
             */
            action: "validate" | "authorize" | "charge" | "pending" | "capture" | "cancel" | "refund" | "re_authorize" | "dispute" | "invoice";
            amount: components["schemas"]["Money"];
            active: boolean;
            successful: boolean;
            outcome: components["schemas"]["Outcome"];
            /**
             * @description Who caused it
             * @enum {string}
             */
            origin: "shop" | "provider";
            /** @description The provider's id */
            reference?: string;
            /** @description The hold or capture this was done to, or the check of the card it was paid with */
            sourceId?: string;
            /** @description What can still be captured of a hold, or returned of a capture or charge */
            remaining: components["schemas"]["Money"];
            /** @description What a customer was asked to do who pays without a provider */
            instructions?: string;
            dueAt?: components["schemas"]["Instant"];
            /** @description Why somebody gave a hold back or returned money */
            note?: string;
            /** @description The provider's id of the authorization that is open */
            authorizationReference?: string;
            holdExpiresAt?: components["schemas"]["Instant"];
            disputeReason?: string;
            /** @description What the caller can do to it now */
            actions: components["schemas"]["Operation"][];
            createdAt: components["schemas"]["Instant"];
            updatedAt: components["schemas"]["Instant"];
        };
        /** @enum {string} */
        Operation: "capture" | "cancel" | "refund" | "re_authorize" | "invoice";
        PositiveMoney: {
            /** @example 1999 */
            minor: number;
            currency: components["schemas"]["Currency"];
        };
        /** @description Read by staff; no card numbers */
        Note: string;
        CaptureDraft: {
            amount?: components["schemas"]["PositiveMoney"];
            remaining?: components["schemas"]["PositiveMoney"];
            /** @description Gives back the rest of the hold. True by default when all is captured, else false */
            final?: boolean;
        };
        CancelDraft: {
            note: components["schemas"]["Note"];
        };
        RefundDraft: {
            amount?: components["schemas"]["PositiveMoney"];
            remaining?: components["schemas"]["PositiveMoney"];
            note: components["schemas"]["Note"];
        };
        ReauthorizationDraft: {
            /** @description That of the transaction as it was seen, so that a second press does not replace the new hold */
            authorizationReference: string;
        };
        OperationResult: {
            transaction: components["schemas"]["PaymentTransaction"];
            paymentStatus: components["schemas"]["PaymentStatus"];
        };
        CaptureResult: {
            capture: components["schemas"]["PaymentTransaction"];
            paymentStatus: components["schemas"]["PaymentStatus"];
        };
        NotificationReceipt: {
            state: components["schemas"]["NotificationState"];
        };
        /**
         * @description `received` is still to be acted on; all the others are final
         * @enum {string}
         */
        NotificationState: "received" | "asked" | "kept" | "refused" | "given_up";
        Notification: {
            id: components["schemas"]["Id"];
            integrationId: components["schemas"]["Id"];
            /** @description The provider's name for it */
            webhookId: string;
            type: string;
            state: components["schemas"]["NotificationState"];
            /**
             * @description Of one that was refused or kept
             * @enum {string}
             */
            why?: "unreadable" | "environment_mismatch" | "mode_mismatch" | "account_mismatch" | "order_mismatch" | "currency_mismatch" | "amount_mismatch" | "unknown_type" | "unknown_order" | "unknown_payment";
            /** @description What became of it */
            reason: string;
            /** @description SHA-256 of its bytes */
            digest: string;
            paymentReference?: string;
            orderNumber?: string;
            orderId?: components["schemas"]["Id"];
            sentAt: components["schemas"]["Instant"];
            receivedAt: components["schemas"]["Instant"];
        };
        UnverifiedNotifications: {
            /** @enum {string} */
            why: "no_signing_secret" | "header_missing" | "header_malformed" | "timestamp_too_old" | "timestamp_too_new" | "signature_wrong" | "body_malformed" | "denied";
            /** @description With what to do about it */
            reason: string;
            count: number;
            lastAt: components["schemas"]["Instant"];
        };
        Sweep: {
            looked: number;
            resolved: number;
            left: number;
        };
        /** @description RFC 9457. `type` and `status` are for programs, `title` and `detail` for people. */
        Problem: {
            /** @enum {string} */
            type: "/problems/malformed-json" | "/problems/invalid-request" | "/problems/unsupported-media-type" | "/problems/body-too-large" | "/problems/no-such-route" | "/problems/method-not-allowed" | "/problems/not-found" | "/problems/not-signed-in" | "/problems/sign-in-refused" | "/problems/locked-out" | "/problems/too-many-accounts" | "/problems/too-many-resets" | "/problems/reset-no-longer-good" | "/problems/no-mail" | "/problems/csrf-token-wrong" | "/problems/permission-missing" | "/problems/email-taken" | "/problems/environment-mismatch" | "/problems/credential-undeclared" | "/problems/address-mismatch" | "/problems/integration-withheld" | "/problems/deployment-moved" | "/problems/last-administrator" | "/problems/own-access" | "/problems/integration-missing" | "/problems/changed-meanwhile" | "/problems/cart-empty" | "/problems/already-ordered" | "/problems/method-not-offered" | "/problems/wrong-state" | "/problems/operation-in-flight" | "/problems/exceeds-remaining" | "/problems/operation-not-supported" | "/problems/report-unreadable" | "/problems/report-kept-otherwise" | "/problems/notification-unverified" | "/problems/notification-unasked" | "/problems/notification-refused" | "/problems/internal-error";
            title: string;
            status: number;
            detail?: string;
            instance?: string;
            /** @description The environment of this shop */
            deploymentEnvironment?: string;
            /** @description The other one */
            foundEnvironment?: string;
            /** @description Why a notification was not taken */
            reason?: string;
            /** @description What is left, when what was wanted does not fit it */
            remaining?: components["schemas"]["Money"];
            /** @description One entry per wrong field */
            errors?: {
                /** @description JSON pointer into the body */
                pointer: string;
                detail: string;
            }[];
        };
    };
    responses: {
        /** @description The report with its differences */
        SettlementReport: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["SettlementReportDetails"];
            };
        };
        /** @description The integration, secrets masked */
        Integration: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Integration"];
            };
        };
        /** @description The payment rule */
        PaymentRule: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["PaymentRule"];
            };
        };
        /** @description The way to pay */
        OfflineMethod: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OfflineMethod"];
            };
        };
        /** @description The customer */
        Customer: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Customer"];
            };
        };
        /** @description Rule by rule */
        Explanation: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Explanation"];
            };
        };
        /** @description Taxes and discounts */
        Pricing: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Pricing"];
            };
        };
        /** @description The cart at today's prices */
        Cart: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Cart"];
            };
        };
        /** @description The checkout */
        Checkout: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Checkout"];
            };
        };
        /** @description The order */
        Order: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Order"];
            };
        };
        /** @description What was done, and what the order has come to */
        OperationResult: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OperationResult"];
            };
        };
        /** @description Every payment transaction of the order */
        PaymentTransactions: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": {
                    paymentTransactions: components["schemas"]["PaymentTransaction"][];
                };
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
        /** @description The `csrfToken` of the session */
        CsrfToken: string;
        /** @description Who is signed in */
        CustomerToken: string;
        /** @description Opens this one order to a customer */
        OrderToken: string;
        UserId: components["schemas"]["Id"];
        IntegrationId: components["schemas"]["Id"];
        CartId: components["schemas"]["Id"];
        CheckoutId: components["schemas"]["Id"];
        TransactionId: components["schemas"]["Id"];
        OrderId: components["schemas"]["Id"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The shop answers */
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
    getDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The deployment */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deployment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getStanding: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it stands */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Standing"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    confirmDeployment: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How it stands now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Standing"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAuditEntries: {
        parameters: {
            query?: {
                action?: string;
                subject?: string;
                subjectId?: string;
                /** @description Who did it */
                userId?: string;
                from?: string;
                /** @description Not included */
                until?: string;
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
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
                        auditEntries: components["schemas"]["AuditEntry"][];
                        /** @description Absent on the last page */
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
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
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Signed in; the cookie is the session */
            201: {
                headers: {
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them, by e-mail address */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        users: components["schemas"]["User"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserDraft"];
            };
        };
        responses: {
            /** @description The new user */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    changeUser: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path: {
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChange"];
            };
        };
        responses: {
            /** @description The user */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path: {
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPassword"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgottenPassword"];
            };
        };
        responses: {
            /** @description Taken */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    choosePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChosenPassword"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listMails: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mails */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        mails: components["schemas"]["Mail"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endUserSessions: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path: {
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listIntegrations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order they were made */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        integrations: components["schemas"]["Integration"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createIntegration: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IntegrationDraft"];
            };
        };
        responses: {
            201: components["responses"]["Integration"];
            default: components["responses"]["Problem"];
        };
    };
    getIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integrationId: components["parameters"]["IntegrationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Integration"];
            default: components["responses"]["Problem"];
        };
    };
    changeIntegration: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path: {
                integrationId: components["parameters"]["IntegrationId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IntegrationDraft"];
            };
        };
        responses: {
            200: components["responses"]["Integration"];
            default: components["responses"]["Problem"];
        };
    };
    removeIntegration: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path: {
                integrationId: components["parameters"]["IntegrationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment rules that lost a method; one left without methods is switched off */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Removal"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOfflineMethods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order they were made */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        offlineMethods: components["schemas"]["OfflineMethod"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createOfflineMethod: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfflineMethodDraft"];
            };
        };
        responses: {
            201: components["responses"]["OfflineMethod"];
            default: components["responses"]["Problem"];
        };
    };
    changeOfflineMethod: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path: {
                offlineMethodId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfflineMethodDraft"];
            };
        };
        responses: {
            200: components["responses"]["OfflineMethod"];
            default: components["responses"]["Problem"];
        };
    };
    removeOfflineMethod: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path: {
                offlineMethodId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The payment rules that lost a method; one left without methods is switched off */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Removal"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCustomers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        customers: components["schemas"]["Customer"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    registerCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerDraft"];
            };
        };
        responses: {
            201: components["responses"]["Customer"];
            default: components["responses"]["Problem"];
        };
    };
    setPaymentTerm: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path: {
                customerId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentTerm"];
            };
        };
        responses: {
            200: components["responses"]["Customer"];
            default: components["responses"]["Problem"];
        };
    };
    signInCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Signed in */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerSession"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    signOutCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Who is signed in */
                "Customer-Token"?: components["parameters"]["CustomerToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Signed out */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    requestCustomerPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ForgottenPassword"];
            };
        };
        responses: {
            /** @description Taken */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    chooseCustomerPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChosenPassword"];
            };
        };
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listCustomerOrders: {
        parameters: {
            query?: never;
            header?: {
                /** @description Who is signed in */
                "Customer-Token"?: components["parameters"]["CustomerToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        orders: components["schemas"]["Order"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    checkIntegration: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path: {
                integrationId: components["parameters"]["IntegrationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Integration"];
            default: components["responses"]["Problem"];
        };
    };
    listIntegrationNotifications: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integrationId: components["parameters"]["IntegrationId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Recorded notifications, and a count of those that nobody is known to have sent */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        notifications: components["schemas"]["Notification"][];
                        unverified: components["schemas"]["UnverifiedNotifications"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPaymentRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order they were made */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        paymentRules: components["schemas"]["PaymentRule"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createPaymentRule: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentRuleDraft"];
            };
        };
        responses: {
            201: components["responses"]["PaymentRule"];
            default: components["responses"]["Problem"];
        };
    };
    getPaymentRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paymentRuleId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["PaymentRule"];
            default: components["responses"]["Problem"];
        };
    };
    changePaymentRule: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path: {
                paymentRuleId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaymentRuleDraft"];
            };
        };
        responses: {
            200: components["responses"]["PaymentRule"];
            default: components["responses"]["Problem"];
        };
    };
    removePaymentRule: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path: {
                paymentRuleId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listProducts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every product with its prices */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        products: components["schemas"]["Product"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createCart: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CartDraft"];
            };
        };
        responses: {
            201: components["responses"]["Cart"];
            default: components["responses"]["Problem"];
        };
    };
    getCart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cartId: components["parameters"]["CartId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Cart"];
            default: components["responses"]["Problem"];
        };
    };
    setCartLine: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cartId: components["parameters"]["CartId"];
                productId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CartLineDraft"];
            };
        };
        responses: {
            200: components["responses"]["Cart"];
            default: components["responses"]["Problem"];
        };
    };
    startCheckout: {
        parameters: {
            query?: never;
            header?: {
                /** @description Who is signed in */
                "Customer-Token"?: components["parameters"]["CustomerToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckoutDraft"];
            };
        };
        responses: {
            201: components["responses"]["Checkout"];
            default: components["responses"]["Problem"];
        };
    };
    getCheckout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                checkoutId: components["parameters"]["CheckoutId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Checkout"];
            default: components["responses"]["Problem"];
        };
    };
    explainCheckout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                checkoutId: components["parameters"]["CheckoutId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Explanation"];
            default: components["responses"]["Problem"];
        };
    };
    explainOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Explanation"];
            default: components["responses"]["Problem"];
        };
    };
    getPricing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Pricing"];
            default: components["responses"]["Problem"];
        };
    };
    putPricing: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Pricing"];
            };
        };
        responses: {
            200: components["responses"]["Pricing"];
            default: components["responses"]["Problem"];
        };
    };
    placeOrder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                checkoutId: components["parameters"]["CheckoutId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Placement"];
            };
        };
        responses: {
            /** @description The cart had been ordered before; this is that order */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacedOrder"];
                };
            };
            /** @description The order, and where the customer pays */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacedOrder"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description A part of the order's number or of the customer's e-mail address */
                text?: string;
                paymentStatus?: string;
                currency?: string;
                /** @description Placed at or after */
                from?: string;
                /** @description Placed before */
                until?: string;
                limit?: number;
                /** @description The `nextCursor` of the page before */
                cursor?: string;
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
                        orders: components["schemas"]["Order"][];
                        /** @description Absent on the last page */
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Opens this one order to a customer */
                "Order-Token"?: components["parameters"]["OrderToken"];
            };
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Order"];
            default: components["responses"]["Problem"];
        };
    };
    getOrderTimeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The timeline */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        happenings: components["schemas"]["Happening"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    payAgain: {
        parameters: {
            query?: never;
            header?: {
                /** @description Opens this one order to a customer */
                "Order-Token"?: components["parameters"]["OrderToken"];
            };
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MethodChoice"];
            };
        };
        responses: {
            /** @description The new attempt */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlacedOrder"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPaymentTransactions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["PaymentTransactions"];
            default: components["responses"]["Problem"];
        };
    };
    listOrderNotifications: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Recorded notifications */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        notifications: components["schemas"]["Notification"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    reconcileOrder: {
        parameters: {
            query?: never;
            header?: {
                /** @description Opens this one order to a customer */
                "Order-Token"?: components["parameters"]["OrderToken"];
                /** @description Needed from a signed-in caller, not from one with the order's token */
                "Csrf-Token"?: string;
            };
            path: {
                orderId: components["parameters"]["OrderId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Order"];
            default: components["responses"]["Problem"];
        };
    };
    listSettlementReports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 50 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        settlementReports: components["schemas"]["SettlementReport"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    keepSettlementReport: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettlementReportDraft"];
            };
        };
        responses: {
            200: components["responses"]["SettlementReport"];
            201: components["responses"]["SettlementReport"];
            default: components["responses"]["Problem"];
        };
    };
    getSettlementReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                settlementReportId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["SettlementReport"];
            default: components["responses"]["Problem"];
        };
    };
    reconcileAll: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the sweep did */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sweep"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    capturePayment: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path: {
                transactionId: components["parameters"]["TransactionId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CaptureDraft"];
            };
        };
        responses: {
            /** @description The capture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaptureResult"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelAuthorization: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path: {
                transactionId: components["parameters"]["TransactionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelDraft"];
            };
        };
        responses: {
            200: components["responses"]["OperationResult"];
            default: components["responses"]["Problem"];
        };
    };
    refundPayment: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path: {
                transactionId: components["parameters"]["TransactionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefundDraft"];
            };
        };
        responses: {
            200: components["responses"]["OperationResult"];
            default: components["responses"]["Problem"];
        };
    };
    recordInvoice: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path: {
                transactionId: components["parameters"]["TransactionId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["OperationResult"];
            default: components["responses"]["Problem"];
        };
    };
    reauthorizePayment: {
        parameters: {
            query?: never;
            header: {
                /** @description The `csrfToken` of the session */
                "Csrf-Token": components["parameters"]["CsrfToken"];
            };
            path: {
                transactionId: components["parameters"]["TransactionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReauthorizationDraft"];
            };
        };
        responses: {
            200: components["responses"]["OperationResult"];
            default: components["responses"]["Problem"];
        };
    };
    receiveNotification: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The end of the integration's `notificationUrl` */
                accessId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Recorded, now or before */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationReceipt"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
