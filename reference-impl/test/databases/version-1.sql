CREATE TABLE users (
  id text primary key,
  email text not null unique,
  document text not null
) strict;
CREATE TABLE sessions (
  token_hash text primary key,
  user_id text not null references users (id),
  expires_at integer not null
) strict;
CREATE TABLE sign_in_failures (
  email text primary key,
  count integer not null,
  forget_at integer not null
) strict;
CREATE TABLE integrations (
  number integer primary key,
  id text not null unique,
  type text not null,
  environment text not null,
  version integer not null,
  document text not null,
  sealed blob not null
) strict;
CREATE TABLE payment_rules (
  number integer primary key,
  id text not null unique,
  document text not null
) strict;
CREATE TABLE carts (
  id text primary key,
  created_at integer not null,
  document text not null
) strict;
CREATE TABLE checkouts (
  id text primary key,
  created_at integer not null,
  document text not null
) strict;
CREATE TABLE orders (
  number integer primary key autoincrement,
  id text not null unique,
  cart_id text not null unique,
  access_token text not null unique,
  document text not null
) strict;
CREATE TABLE payment_transactions (
  number integer primary key autoincrement,
  id text not null unique,
  order_id text not null references orders (id),
  access_identifier text not null unique,
  environment text not null,
  action text not null,
  source_id text,
  caused_by text not null,
  state text not null,
  waiting_for text,
  version integer not null,
  document text not null
) strict;
CREATE INDEX transactions_of_order on payment_transactions (order_id);
CREATE INDEX transactions_unresolved on payment_transactions (number) where state = 'waiting';
CREATE UNIQUE INDEX one_capture_of_a_hold on payment_transactions (source_id)
  where action = 'capture' and caused_by = 'shop' and state in ('waiting', 'open', 'finished');
