-- Ordinary rowid tables where there are documents: `without rowid` was measured to cost a third on those of 1.5 kB.

create table if not exists merchants (
  seq integer primary key autoincrement,
  id text not null unique,
  environment text not null,
  status text not null,
  document text not null
) strict;
create index if not exists merchants_by_environment on merchants (environment, seq);
create index if not exists merchants_by_seller on merchants (json_extract(document, '$.sellerId'), seq);

create table if not exists credentials (
  seq integer primary key autoincrement,
  id text not null unique,
  merchant_id text not null,
  public_id text not null,
  document text not null
) strict;
create index if not exists credentials_by_public_id on credentials (public_id);
create index if not exists credentials_by_merchant on credentials (merchant_id, seq);

create table if not exists tokens (
  hash text primary key,
  expires_at integer not null,
  document text not null
) strict;
drop index if exists tokens_by_expiry;
create index if not exists tokens_by_credential on tokens (json_extract(document, '$.credentialId'), expires_at);

create table if not exists artefacts (
  seq integer primary key autoincrement,
  id text not null unique,
  merchant_id text not null,
  -- A key or certificate belongs to one merchant account in the whole installation, so never to two environments.
  fingerprint text unique,
  key_fingerprint text,
  document text not null
) strict;
create index if not exists artefacts_by_key on artefacts (key_fingerprint);
create index if not exists artefacts_by_merchant on artefacts (merchant_id, seq);

create table if not exists payments (
  seq integer primary key autoincrement,
  id text not null unique,
  environment text not null,
  merchant_id text not null,
  dialect text not null,
  reference text not null,
  page_token text not null unique,
  version integer not null,
  event_count integer not null,
  next_due_at integer,
  -- When the first of the money moved that waits for a payout.
  unsettled_since integer,
  owner text not null,
  state text not null,
  details text not null
) strict;
create index if not exists payments_by_merchant on payments (merchant_id, dialect, seq);
create index if not exists payments_by_reference on payments (merchant_id, reference, seq);
create index if not exists payments_by_environment on payments (environment, seq);
create index if not exists payments_by_due on payments (environment, next_due_at) where next_due_at is not null;
create index if not exists payments_by_due_of_merchant on payments (merchant_id, next_due_at)
  where next_due_at is not null;

create index if not exists payments_by_unsettled on payments (environment, unsettled_since)
  where unsettled_since is not null;
create index if not exists payments_by_unsettled_of_merchant on payments (merchant_id, unsettled_since)
  where unsettled_since is not null;

create table if not exists events (
  payment_id text not null,
  number integer not null,
  document text not null,
  primary key (payment_id, number)
) strict;

create table if not exists payouts (
  seq integer primary key autoincrement,
  id text not null unique,
  environment text not null,
  merchant_id text not null,
  day text not null,
  document text not null
) strict;
create index if not exists payouts_by_merchant on payouts (merchant_id, seq);
create index if not exists payouts_by_environment on payouts (environment, seq);

-- The event of a payment by which a payout took from it.
create table if not exists payout_payments (
  seq integer primary key autoincrement,
  payout_id text not null,
  payment_id text not null,
  event_number integer not null,
  unique (payout_id, payment_id)
) strict;

create table if not exists idempotency (
  scope text not null,
  key text not null,
  merchant_id text not null,
  expires_at integer not null,
  document text not null,
  primary key (scope, key)
) strict;
drop index if exists idempotency_by_merchant;
drop index if exists idempotency_by_expiry;
create index if not exists idempotency_by_merchant_and_expiry on idempotency (merchant_id, expires_at);

create table if not exists journal (
  number integer primary key autoincrement,
  environment text not null,
  merchant_id text,
  payment_id text,
  crossing integer not null,
  -- Whether the simulator has asked and somebody else has answered.
  outgoing integer not null default 0,
  path text,
  status integer,
  document text not null
) strict;
create index if not exists journal_by_merchant on journal (merchant_id, number);
create index if not exists journal_by_payment on journal (payment_id, number) where payment_id is not null;
create index if not exists journal_by_environment on journal (environment, number);
create index if not exists journal_crossings on journal (number) where crossing = 1;
create index if not exists journal_outgoing on journal (number) where outgoing = 1;

-- What is set for an environment (merchant_id is empty) or for one merchant account in it.
create table if not exists settings (
  environment text not null,
  merchant_id text not null,
  kind text not null,
  document text not null,
  primary key (environment, merchant_id, kind)
) strict;
create index if not exists settings_by_kind on settings (kind);

-- What is good once, for as long as it would be believed by the clock of its account.
create table if not exists nonces (
  seq integer primary key autoincrement,
  merchant_id text not null,
  name text not null,
  believed_until integer not null,
  unique (merchant_id, name)
) strict;
create index if not exists nonces_by_end on nonces (merchant_id, believed_until);

create table if not exists installation (
  name text primary key,
  secret text not null
) strict;

-- What is owed to webhook endpoints. `next_attempt_at` is there as long as a delivery waits.
create table if not exists deliveries (
  seq integer primary key autoincrement,
  id text not null unique,
  environment text not null,
  merchant_id text not null,
  payment_id text,
  endpoint_id text not null,
  notification_id text not null,
  type text not null,
  status text not null,
  next_attempt_at integer,
  waits_for_next integer not null,
  -- By the machine's own time, while a process is at it.
  claimed_until integer,
  attempt_count integer not null,
  owed text not null,
  progress text not null,
  -- Whatever is retried or repeated, a notification is owed to an endpoint once.
  unique (notification_id, endpoint_id)
) strict;
create index if not exists deliveries_by_due on deliveries (endpoint_id, next_attempt_at, seq)
  where next_attempt_at is not null;
create index if not exists deliveries_waiting_for_next on deliveries (endpoint_id, seq) where waits_for_next = 1;
create index if not exists deliveries_by_merchant on deliveries (merchant_id, seq);
create index if not exists deliveries_by_payment on deliveries (payment_id, seq) where payment_id is not null;

create table if not exists attempts (
  delivery_seq integer not null,
  number integer not null,
  document text not null,
  primary key (delivery_seq, number)
) strict;

-- What dialects keep beside payments: customers, cards on file, events that were told.
create table if not exists dialect_objects (
  seq integer primary key autoincrement,
  environment text not null,
  merchant_id text not null,
  dialect text not null,
  kind text not null,
  id text not null,
  created_at integer not null,
  version integer not null,
  tags text not null,
  value text not null,
  -- When time alone brings something about.
  due_at integer,
  unique (merchant_id, dialect, id)
) strict;
create index if not exists dialect_objects_by_due on dialect_objects (environment, due_at) where due_at is not null;
create index if not exists dialect_objects_by_due_of_merchant on dialect_objects (merchant_id, due_at)
  where due_at is not null;
create index if not exists dialect_objects_by_kind on dialect_objects (merchant_id, dialect, kind, seq);

-- What they are found by: merchant account, dialect, kind and tag as one text, so that there is one tree to keep.
create table if not exists dialect_object_tags (
  scope text not null,
  seq integer not null,
  primary key (scope, seq)
) strict, without rowid;
