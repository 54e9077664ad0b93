@environments
Feature: A live shop tells strangers nothing about its inside

  Debug detail helps developers and burglars alike. Error pages and API errors of a live shop name neither files nor
  statements, neither addresses of other systems nor secrets.

  Scenario: Requests that make no sense get a plain answer
    Given the live shop takes card payments, captured at once
    When a stranger sends the live shop requests that make no sense
    Then no answer shows anything of the inside of the live shop

  @guard-shop-error-pages
  Scenario: A broken database is nobody's business
    Given a freshly installed live shop
    And the live shop takes card payments, captured at once
    And a customer has paid for a touchstone in EUR
    When the database of the live shop is damaged
    And a stranger opens pages of the live shop
    Then the live shop says that something went wrong
    And no answer shows anything of the inside of the live shop

  Scenario: A stranger who asks how the live shop is hears that it is well, and no more
    Given the live shop takes card payments, captured at once
    When a stranger asks the live shop how it is
    Then no answer shows anything of the inside of the live shop
