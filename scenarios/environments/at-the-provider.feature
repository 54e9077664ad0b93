@environments
Feature: The provider refuses what belongs to another environment, and writes it down

  Whoever gets past the shop's own checks meets the provider's. A secret used in another environment is refused and
  marked in the journal as a crossing.

  @guard-simulator-credential-environment @guard-simulator-crossing-journaled
  Scenario Outline: The provider refuses <secret> for <from> in <to>
    Given the seller has <secret> for <from>
    When the <from> secret is used at the provider's <to> address
    Then the provider refuses it as belonging to <from>
    And the provider's journal shows a crossing from <from> to <to>

    Examples:
      | secret                 | from       | to         |
      | an API key             | sandbox    | production |
      | a client id and secret | sandbox    | production |
      | an API key             | testing    | sandbox    |
      | an API key             | production | sandbox    |
      | a client id and secret | production | testing    |

  Scenario: An access token is worth nothing in another environment
    Given the seller has a client id and secret for sandbox
    When an access token made with the sandbox secret is used at the provider's production address
    Then the provider refuses it as belonging to sandbox
    And the provider's journal shows a crossing from sandbox to production

  Scenario: A sandbox payment is not known in production
    Given the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    And the seller has an API key for production
    When somebody captures that payment at the provider's production address with the production secret
    Then the provider knows no such payment
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR
    And in production the provider has no payment of the seller

  Scenario: A sandbox payment cannot be captured in sandbox with a production secret
    Given the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    And the seller has an API key for production
    When somebody captures that payment at the provider's sandbox address with the production secret
    Then the provider refuses it as belonging to production
    And the provider's journal shows a crossing from production to sandbox
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR

  @guard-simulator-payment-page
  Scenario: A payment page opens in its own environment only
    Given the staging shop takes card payments, captured later
    When a customer of the staging shop orders a touchstone in EUR
    And somebody opens that payment page at the provider's production address
    Then there is no such page
    When the customer pays with a good card
    Then the order is authorized
