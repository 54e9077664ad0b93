-- Ways to choose another password that were sent by mail; each account has one at most.

create table password_resets (
  token_hash text primary key,
  account_kind text not null,
  account_id text not null,
  expires_at integer not null,
  unique (account_kind, account_id)
) strict;
