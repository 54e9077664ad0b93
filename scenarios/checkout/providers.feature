Feature: The same shop takes payments through one provider or another

  What people do and what they are told is the same; what is said to the provider is in its own words.

  Scenario Outline: Captured in parts, and the rest given back, through <provider>
    Given the staging shop takes card payments through <provider>, captured later
    And a customer has paid for a touchstone in EUR
    When the sales person captures 5.00 EUR of 19.99 EUR
    And the sales person captures 4.00 EUR of 14.99 EUR
    And the sales person gives back what is still held
    And the sales person looks at the payment history
    Then in sandbox the provider has authorized 19.99 EUR and captured 9.00 EUR
    And the payment history shows
      | type      | amount    | successful | environment |
      | cancel    | 10.99 EUR | yes        | sandbox     |
      | capture   | 4.00 EUR  | yes        | sandbox     |
      | capture   | 5.00 EUR  | yes        | sandbox     |
      | authorize | 19.99 EUR | yes        | sandbox     |

    Examples:
      | provider             |
      | the generic provider |
      | Stripe               |
      | PayPal               |
      | Payflow              |

  Scenario Outline: Taken at once and returned in part, in <currency>, through Stripe
    Given the staging shop takes card payments through Stripe, captured at once
    When a customer of the staging shop orders a touchstone in <currency>
    And the customer pays with a card that asks for confirmation, and confirms
    Then the order is paid in full
    And in sandbox the provider has authorized <price> and captured <price>
    When the sales person refunds <part> of <price>
    And the sales person looks at the payment history
    Then the payment history shows
      | type   | amount  | successful | environment |
      | refund | <part>  | yes        | sandbox     |
      | charge | <price> | yes        | sandbox     |

    Examples:
      | currency | price     | part     |
      | EUR      | 19.99 EUR | 4.99 EUR |
      | JPY      | 3200 JPY  | 1200 JPY |

  @browser
  Scenario: Held on Stripe's page, captured by a sales person later
    Given the staging shop takes card payments through Stripe, captured later
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card
    Then the order is authorized
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR
    When the sales person captures the payment
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  @browser
  Scenario: A declined card leaves Stripe's page open, on which the next one pays
    Given the staging shop takes card payments through Stripe, captured at once
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card on the same page, after a declined card
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: Stripe's answers to a payment and to a capture are lost, and each is made once
    Given a freshly installed staging shop that reaches the provider through a proxy
    And the staging shop takes card payments through Stripe, captured later
    When the proxy loses the provider's next answer to a payment
    And a customer orders a touchstone in EUR
    And the customer asks the shop to look again
    And the customer pays with a good card
    Then the order is authorized
    When the proxy loses the provider's next answer to a capture
    And the sales person captures the payment
    And the sales person asks the provider about the order
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: The customer never comes back from Stripe, and a notification tells
    Given the staging shop takes card payments through Stripe, captured later
    And the provider's notifications in sandbox go to the staging shop
    And the staging shop knows the signing secret of sandbox
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card, and never comes back
    Then the order becomes authorized

  @environments
  Scenario: What somebody else has signed is not believed
    Given the staging shop takes card payments through Stripe, captured later
    And the provider's notifications in sandbox go to the staging shop
    And the staging shop knows the signing secret of sandbox
    And the provider's notifications in sandbox go to the staging shop
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card, and never comes back
    Then the staging shop refuses the notification, because it is signed with another secret

  @environments
  Scenario Outline: A Stripe key for <money> money is refused in the <shop> shop before anything is sent
    Given the seller has a Stripe key for <environment>
    When the integrator sets up card payments through Stripe in the <shop> shop with the <environment> secret
    Then that is refused, because the secret is for <money> money
    And nothing is sent to the provider
    And no integration is saved in the <shop> shop

    Examples:
      | environment | shop    | money |
      | production  | staging | real  |
      | sandbox     | live    | play  |

  @browser
  Scenario: Taken at once out of a PayPal wallet
    Given the staging shop takes card payments through PayPal, captured at once
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a wallet
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: Taken out of a PayPal wallet, and returned in part
    Given the staging shop takes card payments through PayPal, captured at once
    When a customer of the staging shop orders a touchstone in JPY
    And the customer pays with a wallet
    Then the order is paid in full
    When the sales person refunds 1200 JPY of 3200 JPY
    And the sales person looks at the payment history
    Then the payment history shows
      | type   | amount   | successful | environment |
      | refund | 1200 JPY | yes        | sandbox     |
      | charge | 3200 JPY | yes        | sandbox     |

  Scenario: The customer cancels at PayPal, and pays after all
    Given the staging shop takes card payments through PayPal, captured at once
    When a customer of the staging shop orders a touchstone in EUR
    And the customer cancels on the payment page
    And the customer pays with a wallet
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: A wallet that declines is a declined payment, and the next attempt pays
    Given the staging shop takes card payments through PayPal, captured at once
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a wallet that declines
    Then the order is declined
    When the customer tries to pay again
    And the customer pays with a wallet
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  @browser
  Scenario: A guest's card is held on PayPal's page, and captured by a sales person later
    Given the staging shop takes cards of guests through PayPal, captured later
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card
    Then the order is authorized
    When the sales person captures the payment
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: A guest's bank asks on PayPal's page, and the money is taken at once
    Given the staging shop takes cards of guests through PayPal, captured at once
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a card that asks for confirmation, and fails to confirm
    Then the order is pending
    When the customer pays with a card that asks for confirmation, and confirms
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  @browser
  Scenario: A guest's card is declined, and the next one pays
    Given the staging shop takes cards of guests through PayPal, captured at once
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a declined card
    Then the order is declined
    When the customer tries to pay again
    And the customer pays with a good card
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: PayPal's answers to a payment and to a capture are lost, and each is made once
    Given a freshly installed staging shop that reaches the provider through a proxy
    And the staging shop takes card payments through PayPal, captured later
    When the proxy loses the provider's next answer to a payment
    And a customer orders a touchstone in EUR
    And the customer asks the shop to look again
    And the customer pays with a wallet
    Then the order is authorized
    When the proxy loses the provider's next answer to a capture
    And the sales person captures the payment
    And the sales person asks the provider about the order
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: The customer never comes back from PayPal, and a notification tells
    Given the staging shop takes card payments through PayPal, captured later
    And the provider's notifications in sandbox go to the staging shop
    And the staging shop knows the signing secret of sandbox
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a wallet, and never comes back
    Then the order becomes authorized

  @environments
  Scenario: What PayPal has signed for another webhook is not believed
    Given the staging shop takes card payments through PayPal, captured later
    And the provider's notifications in sandbox go to the staging shop
    And the staging shop knows the signing secret of sandbox
    And the provider's notifications in sandbox go to the staging shop
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a wallet, and never comes back
    Then the staging shop refuses the notification, because it is signed with another secret

  @environments
  Scenario: A PayPal client of production is of no use in the staging shop
    Given the seller has a PayPal client for production
    When the integrator sets up card payments through PayPal in the staging shop with the production secret
    And the integrator checks the connection
    Then the integration is not active, because the provider refused the secret
    And the provider's journal shows a crossing from production to sandbox

  @browser
  Scenario: A card on Payflow's page is held, and captured by a sales person later
    Given the staging shop takes card payments through Payflow, captured later
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card
    Then the order is authorized
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR
    When the sales person captures the payment
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: A card on Payflow's page is taken at once, in yen, and returned in part
    Given the staging shop takes card payments through Payflow, captured at once
    When a customer of the staging shop orders a touchstone in JPY
    And the customer pays with a good card
    Then the order is paid in full
    When the sales person refunds 1200 JPY of 3200 JPY
    And the sales person looks at the payment history
    Then the payment history shows
      | type   | amount   | successful | environment |
      | refund | 1200 JPY | yes        | sandbox     |
      | charge | 3200 JPY | yes        | sandbox     |

  @browser
  Scenario: A declined card leaves Payflow's page open, on which the next one pays
    Given the staging shop takes card payments through Payflow, captured at once
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a declined card
    Then the order is pending
    When the customer pays with a good card
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: The customer never comes back from Payflow, and its silent post tells
    Given the staging shop takes card payments through Payflow, captured later
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a good card, and never comes back
    Then the order becomes authorized

  Scenario: Held out of a PayPal account through Payflow, captured in part by a sales person, and the rest given back
    Given the staging shop takes PayPal accounts through Payflow, captured later
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a wallet
    Then the order is authorized
    And in sandbox the provider has authorized 19.99 EUR and captured 0.00 EUR
    When the sales person captures 5.00 EUR of 19.99 EUR
    And the sales person gives back what is still held
    Then in sandbox the provider has authorized 19.99 EUR and captured 5.00 EUR

  Scenario: The customer cancels at PayPal, sent there through Payflow, and pays after all
    Given the staging shop takes PayPal accounts through Payflow, captured at once
    When a customer of the staging shop orders a touchstone in EUR
    And the customer cancels on the payment page
    Then the order is pending
    When the customer pays with a wallet
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  Scenario: A PayPal account that declines through Payflow is a declined payment, and the next attempt pays
    Given the staging shop takes PayPal accounts through Payflow, captured at once
    When a customer of the staging shop orders a touchstone in EUR
    And the customer pays with a wallet that declines
    Then the order is declined
    When the customer tries to pay again
    And the customer pays with a wallet
    Then the order is paid in full
    And in sandbox the provider has authorized 19.99 EUR and captured 19.99 EUR

  @environments
  Scenario: A Payflow login of production is of no use in the staging shop
    Given the seller has a Payflow login for production
    When the integrator sets up card payments through Payflow in the staging shop with the production secret
    And the integrator checks the connection
    Then the integration is not active, because the provider refused the secret
    And the provider's journal shows a crossing from production to sandbox
