-- Documents hold what the program reads back whole; columns hold what is searched for or has to be unique.

create table if not exists users (
  id text primary key,
  email text not null unique,
  document text not null
) strict;

create table if not exists sessions (
  token_hash text primary key,
  user_id text not null references users (id),
  expires_at integer not null
) strict;

create table if not exists sign_in_failures (
  email text primary key,
  count integer not null,
  forget_at integer not null
) strict;

create table if not exists integrations (
  number integer primary key,
  id text not null unique,
  type text not null,
  environment text not null,
  version integer not null,
  document text not null,
  sealed blob not null
) strict;

create table if not exists payment_rules (
  number integer primary key,
  id text not null unique,
  document text not null
) strict;

create table if not exists carts (
  id text primary key,
  created_at integer not null,
  document text not null
) strict;

create table if not exists checkouts (
  id text primary key,
  created_at integer not null,
  document text not null
) strict;

create table if not exists orders (
  number integer primary key autoincrement,
  id text not null unique,
  cart_id text not null unique,
  access_token text not null unique,
  document text not null
) strict;

create table if not exists payment_transactions (
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

create index if not exists transactions_of_order on payment_transactions (order_id);
create index if not exists transactions_unresolved on payment_transactions (number) where state = 'waiting';

-- However many sales people press the button in however many processes: one capture of a hold at a time.
create unique index if not exists one_capture_of_a_hold on payment_transactions (source_id)
  where action = 'capture' and caused_by = 'shop' and state in ('waiting', 'open', 'finished');
