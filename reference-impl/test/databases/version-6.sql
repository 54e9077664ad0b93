-- A database as the program of version 6 has left it.
pragma foreign_keys = off;
CREATE TABLE audit_entries (
  number integer primary key autoincrement,
  at integer not null,
  actor_id text,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  document text not null
) strict;
CREATE TABLE carts (
  id text primary key,
  created_at integer not null,
  document text not null
) strict;
INSERT INTO "carts" VALUES('cart_8p2TNHVOQr2b5NoPW12P',1796119200000,'{"id":"cart_8p2TNHVOQr2b5NoPW12P","currency":"EUR","lines":[{"productId":"touchstone","quantity":1}],"createdAt":1796119200000}');
INSERT INTO "carts" VALUES('cart_OKnzBFIgOodXkSR0H95o',1796119200000,'{"id":"cart_OKnzBFIgOodXkSR0H95o","currency":"KWD","lines":[{"productId":"touchstone","quantity":1}],"createdAt":1796119200000}');
INSERT INTO "carts" VALUES('cart_j4Fpf6ddwOsg0AKYGeVa',1796119200000,'{"id":"cart_j4Fpf6ddwOsg0AKYGeVa","currency":"JPY","lines":[{"productId":"touchstone","quantity":1}],"createdAt":1796119200000}');
CREATE TABLE checkouts (
  id text primary key,
  created_at integer not null,
  document text not null
) strict;
INSERT INTO "checkouts" VALUES('checkout_0atkk1N3Gfp7hZyJnwDL',1796119200000,'{"cartId":"cart_8p2TNHVOQr2b5NoPW12P","email":"ada@example.com","billingAddress":{"name":"Ada","street":"Markt 5","city":"Frankfurt","postalCode":"60311","country":"DE"},"id":"checkout_0atkk1N3Gfp7hZyJnwDL","createdAt":1796119200000,"shippingMethod":"collect"}');
INSERT INTO "checkouts" VALUES('checkout_KJTd4QMt70fxDbmWxmQk',1796119200000,'{"cartId":"cart_OKnzBFIgOodXkSR0H95o","email":"ada@example.com","billingAddress":{"name":"Ada","street":"Markt 5","city":"Frankfurt","postalCode":"60311","country":"DE"},"id":"checkout_KJTd4QMt70fxDbmWxmQk","createdAt":1796119200000,"shippingMethod":"collect"}');
INSERT INTO "checkouts" VALUES('checkout_MmlefCfrJfcj7ZTXsdCM',1796119200000,'{"cartId":"cart_j4Fpf6ddwOsg0AKYGeVa","email":"ada@example.com","billingAddress":{"name":"Ada","street":"Markt 5","city":"Frankfurt","postalCode":"60311","country":"DE"},"id":"checkout_MmlefCfrJfcj7ZTXsdCM","createdAt":1796119200000,"shippingMethod":"collect"}');
CREATE TABLE customer_sessions (
  token_hash text primary key,
  customer_id text not null references customers (id),
  expires_at integer not null
) strict;
INSERT INTO "customer_sessions" VALUES('abababababababababababababababababababababababababababababababab','customer_7Y2mTqPzR3kLw8VbN5cX',1798711200000);
CREATE TABLE customers (
  number integer primary key autoincrement,
  id text not null unique,
  email text not null unique,
  version integer not null,
  document text not null
) strict;
INSERT INTO "customers" VALUES(1,'customer_7Y2mTqPzR3kLw8VbN5cX','ada@example.com',1,'{"id":"customer_7Y2mTqPzR3kLw8VbN5cX","email":"ada@example.com","name":"Ada","passwordHash":"scrypt$16$8$1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","createdAt":1796119200000,"version":1}');
CREATE TABLE deployments (
  only_one integer primary key check (only_one = 1),
  document text not null
) strict;
CREATE TABLE integrations (
  number integer primary key,
  id text not null unique,
  type text not null,
  environment text not null,
  version integer not null,
  document text not null,
  sealed blob not null
, access_id text) strict;
INSERT INTO "integrations" VALUES(1,'integration_cYJ2BSlbgC8itU9frZ2B','generic','sandbox',2,'{"id":"integration_cYJ2BSlbgC8itU9frZ2B","type":"generic","createdAt":1796119200000,"check":{"kind":"agreed","at":1796119200000,"madeWith":"1afd226e84f12a25 http://127.0.0.1:34891","merchantId":"merchant_1","merchantName":"Demo merchant","scopes":["pay","capture","read"]},"label":"Card","enabled":true,"updatedAt":1796119200000}',X'014F6F33580C3DDE911355C430A2A76E3237368DB0F9864916BED2E38C1B3D857877933896BD8178006C31EAF2E59FD6238DBB669961845636F750720CDE171129676BC08563FD5F997C614C96550923FF926842ED3DA14A35F626DCAFF7117A69A9FC626A91F13C90B439C55E5514561A74BFE64E52616B26FCE8257A1906A829D5CF8C3094BC5EA1B083F6CFE3363A5A6833A561DE515F6268DFE2D7EAAE60223CFE','a1b2c3d4e5f60718293a4b5c6d7e8f9012345678');
CREATE TABLE notifications (
  number integer primary key autoincrement,
  id text not null unique,
  integration_id text not null,
  webhook_id text not null,
  order_id text,
  state text not null,
  next_attempt_at integer,
  version integer not null,
  document text not null,
  unique (integration_id, webhook_id)
) strict;
CREATE TABLE offline_methods (
  number integer primary key autoincrement,
  id text not null unique,
  version integer not null,
  document text not null
) strict;
CREATE TABLE orders (
  number integer primary key autoincrement,
  id text not null unique,
  cart_id text not null unique,
  access_token text not null unique,
  document text not null
, order_number text, email text, placed_at integer, currency text, customer_id text) strict;
INSERT INTO "orders" VALUES(1,'order_TNmcCiSBy1h9ST7elO20','cart_8p2TNHVOQr2b5NoPW12P','Gc9mE6zHHw41h6fhwW2O4HSEsjodDtqmtULFxza7','{"id":"order_TNmcCiSBy1h9ST7elO20","number":"C6UPR-K5T3C","accessToken":"Gc9mE6zHHw41h6fhwW2O4HSEsjodDtqmtULFxza7","cartId":"cart_8p2TNHVOQr2b5NoPW12P","email":"ada@example.com","billingAddress":{"name":"Ada","street":"Markt 5","city":"Frankfurt","postalCode":"60311","country":"DE"},"lines":[{"productId":"touchstone","name":"Touchstone","quantity":1,"unitPrice":{"minor":{"$minor":"1999"},"currency":"EUR"},"lineTotal":{"minor":{"$minor":"1999"},"currency":"EUR"}}],"total":{"minor":{"$minor":"1999"},"currency":"EUR"},"placedAt":1796119200000,"shippingMethod":"collect","totals":{"subtotal":{"minor":{"$minor":"1999"},"currency":"EUR"},"discount":{"minor":{"$minor":"0"},"currency":"EUR"},"discountShares":[{"minor":{"$minor":"0"},"currency":"EUR"}],"shipping":{"minor":{"$minor":"0"},"currency":"EUR"},"taxes":[],"total":{"minor":{"$minor":"1999"},"currency":"EUR"}}}','C6UPR-K5T3C','ada@example.com',1796119200000,'EUR',NULL);
INSERT INTO "orders" VALUES(2,'order_pmI96pXmN5tEMb3KqWHB','cart_OKnzBFIgOodXkSR0H95o','K7WZeXEMLnHPb9IEKD8hQnBK8sqW6yxcFUTCFd9j','{"id":"order_pmI96pXmN5tEMb3KqWHB","number":"SLKGQ-RAW9F","accessToken":"K7WZeXEMLnHPb9IEKD8hQnBK8sqW6yxcFUTCFd9j","cartId":"cart_OKnzBFIgOodXkSR0H95o","email":"ada@example.com","billingAddress":{"name":"Ada","street":"Markt 5","city":"Frankfurt","postalCode":"60311","country":"DE"},"lines":[{"productId":"touchstone","name":"Touchstone","quantity":1,"unitPrice":{"minor":{"$minor":"6605"},"currency":"KWD"},"lineTotal":{"minor":{"$minor":"6605"},"currency":"KWD"}}],"total":{"minor":{"$minor":"6605"},"currency":"KWD"},"placedAt":1796119200000,"shippingMethod":"collect","totals":{"subtotal":{"minor":{"$minor":"6605"},"currency":"KWD"},"discount":{"minor":{"$minor":"0"},"currency":"KWD"},"discountShares":[{"minor":{"$minor":"0"},"currency":"KWD"}],"shipping":{"minor":{"$minor":"0"},"currency":"KWD"},"taxes":[],"total":{"minor":{"$minor":"6605"},"currency":"KWD"}}}','SLKGQ-RAW9F','ada@example.com',1796119200000,'KWD',NULL);
INSERT INTO "orders" VALUES(3,'order_STgGPurooMwGm3zkeuoq','cart_j4Fpf6ddwOsg0AKYGeVa','w8knh9vqpS9ifGaLz1s7Yc3Dtar2RYphY9jhrCxC','{"id":"order_STgGPurooMwGm3zkeuoq","number":"EYHR2-9YH33","accessToken":"w8knh9vqpS9ifGaLz1s7Yc3Dtar2RYphY9jhrCxC","cartId":"cart_j4Fpf6ddwOsg0AKYGeVa","email":"ada@example.com","billingAddress":{"name":"Ada","street":"Markt 5","city":"Frankfurt","postalCode":"60311","country":"DE"},"lines":[{"productId":"touchstone","name":"Touchstone","quantity":1,"unitPrice":{"minor":{"$minor":"3200"},"currency":"JPY"},"lineTotal":{"minor":{"$minor":"3200"},"currency":"JPY"}}],"total":{"minor":{"$minor":"3200"},"currency":"JPY"},"placedAt":1796119200000,"shippingMethod":"collect","totals":{"subtotal":{"minor":{"$minor":"3200"},"currency":"JPY"},"discount":{"minor":{"$minor":"0"},"currency":"JPY"},"discountShares":[{"minor":{"$minor":"0"},"currency":"JPY"}],"shipping":{"minor":{"$minor":"0"},"currency":"JPY"},"taxes":[],"total":{"minor":{"$minor":"3200"},"currency":"JPY"}}}','EYHR2-9YH33','ada@example.com',1796119200000,'JPY',NULL);
CREATE TABLE payment_rules (
  number integer primary key,
  id text not null unique,
  document text not null
) strict;
INSERT INTO "payment_rules" VALUES(1,'rule_61Q02O2bbXN3SHYsfjS3','{"name":"EUR","sortOrder":1,"methods":["generic_integration_cYJ2BSlbgC8itU9frZ2B"],"enabled":true,"stopFurtherRules":false,"currency":"EUR","id":"rule_61Q02O2bbXN3SHYsfjS3","createdAt":1796119200000,"destinations":[],"expression":"","websites":[],"methodOptions":{}}');
INSERT INTO "payment_rules" VALUES(2,'rule_cWIRLiL8feXN7rLwHAY8','{"name":"JPY","sortOrder":1,"methods":["generic_integration_cYJ2BSlbgC8itU9frZ2B"],"enabled":true,"stopFurtherRules":false,"currency":"JPY","id":"rule_cWIRLiL8feXN7rLwHAY8","createdAt":1796119200000,"destinations":[],"expression":"","websites":[],"methodOptions":{}}');
INSERT INTO "payment_rules" VALUES(3,'rule_JQjShayD49OdW9gW8Sas','{"name":"KWD","sortOrder":1,"methods":["generic_integration_cYJ2BSlbgC8itU9frZ2B"],"enabled":true,"stopFurtherRules":false,"currency":"KWD","id":"rule_JQjShayD49OdW9gW8Sas","createdAt":1796119200000,"destinations":[],"expression":"","websites":[],"methodOptions":{}}');
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
, reference text, wish text) strict;
INSERT INTO "payment_transactions" VALUES(1,'transaction_Cj3cMQLlLTh5z5wJ0Eli','order_TNmcCiSBy1h9ST7elO20','onbviA7N8uGKzHpW5uY4gvr4NSDTzhpcokS5MwSN','sandbox','authorize',NULL,'shop','finished',NULL,4,'{"id":"transaction_Cj3cMQLlLTh5z5wJ0Eli","orderId":"order_TNmcCiSBy1h9ST7elO20","accessIdentifier":"onbviA7N8uGKzHpW5uY4gvr4NSDTzhpcokS5MwSN","environment":"sandbox","mode":"test","method":{"id":"generic_integration_cYJ2BSlbgC8itU9frZ2B","label":"Card","integrationId":"integration_cYJ2BSlbgC8itU9frZ2B"},"action":"authorize","amount":{"minor":{"$minor":"1999"},"currency":"EUR"},"origin":{"by":"shop","commandId":"command_h31yF5w0Q0z78J2BRbIC","idempotencyKey":"LYbJLqsnRk8wjRzNvliYxZNGJDABv9wP7Z7kA4wO"},"progress":{"state":"finished"},"createdAt":1796119200000,"updatedAt":1796119200000,"version":4,"reference":"pay_1"}','pay_1',NULL);
INSERT INTO "payment_transactions" VALUES(2,'transaction_dgpB4sT5slrZEI4eGKQx','order_TNmcCiSBy1h9ST7elO20','3Tj2KOt5U9AhacyJgNxDtEONfiHndzxULXUZig1t','sandbox','capture','transaction_Cj3cMQLlLTh5z5wJ0Eli','shop','finished',NULL,2,'{"id":"transaction_dgpB4sT5slrZEI4eGKQx","orderId":"order_TNmcCiSBy1h9ST7elO20","accessIdentifier":"3Tj2KOt5U9AhacyJgNxDtEONfiHndzxULXUZig1t","environment":"sandbox","mode":"test","method":{"id":"generic_integration_cYJ2BSlbgC8itU9frZ2B","label":"Card","integrationId":"integration_cYJ2BSlbgC8itU9frZ2B"},"amount":{"minor":{"$minor":"1999"},"currency":"EUR"},"action":"capture","sourceId":"transaction_Cj3cMQLlLTh5z5wJ0Eli","origin":{"by":"shop","commandId":"command_AQrGt87D781hjMBUGu3t","idempotencyKey":"p3gLbNJRAIJf3aebPnACMm6n2PN32RbYnSQMzQOx"},"progress":{"state":"finished"},"createdAt":1796119200000,"updatedAt":1796119200000,"version":2,"reference":"cap_pay_1_1","rest":"release"}','cap_pay_1_1',NULL);
INSERT INTO "payment_transactions" VALUES(3,'transaction_x6OjVbrx1FwimO7oyR80','order_pmI96pXmN5tEMb3KqWHB','OCDQN9YHaGJuRejlT1EYXZFDhu8g4IQ6yaIE0RTJ','sandbox','authorize',NULL,'shop','open',NULL,3,'{"id":"transaction_x6OjVbrx1FwimO7oyR80","orderId":"order_pmI96pXmN5tEMb3KqWHB","accessIdentifier":"OCDQN9YHaGJuRejlT1EYXZFDhu8g4IQ6yaIE0RTJ","environment":"sandbox","mode":"test","method":{"id":"generic_integration_cYJ2BSlbgC8itU9frZ2B","label":"Card","integrationId":"integration_cYJ2BSlbgC8itU9frZ2B"},"action":"authorize","amount":{"minor":{"$minor":"6605"},"currency":"KWD"},"origin":{"by":"shop","commandId":"command_Q9LgMpVUHTVXUfwOh21H","idempotencyKey":"kVt7tqKRh3ZZyzfXBt59n2vjW3YoXAzqmM34Ei8Q"},"progress":{"state":"open"},"createdAt":1796119200000,"updatedAt":1796119200000,"version":3,"reference":"pay_2"}','pay_2',NULL);
INSERT INTO "payment_transactions" VALUES(4,'transaction_pit7BVYOolF3CEE6pKsk','order_STgGPurooMwGm3zkeuoq','QXP2usROUWGepYtr2SBWJKzRY78MWBfEcmKZEHwj','sandbox','authorize',NULL,'shop','waiting','reconciliation',3,'{"id":"transaction_pit7BVYOolF3CEE6pKsk","orderId":"order_STgGPurooMwGm3zkeuoq","accessIdentifier":"QXP2usROUWGepYtr2SBWJKzRY78MWBfEcmKZEHwj","environment":"sandbox","mode":"test","method":{"id":"generic_integration_cYJ2BSlbgC8itU9frZ2B","label":"Card","integrationId":"integration_cYJ2BSlbgC8itU9frZ2B"},"action":"authorize","amount":{"minor":{"$minor":"3200"},"currency":"JPY"},"origin":{"by":"shop","commandId":"command_xRmCfyGejgNoOIruLt0g","idempotencyKey":"pESczLrUFNOshxIxiFh6eX0Ca0Y7TbIuy6ngIgIq"},"progress":{"state":"waiting","waiting":{"for":"reconciliation","why":"connection_lost"}},"createdAt":1796119200000,"updatedAt":1796119200000,"version":3}',NULL,NULL);
CREATE TABLE pricing (
  only_one integer primary key check (only_one = 1),
  version integer not null,
  document text not null
) strict;
CREATE TABLE sessions (
  token_hash text primary key,
  user_id text not null references users (id),
  expires_at integer not null
) strict;
INSERT INTO "sessions" VALUES('c5f53d1f57e8c7b9697445f7aa415efb076c1e9c8bb21e0fbbb39c988bad6877','user_JvX9fjirYZ0XqNzX6m59',1796162400000);
CREATE TABLE settlement_reports (
  number integer primary key autoincrement,
  id text not null unique,
  integration_id text not null,
  report_id text not null,
  document text not null,
  unique (integration_id, report_id)
) strict;
CREATE TABLE sign_in_failures (
  email text primary key,
  count integer not null,
  forget_at integer not null
) strict;
CREATE TABLE unverified_notifications (
  integration_id text not null,
  why text not null,
  count integer not null,
  last_at integer not null,
  primary key (integration_id, why)
) strict, without rowid;
CREATE TABLE users (
  id text primary key,
  email text not null unique,
  document text not null
) strict;
INSERT INTO "users" VALUES('user_JvX9fjirYZ0XqNzX6m59','administrator@shop.example','{"email":"administrator@shop.example","name":"Administrator","role":"administrator","id":"user_JvX9fjirYZ0XqNzX6m59","passwordHash":"scrypt$16$8$1$7fUY4YJOHTWIEGdPZiEPWw$pva06dv4Rv9rst4JT9Y3LRWiNwJvGFEmzkib-vVFOOs","createdAt":1796119200000}');
CREATE INDEX transactions_of_order on payment_transactions (order_id);
CREATE INDEX transactions_unresolved on payment_transactions (number) where state = 'waiting';
CREATE UNIQUE INDEX integrations_by_access_id on integrations (access_id);
CREATE UNIQUE INDEX orders_by_number on orders (order_number);
CREATE INDEX transactions_by_reference on payment_transactions (reference) where reference is not null;
CREATE INDEX notifications_of_order on notifications (order_id) where order_id is not null;
CREATE INDEX notifications_due on notifications (next_attempt_at) where state = 'received';
CREATE UNIQUE INDEX one_operation_in_flight on payment_transactions (source_id)
  where caused_by = 'shop' and source_id is not null and state = 'waiting' and waiting_for in ('answer', 'reconciliation');
CREATE UNIQUE INDEX one_operation_of_a_wish on payment_transactions (source_id, wish)
  where wish is not null and state in ('waiting', 'open', 'finished');
CREATE INDEX audit_by_subject on audit_entries (subject_kind, subject_id);
CREATE INDEX audit_by_actor on audit_entries (actor_id) where actor_id is not null;
CREATE TRIGGER audit_entries_do_not_change before update on audit_entries
begin
  select raise(abort, 'audit entries do not change');
end;
CREATE TRIGGER audit_entries_do_not_go before delete on audit_entries
begin
  select raise(abort, 'audit entries do not go');
end;
CREATE INDEX orders_by_email on orders (email);
CREATE INDEX sessions_of_user on sessions (user_id);
CREATE INDEX sessions_of_customer on customer_sessions (customer_id);
CREATE INDEX orders_of_customer on orders (customer_id) where customer_id is not null;
pragma user_version = 6;
