-- The twin of SQLite's.

create table password_resets (
  token_hash text primary key,
  account_kind text not null,
  account_id text not null,
  expires_at bigint not null,
  unique (account_kind, account_id)
);
