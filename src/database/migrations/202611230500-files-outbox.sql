-- Files beside their sealed bytes on disk, and every message that leaves or would leave.

-- A file's own key is sealed by the emergency's key where `emergency` is set, else by the county's.
create table file (
  county text not null references county,
  id uuid not null,
  emergency uuid,
  class smallint not null check (class between 0 and 3),
  content_type text not null,
  bytes bigint not null check (bytes >= 0),
  -- Of the sealed bytes, so that it tells nothing of the content.
  sha256 bytea not null check (length(sha256) = 32),
  sealed_key bytea not null,
  sealed_name bytea,
  -- Null: as long as the thing it belongs to.
  retain_until timestamptz,
  -- Account id, party id or a job's name; never a person's name.
  created_by text not null,
  created_at timestamptz not null,
  primary key (county, id)
);
create index file_retain on file (county, retain_until) where retain_until is not null;

-- Recipient and text are sealed by the emergency's key where `emergency` is set, else by the county's.
create table outbox (
  county text not null,
  world int not null,
  id uuid not null,
  emergency uuid,
  channel text not null check (channel in ('mail', 'sms', 'webhook')),
  to_sealed bytea not null,
  -- Null once delivered where the text was secret (one-time codes).
  body_sealed bytea,
  secret boolean not null default false,
  subject_kind text not null,
  subject uuid,
  template text not null,
  language text not null check (language in ('zh', 'en')),
  state text not null check (state in ('queued', 'sent', 'failed', 'sandboxed')),
  tries int not null default 0,
  last_error_code text,
  -- Set while a worker is delivering it; real time.
  leased_at timestamptz,
  created_at timestamptz not null,
  -- Real time.
  sent_at timestamptz,
  primary key (county, world, id),
  foreign key (county, world) references world (county, id),
  -- A drill or a play never queues and never sends: the database says so too.
  constraint outbox_sandbox check (world = 0 or state = 'sandboxed')
);
create index outbox_newest on outbox (county, world, created_at desc);
create index outbox_queued on outbox (county, world, created_at) where state = 'queued';

alter table file enable row level security;
alter table outbox enable row level security;
create policy file_all on file using (county = (select scope_county()) and (select scope_kind()) in ('deed', 'system'));
create policy outbox_all on outbox using (
  county = (select scope_county()) and world = (select scope_world()) and (select scope_kind()) in ('deed', 'system'));
grant select, insert, update, delete on file, outbox to jingwei_app, jingwei_worker;
