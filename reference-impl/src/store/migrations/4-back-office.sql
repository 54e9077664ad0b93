-- What the back office asks for: who did what, orders by what people remember of them, and where the shop is.

create table audit_entries (
  number integer primary key autoincrement,
  at integer not null,
  actor_id text,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  document text not null
) strict;

create index audit_by_subject on audit_entries (subject_kind, subject_id);
create index audit_by_actor on audit_entries (actor_id) where actor_id is not null;

-- What is written down stays as it was written.
create trigger audit_entries_do_not_change before update on audit_entries
begin
  select raise(abort, 'audit entries do not change');
end;
create trigger audit_entries_do_not_go before delete on audit_entries
begin
  select raise(abort, 'audit entries do not go');
end;

-- The deployment that a person, or the first start, has said this database belongs to.
create table deployments (
  only_one integer primary key check (only_one = 1),
  document text not null
) strict;

alter table orders add column email text;
alter table orders add column placed_at integer;
alter table orders add column currency text;
update orders set
  email = lower(json_extract(document, '$.email')),
  placed_at = json_extract(document, '$.placedAt'),
  currency = json_extract(document, '$.total.currency');
create index orders_by_email on orders (email);

create index sessions_of_user on sessions (user_id);

-- What providers report to have paid out, each report once.
create table settlement_reports (
  number integer primary key autoincrement,
  id text not null unique,
  integration_id text not null,
  report_id text not null,
  document text not null,
  unique (integration_id, report_id)
) strict;
