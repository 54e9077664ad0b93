Feature: A card is checked with an amount of nothing before anything is paid with it

  Nothing is held by that, and nobody is told that something is. What follows is for the seller to say: a sales person takes
  the money later, or the shop holds or takes it at once, with the same card.

  Scenario Outline: Checked at checkout through <provider>, taken by a sales person later
    Given the staging shop only checks cards at checkout, through <provider>
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card
    Then the order is pending
    When the sales person captures the payment
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR
    When the sales person looks at the payment history
    Then the payment history shows
      | type     | amount    | successful | environment |
      | charge   | 19.99 EUR | yes        | sandbox     |
      | validate | 0.00 EUR  | yes        | sandbox     |

    Examples:
      | provider             |
      | the generic provider |
      | Payflow              |
      | Stripe               |

  Scenario Outline: Checked through <provider>, and then held at once
    Given the staging shop takes card payments through <provider> once the card is checked, captured later
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card
    Then the order is authorized
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR
    When the sales person captures the payment
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

    Examples:
      | provider             |
      | the generic provider |
      | Payflow              |
      | Stripe               |

  Scenario: The customer never comes back from a card check at Stripe, and a notification tells
    Given the staging shop takes card payments through Stripe once the card is checked, captured at once
    And the provider's notifications in sandbox go to the staging shop
    And the staging shop knows the signing secret of sandbox
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card, and never comes back
    Then the order becomes paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: An order whose card was only checked is called off, and nobody is asked for anything
    Given the staging shop only checks cards at checkout, through the generic provider
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card
    Then the order is pending
    When the sales person calls off what was to be paid
    Then the order is canceled
    And nothing is sent to the provider
    And in sandbox the provider has authorized 0.00 EUR and captured 0.00 EUR
    When the sales person looks at the payment history
    Then the payment history shows
      | type     | amount    | successful | environment |
      | cancel   | 19.99 EUR | yes        | sandbox     |
      | validate | 0.00 EUR  | yes        | sandbox     |

  Scenario: A card that is not good pays nothing, and the next one does
    Given the staging shop takes card payments through the generic provider once the card is checked, captured at once
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a declined card
    Then the order is declined
    When the customer tries to pay again
    And the customer pays with a good card
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: A provider that checks no cards is not set up as if it did
    Given the seller has a PayPal client for sandbox
    When the integrator wants cards checked in the staging shop, through PayPal with the sandbox secret
    Then that is refused, because the provider checks no cards
    And no integration is saved in the staging shop
