-- Lists go by the index of the submission, which no two cases share: a page can begin behind any case.
create index case_of_person on cases."case" (person_id, ref desc) where organisation_id is null;
create index case_of_organisation on cases."case" (organisation_id, ref desc) where organisation_id is not null;
drop index cases.case_by_organisation;
drop index cases.case_by_person;
