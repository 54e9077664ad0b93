-- What can be done to a payment besides capturing it whole.

alter table payment_transactions add column wish text;

-- Captures were always of the whole hold.
update payment_transactions set document = json_set(document, '$.rest', 'release') where action = 'capture';

drop index one_capture_of_a_hold;

-- However many sales people press the button in however many processes: one operation of a hold or a capture is in
-- flight at a time, and one wish is carried out once.
create unique index one_operation_in_flight on payment_transactions (source_id)
  where caused_by = 'shop' and source_id is not null and state = 'waiting' and waiting_for in ('answer', 'reconciliation');
create unique index one_operation_of_a_wish on payment_transactions (source_id, wish)
  where wish is not null and state in ('waiting', 'open', 'finished');
