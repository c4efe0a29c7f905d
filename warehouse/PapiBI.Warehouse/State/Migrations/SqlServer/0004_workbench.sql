-- What analysts keep of the SQL they ask.

-- Grain: a question that somebody keeps under a title; shared ones every analyst sees, and only their owner changes.
create table saved_query (
    query_id bigint not null,
    person_id bigint not null,
    title nvarchar(200) collate Latin1_General_BIN2 not null,
    query_sql nvarchar(max) not null,
    is_shared integer not null,
    changed_at char(24) collate Latin1_General_BIN2 not null,
    constraint pk_saved_query primary key (query_id),
    constraint ck_saved_query_shared check (is_shared in (0, 1))
);
create unique index saved_query_by_title on saved_query (person_id, title);

-- Grain: a question that was asked, and how it ended. Of each person the newest are kept.
create table query_history (
    history_id bigint not null,
    person_id bigint not null,
    query_sql nvarchar(max) not null,
    asked_at char(24) collate Latin1_General_BIN2 not null,
    seconds float not null,
    sent_rows integer not null,
    -- "done", or the code of the refusal.
    ended varchar(40) collate Latin1_General_BIN2 not null,
    constraint pk_query_history primary key (history_id)
);
create index query_history_by_person on query_history (person_id, history_id);
