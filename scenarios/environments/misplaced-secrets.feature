@environments
Feature: A secret works in its own environment and nowhere else

  The staging shop belongs to sandbox, the testing shop to testing, the live shop to production. A secret that has been
  entered in the wrong place is refused before anything leaves the shop.

  @browser @guard-shop-secret-of-another-environment
  Scenario: A sandbox secret typed into the live shop
    Given the seller has a client id and secret for sandbox
    When the integrator sets up card payments in the live shop with the sandbox secret
    Then that is refused, because the secret is for sandbox and the shop for production
    And no integration is saved in the live shop
    And nothing is sent to the provider

  Scenario Outline: Nobody can enter <secret> for <environment> in <shop>
    Given the seller has <secret> for <environment>
    When the integrator sets up card payments in <shop> with the <environment> secret
    Then that is refused, because the secret is for <environment> and the shop for <home>
    And no integration is saved in <shop>
    And nothing is sent to the provider

    Examples:
      | secret                 | environment | shop             | home       |
      | an API key             | sandbox     | the live shop    | production |
      | an API key             | testing     | the live shop    | production |
      | an API key             | production  | the staging shop | sandbox    |
      | a client id and secret | production  | the staging shop | sandbox    |
      | an API key             | testing     | the staging shop | sandbox    |
      | a client id and secret | sandbox     | the testing shop | testing    |

  Scenario: The client id of one environment does not go with the secret of another
    Given the seller has a client id and secret for sandbox
    And the seller has a client id and secret for production
    When the integrator sets up card payments in the live shop with the production client id and the sandbox secret
    Then that is refused, because the secret is for sandbox and the shop for production
    And nothing is sent to the provider

  Scenario: A good integration stays as it was when a secret of another environment is entered
    Given the live shop takes card payments, captured at once
    And the seller has an API key for sandbox
    When the integrator enters the sandbox secret in the live shop
    Then that is refused, because the secret is for sandbox and the shop for production
    And nothing is sent to the provider
    When a customer of the live shop orders a touchstone in EUR
    And the customer pays with a good card
    Then the order is paid in full
    And in production the provider has authorized 19.99 EUR and captured 19.99 EUR
    And nothing has reached sandbox

  Scenario: Two shops, each with a secret of its own environment, take no money for each other
    Given the staging shop takes card payments, captured at once
    And the live shop takes card payments, captured at once
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card
    Then the order is paid in full
    When a customer of the live shop orders a loupe in EUR
    And the customer pays with a good card
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR
    And in production the provider has authorized 49.50 EUR and captured 49.50 EUR
