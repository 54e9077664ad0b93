-- PostgreSQL came in at version 6: this is what the six migrations of SQLite add up to. What comes later has a twin here.

create table users (
  id text primary key,
  email text not null unique,
  document text not null
);

create table sessions (
  token_hash text primary key,
  user_id text not null references users (id),
  expires_at bigint not null
);
create index sessions_of_user on sessions (user_id);

create table sign_in_failures (
  email text primary key,
  count bigint not null,
  forget_at bigint not null
);

create table integrations (
  number bigint generated always as identity primary key,
  id text not null unique,
  type text not null,
  environment text not null,
  access_id text,
  version bigint not null,
  document text not null,
  sealed bytea not null
);
create unique index integrations_by_access_id on integrations (access_id);

create table payment_rules (
  number bigint generated always as identity primary key,
  id text not null unique,
  document text not null
);

create table carts (
  id text primary key,
  created_at bigint not null,
  document text not null
);

create table checkouts (
  id text primary key,
  created_at bigint not null,
  document text not null
);

create table orders (
  number bigint generated always as identity primary key,
  id text not null unique,
  cart_id text not null unique,
  access_token text not null unique,
  order_number text,
  email text,
  placed_at bigint,
  currency text,
  customer_id text,
  document text not null
);
create unique index orders_by_number on orders (order_number);
create index orders_by_email on orders (email);
create index orders_of_customer on orders (customer_id) where customer_id is not null;

create table payment_transactions (
  number bigint generated always as identity primary key,
  id text not null unique,
  order_id text not null references orders (id),
  access_identifier text not null unique,
  environment text not null,
  action text not null,
  source_id text,
  wish text,
  caused_by text not null,
  state text not null,
  waiting_for text,
  reference text,
  version bigint not null,
  document text not null
);
create index transactions_of_order on payment_transactions (order_id);
create index transactions_unresolved on payment_transactions (number) where state = 'waiting';
create index transactions_by_reference on payment_transactions (reference) where reference is not null;
-- However many sales people press the button in however many processes: one operation of a hold or a capture is in
-- flight at a time, and one wish is carried out once.
create unique index one_operation_in_flight on payment_transactions (source_id)
  where caused_by = 'shop' and source_id is not null and state = 'waiting' and waiting_for in ('answer', 'reconciliation');
create unique index one_operation_of_a_wish on payment_transactions (source_id, wish)
  where wish is not null and state in ('waiting', 'open', 'finished');

create table notifications (
  number bigint generated always as identity primary key,
  id text not null unique,
  integration_id text not null,
  webhook_id text not null,
  order_id text,
  state text not null,
  next_attempt_at bigint,
  version bigint not null,
  document text not null,
  unique (integration_id, webhook_id)
);
create index notifications_of_order on notifications (order_id) where order_id is not null;
create index notifications_due on notifications (next_attempt_at) where state = 'received';

create table unverified_notifications (
  integration_id text not null,
  why text not null,
  count bigint not null,
  last_at bigint not null,
  primary key (integration_id, why)
);

create table audit_entries (
  number bigint generated always as identity primary key,
  at bigint not null,
  actor_id text,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  document text not null
);
create index audit_by_subject on audit_entries (subject_kind, subject_id);
create index audit_by_actor on audit_entries (actor_id) where actor_id is not null;

-- What is written down stays as it was written.
create function audit_entries_stay() returns trigger language plpgsql as $$
begin
  raise exception 'audit entries do not %', case tg_op when 'UPDATE' then 'change' else 'go' end;
end
$$;
create trigger audit_entries_do_not_change before update on audit_entries
  for each row execute function audit_entries_stay();
create trigger audit_entries_do_not_go before delete on audit_entries
  for each row execute function audit_entries_stay();

create table deployments (
  only_one bigint primary key check (only_one = 1),
  document text not null
);

create table settlement_reports (
  number bigint generated always as identity primary key,
  id text not null unique,
  integration_id text not null,
  report_id text not null,
  document text not null,
  unique (integration_id, report_id)
);

create table pricing (
  only_one bigint primary key check (only_one = 1),
  version bigint not null,
  document text not null
);

create table offline_methods (
  number bigint generated always as identity primary key,
  id text not null unique,
  version bigint not null,
  document text not null
);

create table customers (
  number bigint generated always as identity primary key,
  id text not null unique,
  email text not null unique,
  version bigint not null,
  document text not null
);

create table customer_sessions (
  token_hash text primary key,
  customer_id text not null references customers (id),
  expires_at bigint not null
);
create index sessions_of_customer on customer_sessions (customer_id);
