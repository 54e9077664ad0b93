@environments
Feature: A notification belongs to one environment too

  The provider tells the shop what becomes of a payment. Whoever mixes up addresses or signing secrets must not make one
  shop believe what happened in the other environment.

  Scenario: A sandbox notification that goes to the live shop by mistake is not believed
    Given the staging shop takes card payments, captured at once
    And the live shop takes card payments, captured at once
    And the provider's notifications in production go to the live shop
    And the live shop knows the signing secret of production
    And the provider's notifications in sandbox go to the live shop
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card
    Then the live shop refuses the notification, because it is signed with another secret
    And nothing is sent to the provider in production

  @guard-shop-notification-environment
  Scenario: Not even the sandbox signing secret makes the live shop believe a sandbox notification
    Given the staging shop takes card payments, captured at once
    And the live shop takes card payments, captured at once
    And the provider's notifications in sandbox go to the live shop
    And the live shop knows the signing secret of sandbox
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card
    Then the live shop refuses the notification, because it comes from sandbox
    And nothing is sent to the provider in production
