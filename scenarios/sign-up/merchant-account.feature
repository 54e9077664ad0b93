Feature: A seller signs up with the provider

  A merchant account belongs to one environment. Nobody can be paid through it before the provider has activated it, and
  nobody but its own seller ever sees what was paid there.

  Scenario: An account takes no payments before the provider activates it
    Given the seller has signed up in sandbox
    And the seller has an API key for sandbox
    When the integrator sets up card payments in the staging shop with the sandbox secret
    And the integrator checks the connection
    Then the integration is not active, because the account is not active yet
    And the provider refused the secret, because the account is not active yet
    When the provider activates the account in sandbox
    And the integrator checks the connection
    Then the integration is active

  Scenario: A suspended account takes no more money, and the order stays as it was
    Given the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    When the provider suspends the account in sandbox
    And the sales person captures the payment
    Then the capture fails
    And the provider refused the secret, because the account is suspended
    And the order is authorized
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR

  Scenario: Two sellers never see each other's payments
    Given the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    When another seller asks for that payment at the provider's sandbox address
    Then the provider knows no such payment
    When another seller captures that payment at the provider's sandbox address
    Then the provider knows no such payment
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR
