Feature: A customer pays at checkout

  @browser @guard-simulator-ledger-environment
  Scenario: Money that is captured at once
    Given the staging shop takes card payments, captured at once
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR
    And nothing has reached production

  Scenario Outline: Amounts in <currency> are exact
    Given the staging shop takes card payments, captured at once
    When a customer of the staging shop orders a touchstone in <currency>
    And the customer pays with a good card
    Then the order is paid in full
    And in sandbox the provider has authorized <amount> and captured <amount>

    Examples:
      | currency | amount    |
      | USD      | 21.49 USD |
      | JPY      | 3200 JPY  |
      | KWD      | 6.605 KWD |

  @browser
  Scenario: A declined card, and then another one
    Given the staging shop takes card payments, captured later
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a declined card
    Then the order is declined
    And in sandbox the provider has authorized 0.00 EUR and captured 0.00 EUR
    When the customer tries to pay again
    And the customer pays with a good card
    Then the order is authorized
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR

  Scenario: The customer confirms the payment with the bank
    Given the staging shop takes card payments, captured later
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a card that asks for confirmation, and confirms
    Then the order is authorized
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR

  Scenario: The customer fails to confirm the payment
    Given the staging shop takes card payments, captured later
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a card that asks for confirmation, and fails to confirm
    Then the order is declined
    And in sandbox the provider has authorized 0.00 EUR and captured 0.00 EUR

  Scenario: The customer cancels on the payment page and pays later after all
    Given the staging shop takes card payments, captured later
    When a customer of the staging shop orders a touchstone in EUR
    And the customer cancels on the payment page
    Then the order is declined
    When the customer tries to pay again
    And the customer pays with a good card
    Then the order is authorized
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR

  Scenario: Coming back to the shop proves nothing
    Given the staging shop takes card payments, captured at once
    When a customer of the staging shop orders a balance in EUR
    And the customer comes back to the shop without having paid
    Then the order is pending
    And in sandbox the provider has authorized 0.00 EUR and captured 0.00 EUR

  Scenario: A customer who never comes back has paid all the same
    Given the staging shop takes card payments, captured at once
    And the provider's notifications in sandbox go to the staging shop
    And the staging shop knows the signing secret of sandbox
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card, and never comes back
    Then the order becomes paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: Pressing the order button twice orders and pays once
    Given the staging shop takes card payments, captured at once
    When a customer of the staging shop presses the order button twice
    And the customer pays with a good card
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: The customer comes back twice, and pays once
    Given the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    When the customer comes back to the shop once more
    Then the order is authorized
    And nothing is sent to the provider
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR

  Scenario: The provider's answer is lost on the way, and the customer still pays once
    Given a freshly installed staging shop that reaches the provider through a proxy
    And the staging shop takes card payments, captured at once
    When the proxy loses the provider's next answer to a payment
    And a customer of the staging shop orders a touchstone in EUR
    Then the order is pending
    When the customer asks the shop to look again
    And the customer pays with a good card
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR
