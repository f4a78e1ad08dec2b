create table analytics.assessment (
  number integer primary key,
  at timestamptz not null,
  by_officer uuid references identity.officer (id),
  document jsonb not null,
  constraint assessments_are_numbered_from_one check (number >= 1),
  constraint an_assessment_is_an_object check (jsonb_typeof(document) = 'object')
);
comment on table analytics.assessment is 'How the platform came out when it judged itself by its own data (一体化政务服务能力评估): every indicator with numerator and denominator, and what is missing. by_officer is who asked; nobody where the calendar did.';
create index assessment_by_time on analytics.assessment (at desc);
create trigger append_only before update or delete on analytics.assessment
  for each statement execute function kernel.refuse_change();
create trigger append_only_whole before truncate on analytics.assessment
  for each statement execute function kernel.refuse_change();
