-- Payment rules that look at more than currency and country, and orders with shipping, taxes and discounts.

update payment_rules set document = json_set(
  json_remove(document, '$.countries'),
  '$.destinations', json((
    select json_group_array(json_object('country', value, 'postalCodes', json_array()))
    from json_each(document, '$.countries')
  )),
  '$.expression', '',
  '$.websites', json_array(),
  '$.methodOptions', json_object()
);

-- A checkout or an order of before was its lines and nothing else; what was ordered could only be collected.
update checkouts set document = json_set(document, '$.shippingMethod', 'collect');
update orders set document = json_set(
  document,
  '$.shippingMethod', 'collect',
  '$.totals', json_object(
    'subtotal', json_extract(document, '$.total'),
    'discount', json_set(json_extract(document, '$.total'), '$.minor."$minor"', '0'),
    'discountShares', json((
      select json_group_array(
        json_object('minor', json_object('$minor', '0'), 'currency', json_extract(value, '$.lineTotal.currency'))
      )
      from json_each(document, '$.lines')
    )),
    'shipping', json_set(json_extract(document, '$.total'), '$.minor."$minor"', '0'),
    'taxes', json_array(),
    'total', json_extract(document, '$.total')
  )
);

-- The taxes and discounts of the shop.
create table pricing (
  only_one integer primary key check (only_one = 1),
  version integer not null,
  document text not null
) strict;
