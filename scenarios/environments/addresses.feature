@environments
Feature: A shop speaks to its own environment's provider only

  @guard-shop-provider-address @guard-shop-stored-settings
  Scenario: A staging shop that is pointed at the production address stops taking payments
    Given a freshly installed staging shop
    And the staging shop takes card payments, captured later
    When the staging shop is started again with the provider's production address
    Then the staging shop withholds the integration, because the provider's address is another one
    When a customer of the staging shop from Germany checks out in EUR
    Then no payment method is offered
    When the integrator checks the connection
    Then that is refused, because the provider's address is another one
    And nothing is sent to the provider
    And nothing has reached production

  Scenario: Entering the sandbox secret once more does not make production answer
    Given a freshly installed staging shop
    And the staging shop takes card payments, captured later
    When the staging shop is started again with the provider's production address
    And the integrator enters the sandbox secret in the staging shop
    And the integrator checks the connection
    Then the integration is not active, because the provider refused the secret
    And the provider's journal shows a crossing from sandbox to production
    When a customer of the staging shop from Germany checks out in EUR
    Then no payment method is offered

  Scenario: A production secret does not get into a staging shop that is pointed at the production address
    Given a freshly installed staging shop
    And the seller has a client id and secret for production
    When the staging shop is started again with the provider's production address
    And the integrator sets up card payments in the staging shop with the production secret
    Then that is refused, because the secret is for production and the shop for sandbox
    And nothing is sent to the provider

  @guard-shop-provider-environment
  Scenario: A provider that calls itself production is not taken for sandbox
    Given a freshly installed staging shop that reaches the provider through a proxy
    And the seller has a client id and secret for sandbox
    When the proxy makes every answer say that it comes from production
    And the integrator sets up card payments in the staging shop with the sandbox secret
    And the integrator checks the connection
    Then the integration is not active, because the provider says it is production

  @guard-shop-provider-mode
  Scenario: A provider that moves real money is not taken for a test one
    Given a freshly installed staging shop that reaches the provider through a proxy
    And the seller has a client id and secret for sandbox
    When the proxy makes every answer say that money is real
    And the integrator sets up card payments in the staging shop with the sandbox secret
    And the integrator checks the connection
    Then the integration is not active, because the provider says that money is real

  @guard-shop-payment-answer-environment
  Scenario: An answer about a payment of another environment makes no order paid
    Given a freshly installed live shop that reaches the provider through a proxy
    And the live shop takes card payments, captured at once
    When a customer of the live shop orders a touchstone in EUR
    And the proxy makes every answer say that it comes from sandbox
    And the customer pays with a good card
    Then the order is pending
    And staff are told that the payment's environment differs

  @guard-shop-redirects
  Scenario: An answer that points to production is not followed there
    Given a freshly installed staging shop that reaches the provider through a proxy
    And the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    When the proxy answers everything by pointing to the provider's production address
    And the sales person captures the payment
    Then nothing has reached production
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR
