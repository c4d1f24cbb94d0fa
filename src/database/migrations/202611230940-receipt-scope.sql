-- Receipts are read and written by deeds alone: a party's or a post's own look at the database finds none, and so no id
-- of anybody else's party.
drop policy receipt_all on receipt;
create policy receipt_all on receipt using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
