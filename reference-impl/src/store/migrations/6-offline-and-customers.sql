-- Ways to pay without a provider, and customers who sign in.

create table offline_methods (
  number integer primary key autoincrement,
  id text not null unique,
  version integer not null,
  document text not null
) strict;

create table customers (
  number integer primary key autoincrement,
  id text not null unique,
  email text not null unique,
  version integer not null,
  document text not null
) strict;

create table customer_sessions (
  token_hash text primary key,
  customer_id text not null references customers (id),
  expires_at integer not null
) strict;

create index sessions_of_customer on customer_sessions (customer_id);

alter table orders add column customer_id text;
create index orders_of_customer on orders (customer_id) where customer_id is not null;