insert into users (id, email, document) values ('user_JvX9fjirYZ0XqNzX6m59', 'administrator@shop.example', '{"email":"administrator@shop.example","name":"Administrator","role":"administrator","id":"user_JvX9fjirYZ0XqNzX6m59","passwordHash":"scrypt$16$8$1$7fUY4YJOHTWIEGdPZiEPWw$pva06dv4Rv9rst4JT9Y3LRWiNwJvGFEmzkib-vVFOOs","createdAt":1796119200000}');
insert into sessions (token_hash, user_id, expires_at) values ('c5f53d1f57e8c7b9697445f7aa415efb076c1e9c8bb21e0fbbb39c988bad6877', 'user_JvX9fjirYZ0XqNzX6m59', 1796162400000);
insert into integrations (number, id, type, environment, version, document, sealed) values (1, 'integration_cYJ2BSlbgC8itU9frZ2B', 'generic', 'sandbox', 2, '{"id":"integration_cYJ2BSlbgC8itU9frZ2B","type":"generic","createdAt":1796119200000,"check":{"kind":"agreed","at":1796119200000,"madeWith":"1afd226e84f12a25 http://127.0.0.1:34891","merchantId":"merchant_1","merchantName":"Demo merchant","scopes":["pay","capture","read"]},"label":"Card","enabled":true,"updatedAt":1796119200000}', x'014f6f33580c3dde911355c430a2a76e3237368db0f9864916bed2e38c1b3d857877933896bd8178006c31eaf2e59fd6238dbb669961845636f750720cde171129676bc08563fd5f997c614c96550923ff926842ed3da14a35f626dcaff7117a69a9fc626a91f13c90b439c55e5514561a74bfe64e52616b26fce8257a1906a829d5cf8c3094bc5ea1b083f6cfe3363a5a6833a561de515f6268dfe2d7eaae60223cfe');
insert into payment_rules (number, id, document) values (1, 'rule_61Q02O2bbXN3SHYsfjS3', '{"name":"EUR","sortOrder":1,"methods":["generic_integration_cYJ2BSlbgC8itU9frZ2B"],"enabled":true,"stopFurtherRules":false,"currency":"EUR","countries":[],"id":"rule_61Q02O2bbXN3SHYsfjS3","createdAt":1796119200000}');
insert into payment_rules (number, id, document) values (2, 'rule_cWIRLiL8feXN7rLwHAY8', '{"name":"JPY","sortOrder":1,"methods":["generic_integration_cYJ2BSlbgC8itU9frZ2B"],"enabled":true,"stopFurtherRules":false,"currency":"JPY","countries":[],"id":"rule_cWIRLiL8feXN7rLwHAY8","createdAt":1796119200000}');
insert into payment_rules (number, id, document) values (3, 'rule_JQjShayD49OdW9gW8Sas', '{"name":"KWD","sortOrder":1,"methods":["generic_integration_cYJ2BSlbgC8itU9frZ2B"],"enabled":true,"stopFurtherRules":false,"currency":"KWD","countries":[],"id":"rule_JQjShayD49OdW9gW8Sas","createdAt":1796119200000}');
insert into carts (id, created_at, document) values ('cart_8p2TNHVOQr2b5NoPW12P', 1796119200000, '{"id":"cart_8p2TNHVOQr2b5NoPW12P","currency":"EUR","lines":[{"productId":"touchstone","quantity":1}],"createdAt":1796119200000}');
insert into carts (id, created_at, document) values ('cart_OKnzBFIgOodXkSR0H95o', 1796119200000, '{"id":"cart_OKnzBFIgOodXkSR0H95o","currency":"KWD","lines":[{"productId":"touchstone","quantity":1}],"createdAt":1796119200000}');
insert into carts (id, created_at, document) values ('cart_j4Fpf6ddwOsg0AKYGeVa', 1796119200000, '{"id":"cart_j4Fpf6ddwOsg0AKYGeVa","currency":"JPY","lines":[{"productId":"touchstone","quantity":1}],"createdAt":1796119200000}');
insert into checkouts (id, created_at, document) values ('checkout_0atkk1N3Gfp7hZyJnwDL', 1796119200000, '{"cartId":"cart_8p2TNHVOQr2b5NoPW12P","email":"ada@example.com","billingAddress":{"name":"Ada","street":"Markt 5","city":"Frankfurt","postalCode":"60311","country":"DE"},"id":"checkout_0atkk1N3Gfp7hZyJnwDL","createdAt":1796119200000}');
insert into checkouts (id, created_at, document) values ('checkout_KJTd4QMt70fxDbmWxmQk', 1796119200000, '{"cartId":"cart_OKnzBFIgOodXkSR0H95o","email":"ada@example.com","billingAddress":{"name":"Ada","street":"Markt 5","city":"Frankfurt","postalCode":"60311","country":"DE"},"id":"checkout_KJTd4QMt70fxDbmWxmQk","createdAt":1796119200000}');
insert into checkouts (id, created_at, document) values ('checkout_MmlefCfrJfcj7ZTXsdCM', 1796119200000, '{"cartId":"cart_j4Fpf6ddwOsg0AKYGeVa","email":"ada@example.com","billingAddress":{"name":"Ada","street":"Markt 5","city":"Frankfurt","postalCode":"60311","country":"DE"},"id":"checkout_MmlefCfrJfcj7ZTXsdCM","createdAt":1796119200000}');
insert into orders (number, id, cart_id, access_token, document) values (1, 'order_TNmcCiSBy1h9ST7elO20', 'cart_8p2TNHVOQr2b5NoPW12P', 'Gc9mE6zHHw41h6fhwW2O4HSEsjodDtqmtULFxza7', '{"id":"order_TNmcCiSBy1h9ST7elO20","number":"C6UPR-K5T3C","accessToken":"Gc9mE6zHHw41h6fhwW2O4HSEsjodDtqmtULFxza7","cartId":"cart_8p2TNHVOQr2b5NoPW12P","email":"ada@example.com","billingAddress":{"name":"Ada","street":"Markt 5","city":"Frankfurt","postalCode":"60311","country":"DE"},"lines":[{"productId":"touchstone","name":"Touchstone","quantity":1,"unitPrice":{"minor":{"$minor":"1999"},"currency":"EUR"},"lineTotal":{"minor":{"$minor":"1999"},"currency":"EUR"}}],"total":{"minor":{"$minor":"1999"},"currency":"EUR"},"placedAt":1796119200000}');
insert into orders (number, id, cart_id, access_token, document) values (2, 'order_pmI96pXmN5tEMb3KqWHB', 'cart_OKnzBFIgOodXkSR0H95o', 'K7WZeXEMLnHPb9IEKD8hQnBK8sqW6yxcFUTCFd9j', '{"id":"order_pmI96pXmN5tEMb3KqWHB","number":"SLKGQ-RAW9F","accessToken":"K7WZeXEMLnHPb9IEKD8hQnBK8sqW6yxcFUTCFd9j","cartId":"cart_OKnzBFIgOodXkSR0H95o","email":"ada@example.com","billingAddress":{"name":"Ada","street":"Markt 5","city":"Frankfurt","postalCode":"60311","country":"DE"},"lines":[{"productId":"touchstone","name":"Touchstone","quantity":1,"unitPrice":{"minor":{"$minor":"6605"},"currency":"KWD"},"lineTotal":{"minor":{"$minor":"6605"},"currency":"KWD"}}],"total":{"minor":{"$minor":"6605"},"currency":"KWD"},"placedAt":1796119200000}');
insert into orders (number, id, cart_id, access_token, document) values (3, 'order_STgGPurooMwGm3zkeuoq', 'cart_j4Fpf6ddwOsg0AKYGeVa', 'w8knh9vqpS9ifGaLz1s7Yc3Dtar2RYphY9jhrCxC', '{"id":"order_STgGPurooMwGm3zkeuoq","number":"EYHR2-9YH33","accessToken":"w8knh9vqpS9ifGaLz1s7Yc3Dtar2RYphY9jhrCxC","cartId":"cart_j4Fpf6ddwOsg0AKYGeVa","email":"ada@example.com","billingAddress":{"name":"Ada","street":"Markt 5","city":"Frankfurt","postalCode":"60311","country":"DE"},"lines":[{"productId":"touchstone","name":"Touchstone","quantity":1,"unitPrice":{"minor":{"$minor":"3200"},"currency":"JPY"},"lineTotal":{"minor":{"$minor":"3200"},"currency":"JPY"}}],"total":{"minor":{"$minor":"3200"},"currency":"JPY"},"placedAt":1796119200000}');
insert into payment_transactions (number, id, order_id, access_identifier, environment, action, source_id, caused_by, state, waiting_for, version, document) values (1, 'transaction_Cj3cMQLlLTh5z5wJ0Eli', 'order_TNmcCiSBy1h9ST7elO20', 'onbviA7N8uGKzHpW5uY4gvr4NSDTzhpcokS5MwSN', 'sandbox', 'authorize', null, 'shop', 'finished', null, 4, '{"id":"transaction_Cj3cMQLlLTh5z5wJ0Eli","orderId":"order_TNmcCiSBy1h9ST7elO20","accessIdentifier":"onbviA7N8uGKzHpW5uY4gvr4NSDTzhpcokS5MwSN","environment":"sandbox","mode":"test","method":{"id":"generic_integration_cYJ2BSlbgC8itU9frZ2B","label":"Card","integrationId":"integration_cYJ2BSlbgC8itU9frZ2B"},"action":"authorize","amount":{"minor":{"$minor":"1999"},"currency":"EUR"},"origin":{"by":"shop","commandId":"command_h31yF5w0Q0z78J2BRbIC","idempotencyKey":"LYbJLqsnRk8wjRzNvliYxZNGJDABv9wP7Z7kA4wO"},"progress":{"state":"finished"},"createdAt":1796119200000,"updatedAt":1796119200000,"version":4,"reference":"pay_1"}');
insert into payment_transactions (number, id, order_id, access_identifier, environment, action, source_id, caused_by, state, waiting_for, version, document) values (2, 'transaction_dgpB4sT5slrZEI4eGKQx', 'order_TNmcCiSBy1h9ST7elO20', '3Tj2KOt5U9AhacyJgNxDtEONfiHndzxULXUZig1t', 'sandbox', 'capture', 'transaction_Cj3cMQLlLTh5z5wJ0Eli', 'shop', 'finished', null, 2, '{"id":"transaction_dgpB4sT5slrZEI4eGKQx","orderId":"order_TNmcCiSBy1h9ST7elO20","accessIdentifier":"3Tj2KOt5U9AhacyJgNxDtEONfiHndzxULXUZig1t","environment":"sandbox","mode":"test","method":{"id":"generic_integration_cYJ2BSlbgC8itU9frZ2B","label":"Card","integrationId":"integration_cYJ2BSlbgC8itU9frZ2B"},"amount":{"minor":{"$minor":"1999"},"currency":"EUR"},"action":"capture","sourceId":"transaction_Cj3cMQLlLTh5z5wJ0Eli","origin":{"by":"shop","commandId":"command_AQrGt87D781hjMBUGu3t","idempotencyKey":"p3gLbNJRAIJf3aebPnACMm6n2PN32RbYnSQMzQOx"},"progress":{"state":"finished"},"createdAt":1796119200000,"updatedAt":1796119200000,"version":2,"reference":"cap_pay_1_1"}');
insert into payment_transactions (number, id, order_id, access_identifier, environment, action, source_id, caused_by, state, waiting_for, version, document) values (3, 'transaction_x6OjVbrx1FwimO7oyR80', 'order_pmI96pXmN5tEMb3KqWHB', 'OCDQN9YHaGJuRejlT1EYXZFDhu8g4IQ6yaIE0RTJ', 'sandbox', 'authorize', null, 'shop', 'open', null, 3, '{"id":"transaction_x6OjVbrx1FwimO7oyR80","orderId":"order_pmI96pXmN5tEMb3KqWHB","accessIdentifier":"OCDQN9YHaGJuRejlT1EYXZFDhu8g4IQ6yaIE0RTJ","environment":"sandbox","mode":"test","method":{"id":"generic_integration_cYJ2BSlbgC8itU9frZ2B","label":"Card","integrationId":"integration_cYJ2BSlbgC8itU9frZ2B"},"action":"authorize","amount":{"minor":{"$minor":"6605"},"currency":"KWD"},"origin":{"by":"shop","commandId":"command_Q9LgMpVUHTVXUfwOh21H","idempotencyKey":"kVt7tqKRh3ZZyzfXBt59n2vjW3YoXAzqmM34Ei8Q"},"progress":{"state":"open"},"createdAt":1796119200000,"updatedAt":1796119200000,"version":3,"reference":"pay_2"}');
insert into payment_transactions (number, id, order_id, access_identifier, environment, action, source_id, caused_by, state, waiting_for, version, document) values (4, 'transaction_pit7BVYOolF3CEE6pKsk', 'order_STgGPurooMwGm3zkeuoq', 'QXP2usROUWGepYtr2SBWJKzRY78MWBfEcmKZEHwj', 'sandbox', 'authorize', null, 'shop', 'waiting', 'reconciliation', 3, '{"id":"transaction_pit7BVYOolF3CEE6pKsk","orderId":"order_STgGPurooMwGm3zkeuoq","accessIdentifier":"QXP2usROUWGepYtr2SBWJKzRY78MWBfEcmKZEHwj","environment":"sandbox","mode":"test","method":{"id":"generic_integration_cYJ2BSlbgC8itU9frZ2B","label":"Card","integrationId":"integration_cYJ2BSlbgC8itU9frZ2B"},"action":"authorize","amount":{"minor":{"$minor":"3200"},"currency":"JPY"},"origin":{"by":"shop","commandId":"command_xRmCfyGejgNoOIruLt0g","idempotencyKey":"pESczLrUFNOshxIxiFh6eX0Ca0Y7TbIuy6ngIgIq"},"progress":{"state":"waiting","waiting":{"for":"reconciliation","why":"connection_lost"}},"createdAt":1796119200000,"updatedAt":1796119200000,"version":3}');
pragma user_version = 1;
