Feature: The seller hands over keys and addresses

  What the seller hands over belongs to one environment as well: a key that serves two environments is how a mistake in
  one becomes real in the other.

  @environments @guard-simulator-key-in-one-environment
  Scenario: The same public key cannot be registered in two environments
    Given the seller has signed up in sandbox
    And the seller has signed up in production
    When the seller hands over a public key in sandbox
    Then the provider takes the key
    When the seller hands over the same public key in production
    Then the provider refuses the key, because it is registered in another environment
    When the seller hands over another public key in production
    Then the provider takes the key

  @environments @guard-simulator-callback-host
  Scenario: Customers are sent back to the registered shop and to no copy of it
    Given a freshly installed staging shop
    And the staging shop takes card payments, captured later
    And the seller has registered the address of the staging shop in sandbox
    And a customer has paid for a touchstone in EUR
    When the staging shop is started again at another address
    And a customer of the staging shop orders a touchstone in EUR
    Then the payment cannot be started
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR
