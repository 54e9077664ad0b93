Feature: Payment rules look at the order, and the shop says why a method is offered or not

  Scenario Outline: Card payments for orders of more than <least>, an order of 19.99 EUR: <outcome>
    Given the staging shop has an active integration
    When the integrator offers card payments for orders of more than <least>
    And a customer of the staging shop checks out in EUR
    Then <outcome>
    And the integrator reads about the rule: "<why>"

    Examples:
      | least     | outcome                      | why                          |
      | 19.98 EUR | card payments are offered    | Counts.                      |
      | 19.99 EUR | no payment method is offered | its expression does not hold |
      | 5.000 KWD | no payment method is offered | it is for orders in KWD      |
