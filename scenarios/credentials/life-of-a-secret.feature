Feature: Secrets are issued, rotated and revoked

  Scenario: A revoked secret stops payments at once
    Given the staging shop takes card payments, captured later
    When the provider revokes the sandbox secret
    And a customer of the staging shop orders a touchstone in EUR
    Then the payment cannot be started
    And the provider refused the secret, because it was revoked
    And in sandbox the provider has no payment of the seller

  Scenario: While a rotation overlaps, the old secret and the new one both work
    Given the staging shop takes card payments, captured later
    When the provider rotates the sandbox secret, and the old one works for another day
    And a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card
    Then the order is authorized
    When the integrator enters the new sandbox secret in the staging shop
    And the integrator checks the connection
    Then the integration is active
    When a customer of the staging shop orders a loupe in EUR
    And the customer pays with a good card
    Then the order is authorized
    And in sandbox the provider has authorized 69.49 EUR and captured 0.00 EUR

  Scenario: After the overlap only the new secret works
    Given the staging shop takes card payments, captured later
    When the provider rotates the sandbox secret, and the old one stops at once
    And a customer of the staging shop orders a touchstone in EUR
    Then the payment cannot be started
    And the provider refused the secret, because it has expired
    When the integrator enters the new sandbox secret in the staging shop
    And the integrator checks the connection
    And the customer tries to pay again
    And the customer pays with a good card
    Then the order is authorized
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR

  Scenario: A hold made with the old secret is captured with the new one
    Given the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    When the provider rotates the sandbox secret, and the old one stops at once
    And the integrator enters the new sandbox secret in the staging shop
    And the integrator checks the connection
    And the sales person captures the payment
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: An expired secret is told apart from a wrong one
    Given the seller has an expired API key for sandbox
    When the integrator sets up card payments in the staging shop with the sandbox secret
    And the integrator checks the connection
    Then the integration is not active, because the secret has expired
    And the provider refused the secret, because it has expired

  Scenario: A secret that may only read takes no money
    Given the seller has a read-only API key for sandbox
    When the integrator sets up card payments in the staging shop with the sandbox secret
    And the integrator checks the connection
    And the integrator offers card payments in EUR to customers from anywhere
    And a customer of the staging shop orders a touchstone in EUR
    Then the payment cannot be started
    And the provider refused the secret, because it may only read
    And in sandbox the provider has no payment of the seller

  Scenario: Nobody in the shop can read a secret once it is saved
    Given the staging shop takes card payments, captured later
    When the integrator looks at the integration
    Then only the mask of the sandbox secret is shown
    When the integrator renames the integration and leaves the mask as it is
    And the integrator checks the connection
    Then the integration is active
