@environments
Feature: A shop does not start in an environment nobody named

  @guard-shop-no-default-environment
  Scenario: A shop that is not told its environment does not start
    When a live shop is started without saying its environment
    Then it does not start, because its environment is missing
    And nothing is sent to the provider

  @guard-shop-mode-of-environment
  Scenario Outline: A shop for <environment> does not start when it is told that <told>
    When a shop for <environment> is started and told that <told>
    Then it does not start, because <environment> <is>
    And nothing is sent to the provider

    Examples:
      | environment | told              | is                 |
      | production  | money is not real | moves real money   |
      | sandbox     | money is real     | moves no real money |

  @guard-shop-known-environment
  Scenario: A misspelt environment is no environment
    When a shop for Production is started and told that money is real
    Then it does not start, because there is no such environment
    And nothing is sent to the provider
