-- What analysts keep of the SQL they ask.

-- Grain: a question that somebody keeps under a title; shared ones every analyst sees, and only their owner changes.
create table saved_query (
    query_id integer not null primary key,
    person_id integer not null,
    title text not null,
    query_sql text not null,
    is_shared integer not null check (is_shared in (0, 1)),
    changed_at text not null
);
create unique index saved_query_by_title on saved_query (person_id, title);

-- Grain: a question that was asked, and how it ended. Of each person the newest are kept.
create table query_history (
    history_id integer not null primary key,
    person_id integer not null,
    query_sql text not null,
    asked_at text not null,
    seconds real not null,
    sent_rows integer not null,
    -- "done", or the code of the refusal.
    ended text not null
);
create index query_history_by_person on query_history (person_id, history_id);
