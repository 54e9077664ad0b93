@environments
Feature: A copied database does not carry an environment into another

  Databases are copied: to try an update, to find a bug, to fill a new shop. The encryption key is copied along here, which
  is the worst case.

  @guard-shop-stored-environment
  Scenario: An integration copied from the staging shop's database is of no use in the live shop
    Given a freshly installed staging shop
    And a freshly installed live shop
    And the staging shop takes card payments, captured later
    When the integration of the staging shop is copied into the database of the live shop
    Then the live shop withholds the integration, because it was saved in sandbox
    When the integrator offers card payments in EUR to customers from anywhere
    And a customer of the live shop from Germany checks out in EUR
    Then no payment method is offered
    When the integrator checks the connection
    Then that is refused, because the integration belongs to sandbox and the shop to production
    And nothing is sent to the provider

  @guard-shop-sealed-for-environment
  Scenario: Relabelling the copied integration as production's does not help
    Given a freshly installed staging shop
    And a freshly installed live shop
    And the staging shop takes card payments, captured later
    When the integration of the staging shop is copied into the database of the live shop, relabelled as production's
    Then the live shop withholds the integration, because the settings cannot be decrypted
    When the integrator checks the connection
    Then that is refused, because the settings cannot be decrypted
    And nothing is sent to the provider

  Scenario: The staging shop's database in a live shop
    Given a freshly installed staging shop
    And the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    When a live shop is started on a copy of the staging shop's database
    Then the live shop withholds the integration, because it was saved in sandbox
    When the sales person of the live shop captures the payment
    Then that is refused, because the payment was made in sandbox
    And nothing is sent to the provider
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR

  @guard-shop-capture-of-another-environment @guard-shop-moved-database
  Scenario: Sandbox orders in a live shop stay out of reach even with a production secret
    Given a freshly installed staging shop
    And the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    And the seller has a client id and secret for production
    When a live shop is started on a copy of the staging shop's database
    And the integrator enters the production secret in the live shop
    And the integrator checks the connection
    Then that is refused, because nobody has confirmed where the database belongs
    When the integrator confirms that the database belongs where the shop now is
    And the integrator checks the connection
    Then the integration is active
    When the sales person of the live shop captures the payment
    Then that is refused, because the payment was made in sandbox
    And nothing is sent to the provider
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR

  @guard-shop-look-up-of-another-environment
  Scenario: Nobody is asked in production what became of a sandbox order
    Given a freshly installed staging shop
    And the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    And the seller has a client id and secret for production
    When a live shop is started on a copy of the staging shop's database
    And the integrator enters the production secret in the live shop
    And the integrator confirms that the database belongs where the shop now is
    And the integrator checks the connection
    Then the integration is active
    When the sales person of the live shop asks the provider about the order
    Then the order is authorized
    And nothing is sent to the provider

  Scenario: The live shop's database in a staging shop, with a customer still on the payment page
    Given a freshly installed live shop
    And the live shop takes card payments, captured at once
    And a customer of the live shop has ordered a touchstone in EUR
    When a staging shop is started on a copy of the live shop's database
    Then the staging shop withholds the integration, because it was saved in production
    And nothing is sent to the provider
    When a customer of the staging shop from Germany checks out in EUR
    Then no payment method is offered

  @guard-shop-payment-mode
  Scenario: What was paid with play money is not captured once the shop has been declared live
    Given a freshly installed staging shop
    And the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    When the staging shop is started again and told that money is real
    And the sales person captures the payment
    Then that is refused, because the payment was made with play money
    And nothing is sent to the provider

  Scenario: A copy of the staging shop at another address sends its customers back to itself
    Given a freshly installed staging shop
    And the staging shop takes card payments, captured at once
    When the staging shop is started again at another address
    And a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card
    Then the customer is back at the new address
    And the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR
