@environments
Feature: Test cards are for test environments, real cards for live ones

  @guard-simulator-test-card-in-live
  Scenario: A test card pays nothing in the live shop
    Given the live shop takes card payments, captured at once
    When a customer of the live shop orders a touchstone in EUR
    And the customer pays with a test card
    Then the order is declined
    And in production the provider has authorized 0.00 EUR and captured 0.00 EUR
    When the customer tries to pay again
    And the customer pays with a real card
    Then the order is paid in full
    And in production the provider has authorized 19.99 EUR and captured 19.99 EUR

  @guard-simulator-real-card-in-test
  Scenario: A real card is not taken in the staging shop
    Given the staging shop takes card payments, captured at once
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a real card
    Then the order is declined
    And in sandbox the provider has authorized 0.00 EUR and captured 0.00 EUR
