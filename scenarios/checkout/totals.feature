Feature: What an order comes to is what the customer's bank is asked for

  Scenario Outline: An order in <currency> with shipping, tax and a discount comes to <amount>
    Given the staging shop takes card payments, captured at once
    And the staging shop takes a tax of 19 per cent on top in Germany, and 10 per cent off for the code "WELCOME"
    When a customer of the staging shop orders a touchstone in <currency>, sent by express, with the code "WELCOME"
    And the customer pays with a good card
    Then the order is paid in full
    And in sandbox the provider has authorized <amount> and captured <amount>

    Examples:
      | currency | amount     |
      | EUR      | 39.14 EUR  |
      | JPY      | 6283 JPY   |
      | KWD      | 12.898 KWD |

  Scenario: A cart that has changed since the review is not ordered
    Given the staging shop takes card payments, captured at once
    When a customer of the staging shop checks out in EUR
    And the customer changes the cart in another tab
    And the customer orders what was reviewed
    Then that is refused, because it is not what the customer has reviewed
    And nothing is sent to the provider

  Scenario: An order by check is paid when a sales person says that the check has come, and no provider hears of it
    Given the staging shop takes checks in EUR
    When a customer of the staging shop orders a touchstone in EUR by check
    Then the order is pending
    When the sales person captures the payment
    Then the order is paid in full
    And nothing is sent to the provider
