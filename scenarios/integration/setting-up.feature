Feature: The seller sets up the integration in the shop

  @environments @guard-shop-connection-agreed
  Scenario: Card payments are offered once the connection has been checked, and not before
    Given the seller has a client id and secret for sandbox
    When the integrator sets up card payments in the staging shop with the sandbox secret
    And the integrator offers card payments in EUR to customers from anywhere
    Then nothing is sent to the provider
    When a customer of the staging shop from Germany checks out in EUR
    Then no payment method is offered
    When the integrator checks the connection
    Then the integration is active
    When a customer of the staging shop from Germany checks out in EUR
    Then card payments are offered

  Scenario: A sales person cannot set up an integration
    Given the seller has a client id and secret for sandbox
    When the sales person sets up card payments in the staging shop with the sandbox secret
    Then that is refused, because the role does not allow it
    And no integration is saved in the staging shop
    And nothing is sent to the provider

  Scenario: What is switched off is not offered, and comes back when it is switched on
    Given the staging shop takes card payments, captured later
    When the integrator switches card payments off
    And a customer of the staging shop from Germany checks out in EUR
    Then no payment method is offered
    When the integrator switches card payments on
    And a customer of the staging shop from Germany checks out in EUR
    Then card payments are offered

  Scenario: The history of a deleted integration can still be read, and nothing more can be captured with it
    Given the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    When the integrator deletes the integration
    And the sales person looks at the payment history
    Then the payment history shows
      | type      | amount    | successful | environment |
      | authorize | 19.99 EUR | yes        | sandbox     |
    When the sales person captures the payment
    Then that is refused, because the integration is gone
    And nothing is sent to the provider
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR

  @environments @guard-shop-undeclared-secret
  Scenario: A secret that does not say which environment it is for is refused
    When the integrator sets up card payments in the live shop with a secret that names no environment
    Then that is refused, because the secret names no environment
    And no integration is saved in the live shop
    And nothing is sent to the provider
