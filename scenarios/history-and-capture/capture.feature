Feature: A sales person reads the payment history and captures

  @browser
  Scenario: Held at checkout, captured by a sales person later
    Given the staging shop takes card payments, captured later
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card
    Then the order is authorized
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR
    When the sales person captures the payment
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR
    When the sales person looks at the payment history
    Then the payment history shows
      | type      | amount    | successful | environment |
      | capture   | 19.99 EUR | yes        | sandbox     |
      | authorize | 19.99 EUR | yes        | sandbox     |

  Scenario: Every attempt to pay is in the history, newest first
    Given the staging shop takes card payments, captured later
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a declined card
    And the customer tries to pay again
    And the customer pays with a good card
    And the sales person looks at the payment history
    Then the payment history shows
      | type      | amount    | successful | environment |
      | authorize | 19.99 EUR | yes        | sandbox     |
      | authorize | 19.99 EUR | no         | sandbox     |

  Scenario: The support agent reads the history, and captures nothing
    Given the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    When the support agent looks at the payment history
    Then the payment history shows
      | type      | amount    | successful | environment |
      | authorize | 19.99 EUR | yes        | sandbox     |
    When the support agent captures the payment
    Then that is refused, because the role does not allow it
    And nothing is sent to the provider
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR

  Scenario: The integrator sees no payments at all
    Given the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    When the integrator looks at the payment history
    Then that is refused, because the role does not allow it

  Scenario: Two sales people press the button at the same moment
    Given the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    When two sales people capture the payment at the same moment
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: What somebody captured at the provider is found, and not captured again
    Given the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    When somebody captures that payment at the provider's sandbox address with the sandbox secret
    And the sales person captures the payment
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: What was captured at once cannot be captured again
    Given the staging shop takes card payments, captured at once
    And a customer has paid for a touchstone in EUR
    When the sales person captures the payment
    Then that is refused, because nothing is held
    And nothing is sent to the provider
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: The answer to a capture is lost, and the money is taken once
    Given a freshly installed staging shop that reaches the provider through a proxy
    And the staging shop takes card payments, captured later
    And a customer has paid for a touchstone in EUR
    When the proxy loses the provider's next answer to a capture
    And the sales person captures the payment
    And the sales person asks the provider about the order
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR
