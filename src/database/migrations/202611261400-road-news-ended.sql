-- What is said of a road is never edited: only its end is written, and by what it ended.
alter table road_news add column ended_by text check (ended_by in ('news', 'withdrawn'));
comment on column road_news.ended_by is 'a later word, or taken down; unknown for those that ended before this was kept';
alter table road_news add check (ended_by is null or ended_at is not null);
revoke update on road_news from jingwei_app, jingwei_worker;
grant update (ended_at, ended_by) on road_news to jingwei_app, jingwei_worker;
