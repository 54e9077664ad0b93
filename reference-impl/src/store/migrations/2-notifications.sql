-- What providers tell by themselves, kept once each; and what it takes to find whose it is.

-- The address for notifications ends in it; nobody can guess it.
alter table integrations add column access_id text;
update integrations set access_id = lower(hex(randomblob(20)));
create unique index integrations_by_access_id on integrations (access_id);

alter table orders add column order_number text;
update orders set order_number = json_extract(document, '$.number');
create unique index orders_by_number on orders (order_number);

alter table payment_transactions add column reference text;
update payment_transactions set reference = json_extract(document, '$.reference');
create index transactions_by_reference on payment_transactions (reference) where reference is not null;

create table notifications (
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

create index notifications_of_order on notifications (order_id) where order_id is not null;
create index notifications_due on notifications (next_attempt_at) where state = 'received';

-- Counted, not kept: whoever has no secret must not be able to fill the database.
create table unverified_notifications (
  integration_id text not null,
  why text not null,
  count integer not null,
  last_at integer not null,
  primary key (integration_id, why)
) strict, without rowid;
