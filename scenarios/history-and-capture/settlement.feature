Feature: What the provider pays out is held against the payment history

  Scenario: A payout that tells what the shop knows, and one that tells more
    Given the staging shop takes card payments, captured at once
    And a customer has paid for a touchstone in EUR
    When the sales person refunds 4.00 EUR of 19.99 EUR
    And in sandbox the provider settles what has moved
    And in sandbox somebody refunds 1.00 EUR at the provider's console
    And in sandbox the provider settles what has moved
    And the sales person loads the report of payout 2 as CSV
    Then the report has 0 lines that match, and
      | unknown movement | is not in the payment history                |
      | not settled      | was taken before this report and is in no    |
      | not settled      | was returned before this report and is in no |
    When the sales person loads the report of payout 1 as JSON
    Then the report has 2 lines that match, and nothing differs

  Scenario: The support agent loads no settlement reports
    Given the staging shop takes card payments, captured at once
    And a customer has paid for a touchstone in EUR
    When in sandbox the provider settles what has moved
    And the support agent loads the report of payout 1 as CSV
    Then that is refused, because the role does not allow it
