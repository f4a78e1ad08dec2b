alter table publishing.change
  add column form jsonb,
  add column examples jsonb not null default '{}',
  add constraint a_form_is_an_object check (form is null or jsonb_typeof(form) = 'object'),
  add constraint examples_are_an_object check (jsonb_typeof(examples) = 'object');
comment on column publishing.change.form is 'Title and pages of the form as they are being written, whether or not they would do already. Null: the form that is made from the item.';
comment on column publishing.change.examples is 'Example rows of the decision models, by name: what is given and what has to come out, as typed. One that comes out otherwise stands against publishing.';

alter table publishing.service_version
  add column examples jsonb not null default '{}',
  add constraint examples_are_an_object check (jsonb_typeof(examples) = 'object');
comment on column publishing.service_version.examples is 'Example rows that the decision models were published with; the next change begins with them.';
