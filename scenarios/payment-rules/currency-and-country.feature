Feature: Payment rules say where a payment method is offered

  A rule names a currency and, if it likes, countries of the billing address. Without a rule nothing is offered.

  Scenario Outline: Card payments for <currency> from <where>, an order in <paying> from <customer>: <outcome>
    Given the staging shop has an active integration
    When the integrator offers card payments in <currency> to customers from <where>
    And a customer of the staging shop from <customer> checks out in <paying>
    Then <outcome>

    Examples:
      | currency | where              | customer          | paying | outcome                      |
      | EUR      | Germany and France | Germany           | EUR    | card payments are offered    |
      | EUR      | Germany and France | France            | EUR    | card payments are offered    |
      | EUR      | Germany and France | Japan             | EUR    | no payment method is offered |
      | EUR      | Germany and France | Germany           | USD    | no payment method is offered |
      | JPY      | anywhere           | the United States | JPY    | card payments are offered    |

  Scenario: A rule that stops further rules hides the later ones, even when it offers nothing itself
    Given the staging shop has an active integration
    And the staging shop has a switched-off integration called "Invoice"
    When the integrator offers "Invoice" in EUR to customers from anywhere, and stops further rules
    And the integrator offers card payments in EUR to customers from anywhere
    And a customer of the staging shop from Germany checks out in EUR
    Then no payment method is offered

  Scenario: A payment method that is not offered cannot be ordered with, whatever the browser sends
    Given the staging shop has an active integration
    When the integrator offers card payments in EUR to customers from France
    And a customer of the staging shop from Germany checks out in EUR
    And the customer orders with card payments all the same
    Then that is refused, because the payment method is not offered
    And nothing is sent to the provider

  Scenario: A sales person cannot change payment rules
    Given the staging shop has an active integration
    When the sales person offers card payments in EUR to customers from anywhere
    Then that is refused, because the role does not allow it
    When a customer of the staging shop from Germany checks out in EUR
    Then no payment method is offered

  Scenario: Of the two methods of one integration a rule offers the one that it names
    Given the staging shop has an active integration with PayPal, called "PayPal"
    When the integrator offers "PayPal (card)" in EUR to customers from anywhere
    And a customer of the staging shop from Germany checks out in EUR
    Then "PayPal (card)" is offered, and nothing else
    When the customer orders with "PayPal" all the same
    Then that is refused, because the payment method is not offered
    And nothing is sent to the provider
