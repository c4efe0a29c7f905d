-- What analysts may read on a server: of what is published, each documented view that shows no improvement plan. Laid with the views whenever they are
-- made anew, as a view that is dropped takes its grants along; nothing where the role is not there. T-SQL.
if database_principal_id(N'papibi_analyst') is not null
begin
    grant select on dbo.standing to papibi_analyst;
    grant select on dbo.national_place to papibi_analyst;
    grant select on dbo.standing_in_region to papibi_analyst;
    grant select on dbo.benchmark to papibi_analyst;
    grant select on dbo.change_ledger to papibi_analyst;
    grant select on dbo.score to papibi_analyst;
    grant select on dbo.coverage to papibi_analyst;
    grant select on dbo.published_fact to papibi_analyst;
    grant select on dbo.published_score to papibi_analyst;
    grant select on dbo.uncertainty to papibi_analyst;
    grant select on dbo.indicator_value to papibi_analyst;
    grant select on dbo.item to papibi_analyst;
    grant select on dbo.edition to papibi_analyst;
    grant select on dbo.edition_province to papibi_analyst;
    grant select on dbo.province to papibi_analyst;
    grant select on dbo.region to papibi_analyst;
    grant select on dbo.province_group to papibi_analyst;
    grant select on dbo.group_member to papibi_analyst;
end;
