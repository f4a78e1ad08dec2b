-- Written by bin/db schema from the migrations. Do not edit.

-- How the platform came out when it judged itself by its own data (一体化政务服务能力评估): every indicator with numerator and denominator, and what is missing. by_officer is who asked; nobody where the calendar did.
create table analytics.assessment (
  number integer not null,
  at timestamp with time zone not null,
  by_officer uuid,
  document jsonb not null,
  constraint an_assessment_is_an_object CHECK ((jsonb_typeof(document) = 'object'::text)),
  constraint assessments_are_numbered_from_one CHECK ((number >= 1)),
  constraint assessment_by_officer_fkey FOREIGN KEY (by_officer) REFERENCES identity.officer(id),
  constraint assessment_pkey PRIMARY KEY (number)
);
-- A process map as everybody may see it: of the cases of one version of a service whose last leaf comes after after_index and no later than up_to_index. Ranges of one version never overlap, so that no case is in two of them and nobody can subtract one map from another.
create table analytics.publication (
  item_version_id bigint not null,
  number integer not null,
  after_index bigint,
  up_to_index bigint not null,
  published_at timestamp with time zone not null,
  figures jsonb not null,
  constraint a_publication_ends_after_it_begins CHECK ((up_to_index > after_index)),
  constraint figures_are_an_object CHECK ((jsonb_typeof(figures) = 'object'::text)),
  constraint only_the_first_has_none_before_it CHECK (((number = 1) = (after_index IS NULL))),
  constraint publications_are_numbered_from_one CHECK ((number >= 1)),
  constraint publication_after_index_fkey FOREIGN KEY (after_index) REFERENCES ledger.leaf(index),
  constraint publication_item_version_id_fkey FOREIGN KEY (item_version_id) REFERENCES catalogue.item_version(id),
  constraint publication_up_to_index_fkey FOREIGN KEY (up_to_index) REFERENCES ledger.leaf(index),
  constraint publication_pkey PRIMARY KEY (item_version_id, number)
);
-- The figures of a month as they were published (定时公开): the very bytes, for ever. A correction is a new number of the same month and names the one that it corrects.
create table analytics.release (
  month text not null,
  number smallint not null,
  published_at timestamp with time zone not null,
  reason text,
  corrected_by uuid,
  document bytea not null,
  sha256 bytea not null generated always as (sha256(document)),
  constraint a_month_is_named_by_year_and_month CHECK ((month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text)),
  constraint a_reason_is_not_empty CHECK ((reason <> ''::text)),
  constraint only_a_correction_has_a_reason_and_somebody CHECK ((((number = 1) = (reason IS NULL)) AND ((reason IS NULL) = (corrected_by IS NULL)))),
  constraint releases_of_a_month_are_numbered_from_one CHECK ((number >= 1)),
  constraint release_corrected_by_fkey FOREIGN KEY (corrected_by) REFERENCES identity.officer(id),
  constraint release_pkey PRIMARY KEY (month, number)
);
-- When a release was last counted again from the events; differing holds the rows that came out, if they are not those that were published. Nothing is changed by it: somebody has to look and publish a correction.
create table analytics.release_check (
  month text not null,
  number smallint not null,
  checked_at timestamp with time zone not null,
  differing jsonb,
  constraint what_differs_is_a_list CHECK ((jsonb_typeof(differing) = 'array'::text)),
  constraint release_check_month_number_fkey FOREIGN KEY (month, number) REFERENCES analytics.release(month, number),
  constraint release_check_pkey PRIMARY KEY (month, number)
);
-- A bundle that somebody files: sealed holds the answers to its questions, and how the one form goes back to the forms of the services; opening opens the commitment of its leaf.
create table bundles.application (
  id uuid not null,
  draft_id uuid not null,
  person_id uuid not null,
  organisation_id uuid,
  bundle text not null,
  version integer not null,
  data_key bytea not null,
  sealed bytea not null,
  started_at timestamp with time zone not null,
  no text,
  filed_at timestamp with time zone,
  ref bigint,
  opening bytea,
  closed_at timestamp with time zone,
  outcome text,
  constraint an_outcome_is_known CHECK ((outcome = ANY (ARRAY['granted'::text, 'partly'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint only_what_is_filed_is_closed CHECK (((closed_at IS NULL) OR (filed_at IS NOT NULL))),
  constraint what_is_closed_has_an_outcome CHECK (((closed_at IS NULL) = (outcome IS NULL))),
  constraint what_is_filed_has_number_and_place CHECK ((num_nulls(no, filed_at, ref, opening) = ANY (ARRAY[0, 4]))),
  constraint application_bundle_version_fkey FOREIGN KEY (bundle, version) REFERENCES bundles.publication(bundle, version),
  constraint application_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES cases.draft(id) ON DELETE CASCADE,
  constraint application_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity.organisation(id),
  constraint application_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint application_ref_fkey FOREIGN KEY (ref) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint application_pkey PRIMARY KEY (id),
  constraint a_draft_is_of_one_application UNIQUE (draft_id),
  constraint an_application_number_is_unique UNIQUE (no)
);
-- Bundles as they are being written, whether or not they would do already. revision rises with every save, so that nobody overwrites somebody else unseen; base is the version that it changes, null for a new bundle.
create table bundles.change (
  id uuid not null default gen_random_uuid(),
  bundle text not null,
  base integer,
  revision integer not null default 1,
  content jsonb not null,
  note text not null default ''::text,
  state text not null default 'draft'::text,
  begun_by uuid not null,
  saved_by uuid not null,
  saved_at timestamp with time zone not null,
  proposed_by uuid,
  proposed_at timestamp with time zone,
  refusal text,
  ended_by uuid,
  ended_at timestamp with time zone,
  version integer,
  constraint a_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'published'::text, 'discarded'::text]))),
  constraint content_is_an_object CHECK ((jsonb_typeof(content) = 'object'::text)),
  constraint nobody_publishes_their_own_proposal CHECK (((state <> 'published'::text) OR (proposed_by <> ended_by))),
  constraint revisions_are_counted_from_one CHECK ((revision >= 1)),
  constraint what_has_ended_says_when CHECK (((state = ANY (ARRAY['published'::text, 'discarded'::text])) = ((ended_at IS NOT NULL) AND (ended_by IS NOT NULL)))),
  constraint what_is_proposed_says_by_whom CHECK (((state <> ALL (ARRAY['proposed'::text, 'published'::text])) OR ((proposed_by IS NOT NULL) AND (proposed_at IS NOT NULL)))),
  constraint what_is_published_has_a_version CHECK (((state = 'published'::text) = (version IS NOT NULL))),
  constraint change_begun_by_fkey FOREIGN KEY (begun_by) REFERENCES identity.officer(id),
  constraint change_bundle_base_fkey FOREIGN KEY (bundle, base) REFERENCES bundles.publication(bundle, version),
  constraint change_bundle_version_fkey FOREIGN KEY (bundle, version) REFERENCES bundles.publication(bundle, version),
  constraint change_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES identity.officer(id),
  constraint change_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES identity.officer(id),
  constraint change_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES identity.officer(id),
  constraint change_pkey PRIMARY KEY (id)
);
-- Every revision of a change as it was saved: whoever saves over somebody else destroys nothing.
create table bundles.change_save (
  change_id uuid not null,
  revision integer not null,
  content jsonb not null,
  saved_by uuid not null,
  saved_at timestamp with time zone not null,
  constraint change_save_change_id_fkey FOREIGN KEY (change_id) REFERENCES bundles.change(id),
  constraint change_save_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES identity.officer(id),
  constraint change_save_pkey PRIMARY KEY (change_id, revision)
);
-- Versions of bundles: questions, services, order, materials. proposed_by is empty for those that came with the sample city.
create table bundles.definition (
  bundle text not null,
  version integer not null,
  content jsonb not null,
  proposed_by uuid,
  proposed_at timestamp with time zone not null,
  constraint versions_start_at_one CHECK ((version >= 1)),
  constraint definition_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES identity.officer(id),
  constraint definition_pkey PRIMARY KEY (bundle, version),
  constraint who_proposed_a_version_is_settled UNIQUE (bundle, version, proposed_by)
);
-- Bundles of which the ledger tells more than the database, which was restored from a backup: the leaf (ref), the application if there is one, and the submissions of parts (submissions) that have no case. Nothing of such an application begins until somebody has looked at it; sealed holds what was found.
create table bundles.lost_record (
  ref bigint not null,
  application_id uuid,
  submissions bigint[] not null default '{}'::bigint[],
  filed_at timestamp with time zone not null,
  found_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  data_key bytea,
  sealed bytea,
  constraint what_is_settled_says_why CHECK ((num_nulls(settled_at, data_key, sealed) = ANY (ARRAY[0, 3]))),
  constraint lost_record_application_id_fkey FOREIGN KEY (application_id) REFERENCES bundles.application(id),
  constraint lost_record_ref_fkey FOREIGN KEY (ref) REFERENCES ledger.leaf(index),
  constraint lost_record_pkey PRIMARY KEY (ref)
);
-- How far each part of a filed bundle is. A service begins with a draft that is filed at once and becomes its case.
create table bundles.part (
  application_id uuid not null,
  node text not null,
  state text not null,
  accepted boolean not null default false,
  draft_id uuid,
  case_id uuid,
  state_at timestamp with time zone not null,
  constraint a_case_comes_from_a_draft CHECK (((case_id IS NULL) OR (draft_id IS NOT NULL))),
  constraint a_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'started'::text, 'granted'::text, 'refused'::text, 'skipped'::text, 'stopped'::text, 'withdrawn'::text]))),
  constraint part_application_id_fkey FOREIGN KEY (application_id) REFERENCES bundles.application(id) ON DELETE CASCADE,
  constraint part_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases."case"(id),
  constraint part_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES cases.draft(id),
  constraint part_pkey PRIMARY KEY (application_id, node),
  constraint a_case_is_one_part UNIQUE (case_id),
  constraint a_part_is_begun_with_one_draft UNIQUE (draft_id)
);
-- Which versions are in force: the highest one published. One person proposes and another publishes.
create table bundles.publication (
  bundle text not null,
  version integer not null,
  proposed_by uuid,
  published_by uuid,
  published_at timestamp with time zone not null,
  constraint a_person_publishes_what_a_person_proposed CHECK (((proposed_by IS NULL) = (published_by IS NULL))),
  constraint nobody_publishes_their_own_proposal CHECK ((proposed_by <> published_by)),
  constraint publication_bundle_version_fkey FOREIGN KEY (bundle, version) REFERENCES bundles.definition(bundle, version),
  constraint publication_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES identity.officer(id),
  constraint publication_published_by_fkey FOREIGN KEY (published_by) REFERENCES identity.officer(id),
  constraint what_is_published_was_proposed_by_that_person FOREIGN KEY (bundle, version, proposed_by) REFERENCES bundles.definition(bundle, version, proposed_by),
  constraint publication_pkey PRIMARY KEY (bundle, version)
);
-- The one record of a joint visit (联合现场核查), before the decisions that wait for it; sealed holds who went and what was found.
create table bundles.visit (
  application_id uuid not null,
  node text not null,
  officer_id uuid not null,
  unit_id uuid not null,
  visited_on date not null,
  recorded_at timestamp with time zone not null,
  sealed bytea not null,
  constraint visit_application_id_node_fkey FOREIGN KEY (application_id, node) REFERENCES bundles.part(application_id, node),
  constraint visit_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES identity.officer(id),
  constraint visit_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint visit_pkey PRIMARY KEY (application_id, node)
);
-- What the platform made of a case that it may approve by itself, once per case. Rules and inputs are sealed in the event at the same index.
create table cases.automatic_check (
  event_index bigint not null,
  case_id uuid not null,
  decision_version_id uuid,
  outcome text not null,
  reason text,
  at timestamp with time zone not null,
  unit_id uuid not null,
  constraint a_reason_is_known CHECK ((reason = ANY (ARRAY['no-table'::text, 'rule'::text, 'no-rule'::text, 'undecided'::text, 'unexpected'::text, 'budget'::text, 'fault'::text]))),
  constraint an_approval_names_its_table CHECK (((outcome = 'person'::text) OR (decision_version_id IS NOT NULL))),
  constraint an_automatic_outcome_is_no_refusal CHECK ((outcome = ANY (ARRAY['approved'::text, 'person'::text]))),
  constraint only_what_goes_to_a_person_has_a_reason CHECK (((outcome = 'person'::text) = (reason IS NOT NULL))),
  constraint automatic_check_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases."case"(id) DEFERRABLE INITIALLY DEFERRED,
  constraint automatic_check_decision_version_id_fkey FOREIGN KEY (decision_version_id) REFERENCES routing.decision_version(id),
  constraint automatic_check_event_index_fkey FOREIGN KEY (event_index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint automatic_check_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint automatic_check_pkey PRIMARY KEY (event_index),
  constraint a_case_is_looked_at_once UNIQUE (case_id)
);
-- A case (办件). It pins the versions it was filed under. Without data_key its contents cannot be read any more.
create table cases."case" (
  id uuid not null,
  short_no text not null,
  case_no text not null,
  person_id uuid not null,
  organisation_id uuid,
  item_version_id bigint not null,
  form_version_id uuid not null,
  unit_id uuid not null,
  data_key bytea,
  content bytea not null,
  query_code bytea not null,
  query_digest bytea not null,
  plan jsonb not null,
  status text not null,
  n smallint not null default 0,
  supplement_asked boolean not null default false,
  received_at timestamp with time zone not null,
  status_at timestamp with time zone not null,
  ref bigint not null,
  last_index bigint not null,
  record_lost_at timestamp with time zone,
  route_version_id uuid,
  route jsonb,
  bundle_ref bigint,
  gate text,
  automatic text,
  accept_n smallint not null default 0,
  constraint a_case_number_fits_gb_t_39046 CHECK ((length(case_no) <= 50)),
  constraint a_chain_starts_with_its_submission CHECK ((last_index >= ref)),
  constraint a_gate_is_open_or_closed CHECK ((gate = ANY (ARRAY['closed'::text, 'open'::text]))),
  constraint a_place_in_a_route_has_its_route CHECK (((route IS NULL) OR (route_version_id IS NOT NULL))),
  constraint a_status_is_known CHECK ((status = ANY (ARRAY['submitted'::text, 'supplementRequested'::text, 'supplementSubmitted'::text, 'accepted'::text, 'notAccepted'::text, 'inReview'::text, 'approved'::text, 'denied'::text, 'delivering'::text, 'delivered'::text, 'withdrawn'::text, 'terminated'::text]))),
  constraint an_automatic_state_is_known CHECK ((automatic = ANY (ARRAY['pending'::text, 'approved'::text, 'person'::text]))),
  constraint only_a_part_of_a_bundle_has_a_gate CHECK (((gate IS NULL) OR (bundle_ref IS NOT NULL))),
  constraint what_the_platform_decides_is_granted CHECK (((automatic IS DISTINCT FROM 'approved'::text) OR (status = ANY (ARRAY['approved'::text, 'delivering'::text, 'delivered'::text])))),
  constraint case_bundle_ref_fkey FOREIGN KEY (bundle_ref) REFERENCES ledger.leaf(index),
  constraint case_form_version_id_fkey FOREIGN KEY (form_version_id) REFERENCES forms.form_version(id),
  constraint case_item_version_id_fkey FOREIGN KEY (item_version_id) REFERENCES catalogue.item_version(id),
  constraint case_last_index_fkey FOREIGN KEY (last_index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint case_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity.organisation(id),
  constraint case_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint case_ref_fkey FOREIGN KEY (ref) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint case_route_version_id_fkey FOREIGN KEY (route_version_id) REFERENCES routing.route_version(id),
  constraint case_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint case_pkey PRIMARY KEY (id),
  constraint a_case_number_is_unique UNIQUE (case_no),
  constraint a_short_number_is_unique UNIQUE (short_no),
  constraint a_submission_makes_one_case UNIQUE (ref)
);
-- The last serial of an item on a day: the end of the case number.
create table cases.daily_serial (
  item_code text not null,
  day date not null,
  last integer not null,
  constraint serials_start_at_one CHECK ((last >= 1)),
  constraint daily_serial_pkey PRIMARY KEY (item_code, day)
);
-- An application that is being filled in; content (answers with their provenance, visited pages) is sealed under data_key. Once filed, the case alone has the key: destroying it there erases. bundle: one form for many services (一件事), whose item_version_id is that of the first of them; once filed (filed_at) it feeds the drafts of its parts, which cite its place in the ledger (bundle_ref).
create table cases.draft (
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid,
  item_version_id bigint not null,
  form_version_id uuid not null,
  data_key bytea,
  content bytea not null,
  started_at timestamp with time zone not null,
  saved_at timestamp with time zone not null,
  submitted_case uuid,
  bundle text,
  bundle_ref bigint,
  filed_at timestamp with time zone,
  constraint a_draft_is_of_a_bundle_or_of_one_of_its_parts CHECK (((bundle IS NULL) OR (bundle_ref IS NULL))),
  constraint only_a_bundle_is_filed_and_stays_a_draft CHECK (((filed_at IS NULL) OR ((bundle IS NOT NULL) AND (submitted_case IS NULL)))),
  constraint only_an_open_draft_has_a_key CHECK (((data_key IS NULL) = (submitted_case IS NOT NULL))),
  constraint a_draft_becomes_one_case FOREIGN KEY (submitted_case) REFERENCES cases."case"(id) DEFERRABLE INITIALLY DEFERRED,
  constraint draft_bundle_ref_fkey FOREIGN KEY (bundle_ref) REFERENCES ledger.leaf(index),
  constraint draft_form_version_id_fkey FOREIGN KEY (form_version_id) REFERENCES forms.form_version(id),
  constraint draft_item_version_id_fkey FOREIGN KEY (item_version_id) REFERENCES catalogue.item_version(id),
  constraint draft_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity.organisation(id),
  constraint draft_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint draft_pkey PRIMARY KEY (id)
);
-- Uploads that belong to a draft, by the number of the material in the item.
create table cases.draft_file (
  draft_id uuid not null,
  asset_id uuid not null,
  material_no integer not null,
  added_at timestamp with time zone not null,
  constraint draft_file_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES materials.asset(id),
  constraint draft_file_draft_id_fkey FOREIGN KEY (draft_id) REFERENCES cases.draft(id) ON DELETE CASCADE,
  constraint draft_file_pkey PRIMARY KEY (draft_id, asset_id)
);
-- What becomes of open tasks by the passing of time: timers of the route, and silence that the law takes for consent. A row goes when it has happened or cannot any more.
create table cases.due (
  case_id uuid not null,
  kind text not null,
  instance text not null,
  element text not null,
  department text not null default ''::text,
  basis text,
  due_at timestamp with time zone not null,
  constraint consent_by_silence_has_a_legal_basis CHECK (((kind = 'consent'::text) = (basis IS NOT NULL))),
  constraint something_due_is_a_timer_or_a_consent CHECK ((kind = ANY (ARRAY['timer'::text, 'consent'::text]))),
  constraint due_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases."case"(id),
  constraint due_pkey PRIMARY KEY (case_id, kind, instance, element, department)
);
-- What happened to a case, one row per act; sealed holds reasons and the openings of the commitments.
create table cases.event (
  id uuid not null,
  ledger_index bigint not null,
  case_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  n smallint not null,
  officer_id uuid,
  unit_id uuid,
  sealed bytea not null,
  automatic boolean not null default false,
  restored boolean not null default false,
  constraint a_refusal_is_by_somebody CHECK (((kind <> ALL (ARRAY['denied'::text, 'notAccepted'::text])) OR (officer_id IS NOT NULL) OR restored)) NOT VALID,
  constraint an_event_kind_is_known CHECK ((kind = ANY (ARRAY['submitted'::text, 'taken'::text, 'released'::text, 'supplementRequested'::text, 'supplementSubmitted'::text, 'accepted'::text, 'deemedAccepted'::text, 'notAccepted'::text, 'passed'::text, 'consented'::text, 'dropped'::text, 'timerDue'::text, 'decisionOpened'::text, 'handedOver'::text, 'leftToPeople'::text, 'approved'::text, 'denied'::text, 'delivered'::text, 'withdrawn'::text, 'terminated'::text, 'specialBegun'::text, 'specialEnded'::text, 'priorityGranted'::text, 'recordLost'::text, 'recordSettled'::text]))),
  constraint the_platform_refuses_nobody CHECK (((NOT automatic) OR (kind = ANY (ARRAY['accepted'::text, 'approved'::text, 'leftToPeople'::text])))),
  constraint event_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases."case"(id) DEFERRABLE INITIALLY DEFERRED,
  constraint event_ledger_index_fkey FOREIGN KEY (ledger_index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint event_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES identity.officer(id),
  constraint event_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint event_pkey PRIMARY KEY (ledger_index),
  constraint an_event_has_one_id UNIQUE (id)
);
-- A longer time for the decision: at most ten working days by whoever heads the organ, fifteen for joint work, once, with the reason told to the applicant (行政许可法 42). sealed and answer, under the key of the case, hold the reasons.
create table cases.extension (
  id uuid not null,
  case_id uuid not null,
  n smallint not null,
  workdays smallint not null,
  joint boolean not null,
  proposed_at timestamp with time zone not null,
  proposed_by uuid not null,
  unit_id uuid not null,
  sealed bytea not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  granted boolean,
  answer bytea,
  constraint an_answer_is_whole CHECK ((((decided_at IS NULL) = (decided_by IS NULL)) AND ((decided_at IS NULL) = (granted IS NULL)) AND ((decided_at IS NULL) = (answer IS NULL)))),
  constraint an_extension_is_ten_days_or_fifteen_for_joint_work CHECK (((workdays >= 1) AND (workdays <=
CASE
    WHEN joint THEN 15
    ELSE 10
END))),
  constraint nobody_approves_what_they_propose CHECK ((decided_by <> proposed_by)),
  constraint extension_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases."case"(id),
  constraint extension_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES identity.officer(id),
  constraint extension_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES identity.officer(id),
  constraint extension_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint extension_pkey PRIMARY KEY (id)
);
-- Files of a case: with the filing (material_no) or with its supplement (supplement_item); not yet handed in while the supplement is being prepared.
create table cases.file (
  case_id uuid not null,
  asset_id uuid not null,
  material_no integer,
  supplement_item smallint,
  added_at timestamp with time zone not null,
  handed_in boolean not null default true,
  constraint a_file_answers_something CHECK (((material_no IS NOT NULL) OR (supplement_item IS NOT NULL))),
  constraint file_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES materials.asset(id),
  constraint file_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases."case"(id) DEFERRABLE INITIALLY DEFERRED,
  constraint file_pkey PRIMARY KEY (case_id, asset_id)
);
-- Submissions in the ledger of which the database that was restored has no case: held in public until somebody closes them. Their applicants hold receipt and proof; id stands for the case in their tickets. sealed holds why one was closed, and what opens the commitment of that leaf.
create table cases.lost_submission (
  ref bigint not null,
  id uuid not null,
  n smallint not null,
  last_index bigint not null,
  found_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  data_key bytea,
  sealed bytea,
  constraint a_lost_submission_is_held_after_it_was_filed CHECK ((last_index > ref)),
  constraint a_settled_submission_keeps_what_opens_its_end CHECK ((((settled_at IS NULL) = (sealed IS NULL)) AND ((settled_at IS NULL) = (data_key IS NULL)))),
  constraint lost_submission_last_index_fkey FOREIGN KEY (last_index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint lost_submission_ref_fkey FOREIGN KEY (ref) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint lost_submission_pkey PRIMARY KEY (ref),
  constraint a_lost_submission_has_one_id UNIQUE (id)
);
-- An applicant objects to the order in which a case was taken (顺序异议). checkpoint is the signed state of the log at that moment, with its cosignatures: it freezes the leaves from from_index to before size. sealed holds the applicant's words.
create table cases.objection (
  id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  filed_at timestamp with time zone not null,
  from_index bigint not null,
  size bigint not null,
  checkpoint text not null,
  sealed bytea not null,
  constraint what_is_frozen_holds_the_submission CHECK ((size > from_index)),
  constraint objection_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases."case"(id),
  constraint objection_from_index_fkey FOREIGN KEY (from_index) REFERENCES ledger.leaf(index),
  constraint objection_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint objection_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint objection_pkey PRIMARY KEY (id)
);
-- How a person decided an objection after its review; sealed holds why. ledger_size gives the message its place among the others.
create table cases.objection_answer (
  objection_id uuid not null,
  outcome text not null,
  officer_id uuid not null,
  unit_id uuid not null,
  answered_at timestamp with time zone not null,
  ledger_size bigint not null,
  sealed bytea not null,
  constraint an_answer_is_known CHECK ((outcome = ANY (ARRAY['upheld'::text, 'notUpheld'::text]))),
  constraint objection_answer_objection_id_fkey FOREIGN KEY (objection_id) REFERENCES cases.objection_review(objection_id),
  constraint objection_answer_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES identity.officer(id),
  constraint objection_answer_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint objection_answer_pkey PRIMARY KEY (objection_id)
);
-- What the unit says to an objection, once: nobody is found at fault unheard.
create table cases.objection_reply (
  objection_id uuid not null,
  officer_id uuid not null,
  replied_at timestamp with time zone not null,
  sealed bytea not null,
  constraint objection_reply_objection_id_fkey FOREIGN KEY (objection_id) REFERENCES cases.objection(id),
  constraint objection_reply_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES identity.officer(id),
  constraint objection_reply_pkey PRIMARY KEY (objection_id)
);
-- What the public rules say of the frozen leaves, recomputed once by a machine: who was taken first and why, what was found, and a file of evidence for each finding.
create table cases.objection_review (
  objection_id uuid not null,
  reviewed_at timestamp with time zone not null,
  result jsonb not null,
  evidence text[] not null,
  constraint objection_review_objection_id_fkey FOREIGN KEY (objection_id) REFERENCES cases.objection(id),
  constraint objection_review_pkey PRIMARY KEY (objection_id)
);
-- What became of a proposal: granted with the second signature, or declined by an approver.
create table cases.priority_end (
  proposal_id uuid not null,
  outcome text not null,
  officer_id uuid not null,
  ended_at timestamp with time zone not null,
  grant_index bigint,
  sealed bytea,
  constraint a_declined_proposal_says_why CHECK (((outcome = 'declined'::text) = (sealed IS NOT NULL))),
  constraint a_granted_proposal_is_in_the_ledger CHECK (((outcome = 'granted'::text) = (grant_index IS NOT NULL))),
  constraint a_proposal_is_granted_or_declined CHECK ((outcome = ANY (ARRAY['granted'::text, 'declined'::text]))),
  constraint priority_end_grant_index_fkey FOREIGN KEY (grant_index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint priority_end_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES identity.officer(id),
  constraint priority_end_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES cases.priority_proposal(id),
  constraint priority_end_pkey PRIMARY KEY (proposal_id),
  constraint a_grant_ends_one_proposal UNIQUE (grant_index)
);
-- An officer of the unit with whose queue a case waits says that it has lawful priority; sealed holds why.
create table cases.priority_proposal (
  id uuid not null,
  case_id uuid not null,
  rule_index bigint not null,
  unit_id uuid not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  sealed bytea not null,
  constraint priority_proposal_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases."case"(id),
  constraint priority_proposal_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES identity.officer(id),
  constraint priority_proposal_rule_index_fkey FOREIGN KEY (rule_index) REFERENCES queue.priority_rule(index),
  constraint priority_proposal_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint priority_proposal_pkey PRIMARY KEY (id),
  constraint a_proposal_has_one_proposer UNIQUE (id, proposed_by)
);
-- Approvals of a priority: two, of different approvers, neither of whom proposed it (rule M8).
create table cases.priority_signature (
  proposal_id uuid not null,
  place smallint not null,
  officer_id uuid not null,
  proposed_by uuid not null,
  signed_at timestamp with time zone not null,
  constraint nobody_signs_their_own_proposal CHECK ((officer_id <> proposed_by)),
  constraint two_approvers_sign CHECK ((place = ANY (ARRAY[1, 2]))),
  constraint priority_signature_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES identity.officer(id),
  constraint priority_signature_proposal_id_proposed_by_fkey FOREIGN KEY (proposal_id, proposed_by) REFERENCES cases.priority_proposal(id, proposed_by),
  constraint priority_signature_pkey PRIMARY KEY (proposal_id, place),
  constraint an_approver_signs_once UNIQUE (proposal_id, officer_id)
);
-- What happened to a case in its route, one row per move: the moment by which its facts were looked at (milliseconds, as the engine was told), what happened (null: it began), and where it was afterwards. With the filed content everything that a replay needs; cases accepted before this table have no rows.
create table cases.route_step (
  case_id uuid not null,
  step smallint not null,
  at timestamp with time zone not null,
  happened jsonb,
  state jsonb not null,
  constraint a_step_is_not_negative CHECK ((step >= 0)),
  constraint the_first_step_is_the_beginning CHECK (((step = 0) = (happened IS NULL))),
  constraint route_step_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases."case"(id) DEFERRABLE INITIALLY DEFERRED,
  constraint route_step_pkey PRIMARY KEY (case_id, step)
);
-- Of a day whose submissions were lost with a database: so many serials of any item may have been given that nobody remembers.
create table cases.serial_floor (
  day date not null,
  floor integer not null,
  constraint a_floor_is_above_zero CHECK ((floor > 0)),
  constraint serial_floor_pkey PRIMARY KEY (day)
);
-- A special procedure (特别程序): hearing, expert review and the like, whose time does not count (行政许可法 45). kind is the item's own word, planned_end the last day that was told to the applicant; without ended_by it ended by itself at its planned end. sealed and result, under the key of the case, hold what was said.
create table cases.special (
  id uuid not null,
  case_id uuid not null,
  n smallint not null,
  kind text not null,
  basis text not null,
  planned_end date not null,
  begun_at timestamp with time zone not null,
  begun_by uuid not null,
  unit_id uuid not null,
  sealed bytea not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  result bytea,
  constraint a_special_procedure_ends_after_it_begins CHECK ((ended_at >= begun_at)),
  constraint it_is_planned_to_end_after_it_begins CHECK ((planned_end > ((begun_at AT TIME ZONE 'Asia/Shanghai'::text))::date)),
  constraint only_what_has_ended_has_a_result CHECK (((ended_at IS NOT NULL) OR ((ended_by IS NULL) AND (result IS NULL)))),
  constraint whoever_ends_it_says_with_what_result CHECK (((ended_by IS NULL) = (result IS NULL))),
  constraint special_begun_by_fkey FOREIGN KEY (begun_by) REFERENCES identity.officer(id),
  constraint special_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases."case"(id),
  constraint special_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES identity.officer(id),
  constraint special_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint special_pkey PRIMARY KEY (id)
);
-- The one complete list of what is missing (行政许可法 32(4)); sealed under the key of the case. One row per case: nobody is asked twice.
create table cases.supplement (
  case_id uuid not null,
  asked_at timestamp with time zone not null,
  due_on date not null,
  items bytea not null,
  answered_at timestamp with time zone,
  constraint supplement_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases."case"(id),
  constraint supplement_pkey PRIMARY KEY (case_id)
);
-- Tasks of the route of a case: which element of the route, which department, and what it came to. Where a task waits is in queue.ticket.
create table cases.task (
  case_id uuid not null,
  n smallint not null,
  element text not null,
  instance text not null,
  department text,
  unit_id uuid not null,
  name text not null,
  opened_at timestamp with time zone not null,
  due_on date,
  closed_at timestamp with time zone,
  ended text,
  outcome text,
  constraint a_closed_task_says_how CHECK (((closed_at IS NULL) = (ended IS NULL))),
  constraint a_task_ends_in_one_of_these_ways CHECK ((ended = ANY (ARRAY['passed'::text, 'consented'::text, 'dropped'::text, 'lost'::text]))),
  constraint a_task_of_a_route_is_numbered_after_acceptance CHECK ((n >= 1)),
  constraint an_opinion_is_for_or_against CHECK ((outcome = ANY (ARRAY['agree'::text, 'object'::text]))),
  constraint who_passed_said_something CHECK (((ended = ANY (ARRAY['passed'::text, 'consented'::text])) = (outcome IS NOT NULL))),
  constraint task_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases."case"(id) DEFERRABLE INITIALLY DEFERRED,
  constraint task_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint task_pkey PRIMARY KEY (case_id, n)
);
-- Who was on a visit in office, as one version of its record says: each of them has to sign that version (行政许可法 34).
create table cases.visit_inspector (
  case_id uuid not null,
  n smallint not null,
  version smallint not null,
  kind text not null default 'record'::text,
  officer_id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  constraint only_a_record_names_inspectors CHECK ((kind = 'record'::text)),
  constraint visit_inspector_case_id_n_version_kind_fkey FOREIGN KEY (case_id, n, version, kind) REFERENCES cases.visit_version(case_id, n, version, kind),
  constraint visit_inspector_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES identity.officer(id),
  constraint visit_inspector_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint visit_inspector_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint visit_inspector_pkey PRIMARY KEY (case_id, n, version, officer_id),
  constraint a_person_inspects_once UNIQUE (case_id, n, version, person_id)
);
-- An inspector has signed a version of the record of a visit, from their own account. A record that is written anew has no signatures.
create table cases.visit_signature (
  case_id uuid not null,
  n smallint not null,
  version smallint not null,
  officer_id uuid not null,
  signed_at timestamp with time zone not null,
  constraint only_who_was_there_signs FOREIGN KEY (case_id, n, version, officer_id) REFERENCES cases.visit_inspector(case_id, n, version, officer_id),
  constraint visit_signature_pkey PRIMARY KEY (case_id, n, version, officer_id)
);
-- A visit to the site (现场核查) at a task of a route: its day as it was set, and its one record, as often as either was written anew; the latest counts. sealed, under the key of the case, holds time, place, who was there, the checklist and what was found.
create table cases.visit_version (
  case_id uuid not null,
  n smallint not null,
  version smallint not null,
  kind text not null,
  visited_on date not null,
  officer_id uuid not null,
  unit_id uuid not null,
  at timestamp with time zone not null,
  sealed bytea not null,
  constraint a_visit_is_planned_or_recorded CHECK ((kind = ANY (ARRAY['plan'::text, 'record'::text]))),
  constraint nobody_records_what_is_to_come CHECK (((kind = 'plan'::text) OR (visited_on <= ((at AT TIME ZONE 'Asia/Shanghai'::text))::date))),
  constraint versions_of_a_visit_start_at_one CHECK ((version >= 1)),
  constraint visit_version_case_id_n_fkey FOREIGN KEY (case_id, n) REFERENCES cases.task(case_id, n),
  constraint visit_version_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES identity.officer(id),
  constraint visit_version_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint visit_version_pkey PRIMARY KEY (case_id, n, version),
  constraint a_version_of_a_visit_has_one_kind UNIQUE (case_id, n, version, kind)
);
-- Imports that changed something: an import that changes nothing leaves no row.
create table catalogue.import_run (
  id bigint not null,
  format text not null,
  file_name text not null,
  started_at timestamp with time zone not null,
  lines integer not null,
  imported integer not null,
  repaired integer not null,
  unchanged integer not null,
  rejected integer not null,
  constraint a_format_is_known CHECK ((format = 'gdzwfw'::text)),
  constraint counts_are_not_negative CHECK ((LEAST(lines, imported, repaired, unchanged, rejected) >= 0)),
  constraint every_line_has_one_outcome CHECK ((lines = ((imported + unchanged) + rejected))),
  constraint repaired_lines_were_imported CHECK ((repaired <= imported)),
  constraint import_run_pkey PRIMARY KEY (id)
);
-- Service items (事项). What an item says is in its versions; the one with the highest number is current.
create table catalogue.item (
  id text not null,
  source text not null,
  created_at timestamp with time zone not null,
  constraint a_source_is_known CHECK ((source = ANY (ARRAY['sample'::text, 'gdzwfw'::text]))),
  constraint an_item_id_fits_an_address CHECK ((id ~ '^[0-9A-Z][0-9A-Z-]{0,63}$'::text)),
  constraint item_pkey PRIMARY KEY (id)
);
-- The element set of an item (实施清单, GB/T 39046) as it was published; a case pins the version it was filed under.
create table catalogue.item_version (
  id bigint not null,
  item_id text not null,
  number integer not null,
  digest bytea not null,
  name text not null,
  catalog_code text not null,
  task_code text not null,
  item_type text not null,
  unit_id uuid not null,
  region text not null,
  sample boolean not null,
  elements jsonb not null,
  created_at timestamp with time zone not null,
  written boolean not null default false,
  constraint a_catalog_code_has_12_characters CHECK ((catalog_code ~ '^[0-9]{11}[0-9A-Z]$'::text)),
  constraint a_digest_is_sha256 CHECK ((octet_length(digest) = 32)),
  constraint a_name_is_not_empty CHECK ((name <> ''::text)),
  constraint a_region_is_a_code CHECK ((region ~ '^(\d{6}|\d{9}|\d{12})$'::text)),
  constraint a_task_code_ends_with_the_catalog_code CHECK (("right"(task_code, 12) = catalog_code)),
  constraint a_task_code_has_31_characters CHECK ((task_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}[1-7][0-9]{11}[0-9A-Z]$'::text)),
  constraint an_item_type_is_of_the_national_table CHECK ((item_type = ANY (ARRAY['01'::text, '02'::text, '03'::text, '04'::text, '05'::text, '06'::text, '07'::text, '08'::text, '09'::text, '10'::text, '20'::text]))),
  constraint the_columns_repeat_the_elements CHECK ((((elements ->> 'name'::text) = name) AND ((elements ->> 'taskCode'::text) = task_code) AND ((elements ->> 'catalogCode'::text) = catalog_code) AND ((elements ->> 'itemType'::text) = item_type))),
  constraint versions_are_numbered_from_one CHECK ((number >= 1)),
  constraint item_version_item_id_fkey FOREIGN KEY (item_id) REFERENCES catalogue.item(id),
  constraint item_version_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint item_version_pkey PRIMARY KEY (id),
  constraint versions_of_an_item_are_numbered_once UNIQUE (item_id, number)
);
-- Lines that an import could not take, with their raw bytes (the beginning, if too long), to be tried again.
create table catalogue.rejected_line (
  id bigint not null,
  format text not null,
  file_name text not null,
  line integer not null,
  digest bytea not null,
  bytes bytea not null,
  length bigint not null,
  item_id text,
  reason text not null,
  reason_values jsonb not null,
  rejected_at timestamp with time zone not null,
  tried_at timestamp with time zone,
  resolved_at timestamp with time zone,
  constraint a_digest_is_sha256 CHECK ((octet_length(digest) = 32)),
  constraint a_format_is_known CHECK ((format = 'gdzwfw'::text)),
  constraint a_reason_is_a_translation_key CHECK ((reason ~ '^catalogue\.line\.[a-z-]+$'::text)),
  constraint lines_are_counted_from_one CHECK ((line >= 1)),
  constraint what_is_kept_is_at_most_the_line CHECK ((octet_length(bytes) <= length)),
  constraint rejected_line_pkey PRIMARY KEY (id)
);
-- What was searched for in vain: words and days, never who or from where. Long numbers are cut out before.
create table catalogue.search_miss (
  query text not null,
  times integer not null default 1,
  first_on date not null,
  last_on date not null,
  constraint a_query_has_no_long_numbers CHECK ((query !~ '\d{5}'::text)),
  constraint a_query_is_short CHECK (((char_length(query) >= 1) AND (char_length(query) <= 60))),
  constraint the_first_day_is_not_after_the_last CHECK ((first_on <= last_on)),
  constraint times_are_counted_from_one CHECK ((times >= 1)),
  constraint search_miss_pkey PRIMARY KEY (query)
);
-- What people say and what the catalogue calls it. Rows of the release follow db/seeds/synonyms.json; the city adds its own.
create table catalogue.synonym (
  everyday text not null,
  official text not null,
  source text not null,
  constraint a_source_is_known CHECK ((source = ANY (ARRAY['release'::text, 'city'::text]))),
  constraint words_are_not_empty CHECK (((everyday <> ''::text) AND (official <> ''::text))),
  constraint synonym_pkey PRIMARY KEY (everyday, official)
);
-- Changes of the calendar of a region and of those inside it, against the notices of the State Council; what is in the sample city has no officer. publishes: the year whose whole calendar the change brings, because this release does not know it yet.
create table clocks.calendar_change (
  id bigint not null,
  region text not null,
  effective_on date not null,
  publishes smallint,
  reason text not null,
  officer_id uuid,
  at timestamp with time zone not null,
  constraint a_change_says_why CHECK ((reason <> ''::text)),
  constraint a_published_year_is_a_year CHECK (((publishes >= 1990) AND (publishes <= 2200))),
  constraint a_region_is_a_code CHECK ((region ~ '^\d{6}$'::text)),
  constraint calendar_change_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES identity.officer(id),
  constraint calendar_change_pkey PRIMARY KEY (id)
);
-- Whether people work on a day, by one change of the calendar.
create table clocks.calendar_day (
  change_id bigint not null,
  day date not null,
  works boolean not null,
  constraint calendar_day_change_id_fkey FOREIGN KEY (change_id) REFERENCES clocks.calendar_change(id),
  constraint a_day_has_one_value_in_a_change PRIMARY KEY (change_id, day)
);
-- Who has how long for what. The budget is value and unit from started_at; what does not count of it is in clocks.suspension, what was added in clocks.extension. Nothing says that a clock is overdue: that follows from now.
create table clocks.clock (
  id uuid not null default gen_random_uuid(),
  subject uuid not null,
  kind text not null,
  n smallint,
  round smallint not null default 1,
  region text not null,
  value integer not null,
  unit text not null,
  started_at timestamp with time zone not null,
  opened_at timestamp with time zone not null,
  legal boolean not null,
  unit_id uuid,
  stopped_at timestamp with time zone,
  due_at timestamp with time zone not null,
  next_at timestamp with time zone,
  next_rung text,
  constraint a_clock_counts_from_no_later_than_it_is_known CHECK ((opened_at >= started_at)),
  constraint a_clock_stops_after_its_start CHECK ((stopped_at >= started_at)),
  constraint a_kind_of_clock_is_known CHECK ((kind = ANY (ARRAY['acceptance'::text, 'supplement'::text, 'promised'::text, 'statutory'::text, 'task'::text, 'delivery'::text, 'order'::text, 'answer'::text, 'renewal'::text]))),
  constraint a_limit_ends_after_its_start CHECK ((due_at > started_at)),
  constraint a_limit_is_more_than_nothing CHECK ((value > 0)),
  constraint a_next_rung_has_its_moment CHECK (((next_at IS NULL) = (next_rung IS NULL))),
  constraint a_region_is_a_code CHECK ((region ~ '^\d{6}(\d{3}(\d{3})?)?$'::text)),
  constraint a_unit_of_time_is_known CHECK ((unit = ANY (ARRAY['workday'::text, 'naturalDay'::text, 'month'::text, 'hour'::text, 'minute'::text]))),
  constraint rounds_are_counted_from_one CHECK ((round >= 1)),
  constraint clock_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint clock_pkey PRIMARY KEY (id),
  constraint a_clock_is_started_once_a_round UNIQUE NULLS NOT DISTINCT (subject, kind, n, round)
);
-- What was added to a limit while it ran (行政许可法 42): by each article once.
create table clocks.extension (
  clock_id uuid not null,
  basis text not null,
  value integer not null,
  unit text not null,
  at timestamp with time zone not null,
  written_by xid8 not null default pg_current_xact_id(),
  constraint a_unit_of_time_is_known CHECK ((unit = ANY (ARRAY['workday'::text, 'naturalDay'::text, 'month'::text, 'hour'::text, 'minute'::text]))),
  constraint an_extension_is_more_than_nothing CHECK ((value > 0)),
  constraint an_extension_says_its_basis CHECK ((basis <> ''::text)),
  constraint extension_clock_id_fkey FOREIGN KEY (clock_id) REFERENCES clocks.clock(id),
  constraint a_basis_extends_a_limit_once PRIMARY KEY (clock_id, basis)
);
-- What the deadline of a clock was, from when on, and why it moved.
create table clocks.projection (
  id bigint not null,
  clock_id uuid not null,
  at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  reason text not null,
  change_id bigint,
  constraint a_reason_is_known CHECK ((reason = ANY (ARRAY['started'::text, 'suspended'::text, 'resumed'::text, 'extended'::text, 'calendar'::text]))),
  constraint only_the_calendar_has_a_change CHECK (((reason = 'calendar'::text) = (change_id IS NOT NULL))),
  constraint projection_change_id_fkey FOREIGN KEY (change_id) REFERENCES clocks.calendar_change(id),
  constraint projection_clock_id_fkey FOREIGN KEY (clock_id) REFERENCES clocks.clock(id),
  constraint projection_pkey PRIMARY KEY (id)
);
-- What came of the passing of time, each once: the insert is the claim. Its effect carries legal_at, whenever a worker came to it; seq is the order in which they came to pass.
create table clocks.rung (
  clock_id uuid not null,
  rung text not null,
  subject uuid not null,
  legal_at timestamp with time zone not null,
  raised_at timestamp with time zone not null,
  seq bigint not null,
  written_by xid8 not null default pg_current_xact_id(),
  constraint nothing_is_raised_before_its_moment CHECK ((legal_at <= raised_at)),
  constraint rung_clock_id_fkey FOREIGN KEY (clock_id) REFERENCES clocks.clock(id),
  constraint a_rung_is_raised_once PRIMARY KEY (clock_id, rung)
);
-- Times that do not count (行政许可法 45, or another article that the item cites), for some kinds of clocks of one subject. clock_id: the clock on whose ladder its planned end stands. planned_end: its last day; after it the clocks run again by themselves.
create table clocks.suspension (
  id uuid not null default gen_random_uuid(),
  subject uuid not null,
  clock_id uuid not null,
  kinds text[] not null,
  n smallint,
  kind text not null,
  basis text not null,
  from_at timestamp with time zone not null,
  planned_end date not null,
  constraint a_suspension_is_planned_to_end_after_it_begins CHECK ((planned_end >= ((from_at AT TIME ZONE 'Asia/Shanghai'::text))::date)),
  constraint a_suspension_says_what_it_is CHECK (((kind <> ''::text) AND (basis <> ''::text))),
  constraint a_suspension_suspends_something CHECK ((cardinality(kinds) > 0)),
  constraint suspension_clock_id_fkey FOREIGN KEY (clock_id) REFERENCES clocks.clock(id),
  constraint suspension_pkey PRIMARY KEY (id)
);
-- When a suspension was over: ended by somebody, or by itself at its planned end (planned).
create table clocks.suspension_end (
  suspension_id uuid not null,
  ended_at timestamp with time zone not null,
  planned boolean not null,
  constraint suspension_end_suspension_id_fkey FOREIGN KEY (suspension_id) REFERENCES clocks.suspension(id),
  constraint suspension_end_pkey PRIMARY KEY (suspension_id)
);
-- A form exactly as it was filled in: drafts and cases point at it for ever, so rows never change.
create table forms.form_version (
  id uuid not null default gen_random_uuid(),
  digest text not null,
  form_id text not null,
  definition jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint definition_is_the_form_it_names CHECK (((definition ->> 'id'::text) = form_id)),
  constraint digest_is_sha256_in_hex CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint form_version_pkey PRIMARY KEY (id),
  constraint a_form_is_kept_once UNIQUE (digest)
);
-- Every read of personal data by staff: who, whose, for which case, why, and which fields.
create table identity.access_log (
  id bigint not null,
  at timestamp with time zone not null default now(),
  officer_id uuid not null,
  person_id uuid,
  case_ref text,
  purpose text not null,
  fields text[] not null,
  constraint an_access_has_a_purpose CHECK ((purpose <> ''::text)),
  constraint an_access_has_a_subject CHECK (((person_id IS NOT NULL) OR (case_ref IS NOT NULL))),
  constraint an_access_names_its_fields CHECK ((cardinality(fields) > 0)),
  constraint access_log_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES identity.officer(id),
  constraint access_log_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint access_log_pkey PRIMARY KEY (id)
);
-- A way to sign in, as a resident or as one officer. The login is a blind index; samples work in demo mode only.
create table identity.credential (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  officer_id uuid,
  login_index bytea not null,
  index_key_version smallint not null,
  password_hash text not null,
  sample boolean not null,
  created_at timestamp with time zone not null,
  disabled_at timestamp with time zone,
  constraint a_password_is_stored_as_scrypt CHECK ((password_hash ~~ 'scrypt$%'::text)),
  constraint credential_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES identity.officer(id),
  constraint credential_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint credential_pkey PRIMARY KEY (id),
  constraint a_login_is_given_once UNIQUE (login_index)
);
-- What somebody had typed into a page when it could not be taken: the session was over, or the case no longer in hand. Sealed under the key of that person, shown to that sign-in alone, gone after a day. The page is a keyed digest of its address.
create table identity.kept_input (
  credential_id uuid not null,
  place bytea not null,
  sealed bytea not null,
  kept_at timestamp with time zone not null,
  constraint a_place_is_a_keyed_digest CHECK ((octet_length(place) = 32)),
  constraint kept_input_is_no_store CHECK ((octet_length(sealed) <= 131072)),
  constraint kept_input_credential_id_fkey FOREIGN KEY (credential_id) REFERENCES identity.credential(id),
  constraint kept_input_pkey PRIMARY KEY (credential_id, place)
);
-- A person may act for an organisation, from the first to the last day, both included, unless revoked.
create table identity.mandate (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  organisation_id uuid not null,
  starts_on date not null,
  ends_on date,
  granted_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint a_mandate_ends_after_it_starts CHECK ((ends_on >= starts_on)),
  constraint a_mandate_is_revoked_after_it_was_granted CHECK ((revoked_at >= granted_at)),
  constraint mandate_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity.organisation(id),
  constraint mandate_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint mandate_pkey PRIMARY KEY (id)
);
-- A person in the service of a unit. Somebody who has left cannot sign in as an officer.
create table identity.officer (
  id uuid not null default gen_random_uuid(),
  person_id uuid not null,
  unit_id uuid not null,
  appointed_at timestamp with time zone not null,
  left_at timestamp with time zone,
  constraint an_officer_leaves_after_being_appointed CHECK ((left_at >= appointed_at)),
  constraint officer_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint officer_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint officer_pkey PRIMARY KEY (id)
);
-- Legal persons. Name, credit code and address are public facts; who represents it is encrypted.
create table identity.organisation (
  id uuid not null,
  credit_code text not null,
  name text not null,
  region text not null,
  address text not null,
  data_key bytea not null,
  sealed bytea not null,
  sample boolean not null,
  created_at timestamp with time zone not null,
  constraint a_credit_code_has_18_characters CHECK ((credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'::text)),
  constraint a_region_is_a_code CHECK ((region ~ '^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$'::text)),
  constraint organisation_pkey PRIMARY KEY (id),
  constraint one_organisation_per_credit_code UNIQUE (credit_code)
);
-- Natural persons. Name, identity number, phone, region and address are encrypted whole under a data key per person.
create table identity.person (
  id uuid not null,
  data_key bytea,
  sealed bytea,
  name_index bytea,
  identity_number_index bytea,
  phone_index bytea,
  index_key_version smallint,
  sample boolean not null,
  created_at timestamp with time zone not null,
  erased_at timestamp with time zone,
  constraint an_erased_person_has_no_data CHECK (
CASE
    WHEN (erased_at IS NULL) THEN (num_nulls(data_key, sealed, name_index, identity_number_index, index_key_version) = 0)
    ELSE (num_nonnulls(data_key, sealed, name_index, identity_number_index, phone_index) = 0)
END),
  constraint person_pkey PRIMARY KEY (id),
  constraint one_person_per_identity_number UNIQUE (identity_number_index)
);
-- What oidc-provider keeps: interactions, codes, grants, sessions. Ids are bearer secrets, so only their SHA-256 is here.
create table identity.provider_payload (
  model text not null,
  id_hash bytea not null,
  sealed bytea not null,
  grant_hash bytea,
  uid_hash bytea,
  expires_at timestamp with time zone,
  consumed_at timestamp with time zone,
  constraint provider_payload_pkey PRIMARY KEY (model, id_hash)
);
-- Keys of the identity provider, made once and encrypted: signing, cookies, the client's secret, payloads.
create table identity.provider_secret (
  name text not null,
  data_key bytea not null,
  sealed bytea not null,
  created_at timestamp with time zone not null,
  constraint provider_secret_pkey PRIMARY KEY (name)
);
-- What an officer may do, for which unit and those below it, in which region and those inside it.
create table identity.role_grant (
  id uuid not null default gen_random_uuid(),
  officer_id uuid not null,
  role text not null,
  unit_id uuid not null,
  region text not null,
  granted_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint a_grant_ends_after_it_began CHECK ((ended_at >= granted_at)),
  constraint a_region_is_a_code CHECK ((region ~ '^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$'::text)),
  constraint a_role_is_known CHECK ((role = ANY (ARRAY['clerk'::text, 'examiner'::text, 'approver'::text, 'bureau'::text, 'supervisor'::text]))),
  constraint role_grant_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES identity.officer(id),
  constraint role_grant_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint role_grant_pkey PRIMARY KEY (id)
);
-- Sign-ins. The token itself is with the browser only; the provider's ID token is kept, encrypted, to sign out there too.
create table identity.session (
  id uuid not null default gen_random_uuid(),
  token_hash bytea not null,
  credential_id uuid not null,
  organisation_id uuid,
  sealed_id_token bytea,
  started_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  idle_minutes numeric not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint a_session_ends_after_it_started CHECK (((expires_at > started_at) AND (ended_at >= started_at))),
  constraint a_session_token_is_stored_as_sha256 CHECK ((octet_length(token_hash) = 32)),
  constraint session_credential_id_fkey FOREIGN KEY (credential_id) REFERENCES identity.credential(id),
  constraint session_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES identity.organisation(id),
  constraint session_pkey PRIMARY KEY (id),
  constraint a_session_token_is_unique UNIQUE (token_hash)
);
-- Attempts to sign in that failed or are under way; a success deletes its own row. Kept for an hour.
create table identity.sign_in_attempt (
  id bigint not null,
  login_index bytea not null,
  address_index bytea not null,
  failed boolean not null default false,
  at timestamp with time zone not null,
  constraint sign_in_attempt_pkey PRIMARY KEY (id)
);
-- Agencies, by unified social credit code (uscc; organisation code where a source has no other). One serves those without staff.
create table identity.unit (
  id uuid not null default gen_random_uuid(),
  uscc text not null,
  name text not null,
  short_name text not null,
  region text not null,
  parent_id uuid,
  general boolean not null default false,
  sample boolean not null,
  constraint a_region_is_a_code CHECK ((region ~ '^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$'::text)),
  constraint a_unit_code_is_public_text CHECK ((uscc ~ '^[0-9A-Z-]{2,40}$'::text)),
  constraint a_unit_has_names CHECK (((name <> ''::text) AND (short_name <> ''::text))),
  constraint a_unit_is_not_above_itself CHECK ((parent_id <> id)),
  constraint unit_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES identity.unit(id),
  constraint unit_pkey PRIMARY KEY (id),
  constraint a_unit_code_is_unique UNIQUE (uscc)
);
-- How often something that could be guessed was tried within an hour; subjects are keyed digests, never addresses or numbers.
create table kernel.attempt (
  purpose text not null,
  subject bytea not null,
  hour timestamp with time zone not null,
  count integer not null,
  constraint a_subject_is_a_keyed_digest CHECK ((octet_length(subject) = 32)),
  constraint attempts_are_counted_from_one CHECK ((count >= 1)),
  constraint attempt_pkey PRIMARY KEY (purpose, subject, hour)
);
-- When a part of the platform that answers no requests, as the worker, was last alive; one row per part, whatever the number of processes.
create table kernel.heartbeat (
  part text not null,
  at timestamp with time zone not null,
  constraint heartbeat_pkey PRIMARY KEY (part)
);
-- One row per intended act: repeated with the same key, it gives the same answer. Kept for 30 days.
create table kernel.idempotency (
  actor text not null,
  use_case text not null,
  key text not null,
  body_digest bytea not null,
  answer jsonb,
  created_at timestamp with time zone not null default now(),
  constraint body_digest_is_sha256 CHECK ((octet_length(body_digest) = 32)),
  constraint idempotency_pkey PRIMARY KEY (actor, use_case, key)
);
-- A keyed digest per master key that this database was written under: a start with another key is refused before it does harm.
create table kernel.master_key (
  version integer not null,
  proof bytea not null,
  first_used_at timestamp with time zone not null default now(),
  constraint proof_is_sha256 CHECK ((octet_length(proof) = 32)),
  constraint version_is_positive CHECK ((version > 0)),
  constraint master_key_pkey PRIMARY KEY (version)
);
-- Administrative divisions (GB/T 2260, GB/T 10114): provinces, prefectures and counties of the country, towns and villages of the city. Loaded from db/seeds/regions.json.
create table kernel.region (
  code text not null,
  name text not null,
  parent text,
  level text not null,
  full_name text not null,
  constraint region_code_and_parent_fit_its_level CHECK (
CASE level
    WHEN 'province'::text THEN ((code ~ '^\d{2}0000$'::text) AND (parent IS NULL))
    WHEN 'prefecture'::text THEN ((code ~ '^\d{4}00$'::text) AND (parent = ("left"(code, 2) || '0000'::text)))
    WHEN 'county'::text THEN ((code ~ '^\d{6}$'::text) AND (parent = ("left"(code, 4) || '00'::text)))
    WHEN 'town'::text THEN ((code ~ '^\d{9}$'::text) AND (parent = "left"(code, 6)))
    WHEN 'village'::text THEN ((code ~ '^\d{12}$'::text) AND (parent = "left"(code, 9)))
    ELSE false
END),
  constraint region_has_a_name CHECK (((name <> ''::text) AND (full_name <> ''::text))),
  constraint region_parent_fkey FOREIGN KEY (parent) REFERENCES kernel.region(code),
  constraint region_pkey PRIMARY KEY (code)
);
-- Thresholds that differ from their default in modules/kernel/settings.ts.
create table kernel.setting (
  name text not null,
  value numeric not null,
  changed_at timestamp with time zone not null default now(),
  constraint setting_is_not_negative CHECK ((value >= (0)::numeric)),
  constraint setting_pkey PRIMARY KEY (name)
);
-- Every checkpoint that the log has signed, as it was published, without cosignatures (C2SP tlog-checkpoint).
create table ledger.checkpoint (
  size bigint not null,
  root bytea not null,
  note text not null,
  at timestamp with time zone not null,
  constraint a_checkpoint_has_a_size CHECK ((size >= 0)),
  constraint a_note_names_its_size CHECK ((split_part(note, '
'::text, 2) = (size)::text)),
  constraint a_root_is_a_sha_256 CHECK ((octet_length(root) = 32)),
  constraint checkpoint_pkey PRIMARY KEY (size)
);
-- Logs that were closed because their history could not be completed: the last checkpoint of each, and the leaf of the next log that cites it.
create table ledger.closed_log (
  origin text not null,
  size bigint not null,
  note text not null,
  closed_at timestamp with time zone not null,
  cited_at bigint not null,
  constraint a_closed_log_has_a_size CHECK ((size >= 0)),
  constraint closed_log_cited_at_fkey FOREIGN KEY (cited_at) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint closed_log_pkey PRIMARY KEY (origin)
);
-- The newest cosignature of each witness on a checkpoint, as a line of the note (C2SP tlog-cosignature).
create table ledger.cosignature (
  size bigint not null,
  witness text not null,
  line text not null,
  cosigned_at timestamp with time zone not null,
  constraint a_signature_line_is_one_line CHECK ((line ~ '^— [^\n]+\n$'::text)),
  constraint cosignature_size_fkey FOREIGN KEY (size) REFERENCES ledger.checkpoint(size),
  constraint cosignature_pkey PRIMARY KEY (size, witness)
);
-- Number of leaves. Its row lock is the last lock of every act, so commit order is index order.
create table ledger.head (
  single boolean not null default true,
  size bigint not null default 0,
  constraint size_is_not_negative CHECK ((size >= 0)),
  constraint there_is_one_head CHECK (single),
  constraint head_pkey PRIMARY KEY (single)
);
-- Keys that sign checkpoints and receipts, with the leaves that announced and ended them.
create table ledger.key (
  vkey text not null,
  purpose text not null,
  added_index bigint not null,
  removed_index bigint,
  constraint a_key_is_removed_after_it_was_added CHECK ((removed_index > added_index)),
  constraint a_purpose_is_known CHECK ((purpose = ANY (ARRAY['log'::text, 'receipt'::text]))),
  constraint key_added_index_fkey FOREIGN KEY (added_index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint key_removed_index_fkey FOREIGN KEY (removed_index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint key_pkey PRIMARY KEY (vkey)
);
-- The leaves as they will be published, RFC 8785 JSON; leaf_hash is RFC 6962 (section 2.1).
create table ledger.leaf (
  index bigint not null,
  kind text not null,
  bytes bytea not null,
  leaf_hash bytea not null generated always as (sha256(('\x00'::bytea || bytes))),
  constraint a_leaf_is_at_most_1_kib CHECK (((octet_length(bytes) >= 2) AND (octet_length(bytes) <= 1024))),
  constraint index_is_not_negative CHECK ((index >= 0)),
  constraint leaf_pkey PRIMARY KEY (index)
);
-- How publishing goes: what was last seen to be durable, which checkpoint a quorum has cosigned, and what stands in the way.
create table ledger.publication (
  single boolean not null default true,
  barrier bigint not null default 0,
  checked_at timestamp with time zone,
  quorum_needed boolean not null default false,
  quorum_since timestamp with time zone,
  witnessed_size bigint,
  witnessed_at timestamp with time zone,
  problem text,
  compared_since timestamp with time zone,
  constraint a_problem_is_a_code CHECK ((problem ~ '^ledger\.[a-z-]+$'::text)),
  constraint a_witnessed_checkpoint_says_when CHECK (((witnessed_size IS NULL) = (witnessed_at IS NULL))),
  constraint there_is_one_publication CHECK (single),
  constraint publication_witnessed_size_fkey FOREIGN KEY (witnessed_size) REFERENCES ledger.checkpoint(size),
  constraint publication_pkey PRIMARY KEY (single)
);
-- Uploaded files: one row each, begun before the first byte is written and described (stored_at) once the last one is on disk. The file lies under DATA_DIR/files, encrypted under data_key. Grade C: uploaded by the person, not verified.
create table materials.asset (
  id uuid not null,
  owner_id uuid not null,
  grade text not null default 'C'::text,
  data_key bytea not null,
  sealed_name bytea not null,
  media_type text,
  size bigint,
  sha256 bytea,
  created_at timestamp with time zone not null,
  stored_at timestamp with time zone,
  constraint a_digest_is_sha256 CHECK ((octet_length(sha256) = 32)),
  constraint a_file_is_not_empty CHECK ((size > 0)),
  constraint a_file_is_stored_after_it_was_begun CHECK ((stored_at >= created_at)),
  constraint a_grade_is_known CHECK ((grade = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text]))),
  constraint a_media_type_is_accepted CHECK ((media_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'application/pdf'::text]))),
  constraint a_stored_file_is_described CHECK ((num_nulls(media_type, size, sha256, stored_at) = ANY (ARRAY[0, 4]))),
  constraint asset_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES identity.person(id),
  constraint asset_pkey PRIMARY KEY (id)
);
-- Which file was handed in with which case, for what and by whom. Append-only.
create table materials.use (
  id bigint not null,
  asset_id uuid not null,
  case_no text not null,
  purpose text not null,
  person_id uuid not null,
  at timestamp with time zone not null,
  constraint a_purpose_is_known CHECK ((purpose = ANY (ARRAY['filing'::text, 'supplement'::text]))),
  constraint use_asset_id_fkey FOREIGN KEY (asset_id) REFERENCES materials.asset(id),
  constraint use_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint use_pkey PRIMARY KEY (id),
  constraint a_file_is_used_once_for_a_purpose_of_a_case UNIQUE (asset_id, case_no, purpose)
);
-- What an applicant is told about a bundle as a whole, each moment once; sealed under the key of the application. Of its parts only what the applicant has to do is told (notifications.message).
create table notifications.bundle_message (
  application_id uuid not null,
  moment text not null,
  kind text not null,
  person_id uuid not null,
  at timestamp with time zone not null,
  sealed bytea not null,
  read_at timestamp with time zone,
  constraint a_kind_fits_its_moment CHECK (((moment = 'filed'::text) = (kind = 'filed'::text))),
  constraint a_kind_is_known CHECK ((kind = ANY (ARRAY['filed'::text, 'granted'::text, 'partly'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint a_moment_is_known CHECK ((moment = ANY (ARRAY['filed'::text, 'ended'::text]))),
  constraint bundle_message_application_id_fkey FOREIGN KEY (application_id) REFERENCES bundles.application(id) ON DELETE CASCADE,
  constraint bundle_message_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint bundle_message_pkey PRIMARY KEY (application_id, moment)
);
-- One message per change of a case, exactly once; sealed under the key of the case.
create table notifications.message (
  event_id uuid not null,
  person_id uuid not null,
  case_id uuid not null,
  kind text not null,
  at timestamp with time zone not null,
  ledger_index bigint not null,
  sealed bytea not null,
  read_at timestamp with time zone,
  constraint message_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases."case"(id),
  constraint message_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person(id),
  constraint message_pkey PRIMARY KEY (event_id)
);
-- Changes of a service that are being prepared: its route (BPMN) and decision models (DMN, by name). revision rises with every save, so that nobody overwrites somebody else unseen.
create table publishing.change (
  id uuid not null default gen_random_uuid(),
  item_id text not null,
  base_version_id bigint not null,
  revision integer not null default 1,
  route text,
  decisions jsonb not null default '{}'::jsonb,
  note text not null default ''::text,
  state text not null default 'draft'::text,
  begun_by uuid not null,
  saved_at timestamp with time zone not null,
  proposed_by uuid,
  proposed_at timestamp with time zone,
  refusal text,
  ended_by uuid,
  ended_at timestamp with time zone,
  version_id bigint,
  form jsonb,
  examples jsonb not null default '{}'::jsonb,
  texts jsonb not null default '[]'::jsonb,
  item jsonb,
  saved_by uuid,
  constraint a_form_is_an_object CHECK (((form IS NULL) OR (jsonb_typeof(form) = 'object'::text))),
  constraint a_state_is_known CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'published'::text, 'discarded'::text]))),
  constraint decisions_are_an_object CHECK ((jsonb_typeof(decisions) = 'object'::text)),
  constraint examples_are_an_object CHECK ((jsonb_typeof(examples) = 'object'::text)),
  constraint nobody_publishes_their_own_proposal CHECK (((state <> 'published'::text) OR (proposed_by <> ended_by))),
  constraint revisions_are_counted_from_one CHECK ((revision >= 1)),
  constraint texts_are_a_list CHECK ((jsonb_typeof(texts) = 'array'::text)),
  constraint what_has_ended_says_when CHECK (((state = ANY (ARRAY['published'::text, 'discarded'::text])) = ((ended_at IS NOT NULL) AND (ended_by IS NOT NULL)))),
  constraint what_is_proposed_says_by_whom CHECK (((state <> ALL (ARRAY['proposed'::text, 'published'::text])) OR ((proposed_by IS NOT NULL) AND (proposed_at IS NOT NULL)))),
  constraint what_is_published_has_a_version CHECK (((state = 'published'::text) = (version_id IS NOT NULL))),
  constraint written_elements_are_an_object CHECK (((item IS NULL) OR (jsonb_typeof(item) = 'object'::text))),
  constraint change_base_version_id_fkey FOREIGN KEY (base_version_id) REFERENCES catalogue.item_version(id),
  constraint change_begun_by_fkey FOREIGN KEY (begun_by) REFERENCES identity.officer(id),
  constraint change_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES identity.officer(id),
  constraint change_item_id_fkey FOREIGN KEY (item_id) REFERENCES catalogue.item(id),
  constraint change_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES identity.officer(id),
  constraint change_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES identity.officer(id),
  constraint change_version_id_fkey FOREIGN KEY (version_id) REFERENCES catalogue.item_version(id),
  constraint change_pkey PRIMARY KEY (id)
);
-- What a version of an item pins besides its elements: form, route, decision models (by the name that routes call them). Nobody's where it came with the catalogue. Items without a row have a form and a route made from their elements.
create table publishing.service_version (
  item_version_id bigint not null,
  form_version_id uuid,
  route_version_id uuid,
  decisions jsonb not null default '{}'::jsonb,
  note text not null default ''::text,
  proposed_by uuid,
  published_by uuid,
  published_at timestamp with time zone not null,
  examples jsonb not null default '{}'::jsonb,
  texts jsonb not null default '[]'::jsonb,
  pools jsonb not null default '{}'::jsonb,
  constraint both_or_neither_are_people CHECK (((proposed_by IS NULL) = (published_by IS NULL))),
  constraint decisions_are_an_object CHECK ((jsonb_typeof(decisions) = 'object'::text)),
  constraint examples_are_an_object CHECK ((jsonb_typeof(examples) = 'object'::text)),
  constraint nobody_publishes_what_they_propose CHECK ((proposed_by <> published_by)),
  constraint pinned_pools_are_an_object CHECK ((jsonb_typeof(pools) = 'object'::text)),
  constraint pinned_texts_are_a_list CHECK ((jsonb_typeof(texts) = 'array'::text)),
  constraint service_version_form_version_id_fkey FOREIGN KEY (form_version_id) REFERENCES forms.form_version(id),
  constraint service_version_item_version_id_fkey FOREIGN KEY (item_version_id) REFERENCES catalogue.item_version(id),
  constraint service_version_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES identity.officer(id),
  constraint service_version_published_by_fkey FOREIGN KEY (published_by) REFERENCES identity.officer(id),
  constraint service_version_route_version_id_fkey FOREIGN KEY (route_version_id) REFERENCES routing.route_version(id),
  constraint service_version_pkey PRIMARY KEY (item_version_id)
);
-- Which pools an officer works in. Nothing an officer types names a pool or a case.
create table queue.assignment (
  officer_id uuid not null,
  pool_id integer not null,
  since timestamp with time zone not null,
  constraint assignment_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES identity.officer(id),
  constraint assignment_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES queue.pool(id),
  constraint assignment_pkey PRIMARY KEY (officer_id, pool_id)
);
-- An officer may not take this case at this stage (any stage if null), because of the act at this index.
create table queue.bar (
  case_id uuid not null,
  officer_id uuid not null,
  index bigint not null,
  stage text,
  constraint a_barred_stage_is_known CHECK ((stage = ANY (ARRAY['acceptance'::text, 'examination'::text, 'decision'::text, 'delivery'::text]))),
  constraint bar_index_fkey FOREIGN KEY (index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint bar_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES identity.officer(id),
  constraint bar_pkey PRIMARY KEY (case_id, officer_id, index)
);
-- A queue: one unit, one stage, several services. Its row is locked by whoever changes who may be taken.
create table queue.pool (
  id integer not null,
  code text not null,
  unit_id uuid not null,
  stage text not null,
  discipline text not null default 'fifo'::text,
  next_qn bigint not null default 1,
  planned_per_week integer not null,
  declared_at timestamp with time zone not null,
  declared_index bigint not null,
  paused_index bigint,
  normal_since integer,
  constraint a_discipline_is_known CHECK ((discipline = ANY (ARRAY['fifo'::text, 'automatic'::text]))),
  constraint a_pool_code_is_public_text CHECK ((code ~ '^[a-z0-9-]{2,40}$'::text)),
  constraint a_stage_is_known CHECK ((stage = ANY (ARRAY['acceptance'::text, 'examination'::text, 'decision'::text, 'delivery'::text]))),
  constraint counted_takes_are_not_negative CHECK ((normal_since >= 0)),
  constraint machines_accept_and_decide CHECK (((discipline = 'fifo'::text) OR (stage = ANY (ARRAY['acceptance'::text, 'decision'::text])))),
  constraint numbers_start_at_one CHECK ((next_qn >= 1)),
  constraint pool_declared_index_fkey FOREIGN KEY (declared_index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint pool_paused_index_fkey FOREIGN KEY (paused_index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint pool_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES identity.unit(id),
  constraint pool_pkey PRIMARY KEY (id),
  constraint a_pool_code_is_unique UNIQUE (code),
  constraint a_unit_has_one_pool_per_stage_and_discipline UNIQUE (unit_id, stage, discipline)
);
-- Priority granted to a case, for its task and the later ones; the latest is in force.
create table queue.priority_grant (
  index bigint not null,
  case_id uuid not null,
  lane smallint not null,
  rule_index bigint not null,
  at timestamp with time zone not null,
  constraint a_grant_gives_priority CHECK ((lane = ANY (ARRAY[0, 1]))),
  constraint priority_grant_index_fkey FOREIGN KEY (index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint priority_grant_rule_index_fkey FOREIGN KEY (rule_index) REFERENCES queue.priority_rule(index),
  constraint priority_grant_pkey PRIMARY KEY (index)
);
-- Grounds of lawful priority, in the ledger a day before they can be used. text is what the leaf's hash is of.
create table queue.priority_rule (
  index bigint not null,
  ground text not null,
  lane smallint not null,
  title text not null,
  basis text not null,
  text text not null,
  declared_at timestamp with time zone not null,
  valid_from timestamp with time zone not null,
  constraint a_basis_fits_its_leaf CHECK (((length(basis) >= 1) AND (length(basis) <= 200))),
  constraint a_ground_gives_priority CHECK ((lane = ANY (ARRAY[0, 1]))),
  constraint a_ground_is_public_text CHECK ((ground ~ '^[a-z0-9-]{2,40}$'::text)),
  constraint a_priority_begins_on_a_whole_second CHECK ((valid_from = date_trunc('second'::text, valid_from))),
  constraint a_priority_is_announced_a_day_before CHECK ((valid_from >= (declared_at + '24:00:00'::interval))),
  constraint priority_rule_index_fkey FOREIGN KEY (index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint priority_rule_pkey PRIMARY KEY (index)
);
-- Until when a ground of priority holds.
create table queue.priority_rule_end (
  rule_index bigint not null,
  index bigint not null,
  until timestamp with time zone not null,
  declared_at timestamp with time zone not null,
  constraint an_end_is_not_in_the_past CHECK ((until >= declared_at)),
  constraint priority_rule_end_index_fkey FOREIGN KEY (index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint priority_rule_end_rule_index_fkey FOREIGN KEY (rule_index) REFERENCES queue.priority_rule(index),
  constraint priority_rule_end_pkey PRIMARY KEY (rule_index),
  constraint a_leaf_ends_one_ground UNIQUE (index)
);
-- Takes from lanes 0 and 1, to be counted on the page of their queue.
create table queue.priority_take (
  index bigint not null,
  pool_id integer not null,
  lane smallint not null,
  at timestamp with time zone not null,
  constraint a_priority_take_is_one CHECK ((lane = ANY (ARRAY[0, 1]))),
  constraint priority_take_index_fkey FOREIGN KEY (index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint priority_take_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES queue.pool(id),
  constraint priority_take_pkey PRIMARY KEY (index)
);
-- What was declared of a queue, and from when it holds: the latest one that has begun is in force. text is what the leaf's hash is of.
create table queue.rule (
  index bigint not null,
  pool_id integer not null,
  discipline text not null,
  quota smallint,
  text text not null,
  declared_at timestamp with time zone not null,
  valid_from timestamp with time zone not null,
  constraint a_quota_leaves_room_for_priority CHECK (((quota >= 2) AND (quota <= 100))),
  constraint a_rule_begins_on_a_whole_second CHECK ((valid_from = date_trunc('second'::text, valid_from))),
  constraint a_rule_discipline_is_known CHECK ((discipline = ANY (ARRAY['fifo'::text, 'automatic'::text]))),
  constraint a_rule_is_not_older_than_its_declaration CHECK ((valid_from >= date_trunc('second'::text, declared_at))),
  constraint rule_index_fkey FOREIGN KEY (index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint rule_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES queue.pool(id) DEFERRABLE INITIALLY DEFERRED,
  constraint rule_pkey PRIMARY KEY (index)
);
-- When a queue was paused and opened again, by whom and why. A queue is open when it is declared.
create table queue.service (
  index bigint not null,
  pool_id integer not null,
  kind text not null,
  reason text not null,
  officer_id uuid,
  at timestamp with time zone not null,
  constraint a_service_change_is_known CHECK ((kind = ANY (ARRAY['open'::text, 'pause'::text]))),
  constraint a_service_reason_is_known CHECK ((reason = ANY (ARRAY['hours'::text, 'holiday'::text, 'fault'::text, 'emergency'::text]))),
  constraint service_index_fkey FOREIGN KEY (index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint service_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES identity.officer(id),
  constraint service_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES queue.pool(id),
  constraint service_pkey PRIMARY KEY (index)
);
-- One task of one case in one pool, ordered by lane and by the index of the case's submission.
create table queue.ticket (
  case_id uuid not null,
  n smallint not null,
  pool_id integer not null,
  qn bigint not null,
  lane smallint not null default 2,
  ref bigint not null,
  state text not null default 'waiting'::text,
  entered_at timestamp with time zone not null,
  taken_by uuid,
  taken_at timestamp with time zone,
  touched_at timestamp with time zone,
  take_index bigint,
  done_at timestamp with time zone,
  grant_index bigint,
  constraint a_done_ticket_says_when CHECK (((state = 'done'::text) = (done_at IS NOT NULL))),
  constraint a_lane_is_known CHECK ((lane = ANY (ARRAY[0, 1, 2]))),
  constraint a_priority_lane_comes_from_a_grant CHECK (((lane = 2) = (grant_index IS NULL))),
  constraint a_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'held'::text, 'taken'::text, 'done'::text]))),
  constraint only_a_taken_ticket_is_in_hand CHECK (((state = 'taken'::text) = ((taken_by IS NOT NULL) AND (taken_at IS NOT NULL) AND (touched_at IS NOT NULL) AND (take_index IS NOT NULL)))),
  constraint ticket_grant_index_fkey FOREIGN KEY (grant_index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint ticket_pool_id_fkey FOREIGN KEY (pool_id) REFERENCES queue.pool(id),
  constraint ticket_ref_fkey FOREIGN KEY (ref) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint ticket_take_index_fkey FOREIGN KEY (take_index) REFERENCES ledger.leaf(index) DEFERRABLE INITIALLY DEFERRED,
  constraint ticket_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES identity.officer(id),
  constraint ticket_pkey PRIMARY KEY (case_id, n),
  constraint a_number_is_given_once_per_pool UNIQUE (pool_id, qn)
);
-- A decision model (DMN, docs/decisions.md) as it was published; rows never change.
create table routing.decision_version (
  id uuid not null default gen_random_uuid(),
  digest text not null,
  xml text not null,
  created_at timestamp with time zone not null default now(),
  constraint a_decision_model_is_not_empty CHECK ((xml <> ''::text)),
  constraint digest_is_sha256_in_hex CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint decision_version_pkey PRIMARY KEY (id),
  constraint a_decision_model_is_kept_once UNIQUE (digest)
);
-- An approval route (BPMN 2.0, subset of docs/routes.md): cases point at it for ever, so rows never change.
create table routing.route_version (
  id uuid not null default gen_random_uuid(),
  digest text not null,
  xml text not null,
  created_at timestamp with time zone not null default now(),
  constraint a_route_is_not_empty CHECK ((xml <> ''::text)),
  constraint digest_is_sha256_in_hex CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint route_version_pkey PRIMARY KEY (id),
  constraint a_route_is_kept_once UNIQUE (digest)
);
-- What the rules found: something to be explained, no verdict. at is when it happened, raised_at when it was noticed, seq the event at which it showed, evidence the events that it rests on. Ids are as the events told them and refer to no row, so that a wrong id stops nothing.
create table supervision.alarm (
  id bigint not null,
  rule text not null,
  key text not null,
  seq bigint not null,
  at timestamp with time zone not null,
  colour text not null,
  case_id uuid,
  unit_id uuid,
  stage text,
  officer_id uuid,
  confidence numeric(3,2),
  facts jsonb not null,
  evidence text[] not null,
  raised_at timestamp with time zone not null,
  constraint a_colour_is_blue_yellow_or_red CHECK ((colour = ANY (ARRAY['blue'::text, 'yellow'::text, 'red'::text]))),
  constraint a_rule_is_named_by_class_and_number CHECK ((rule ~ '^[TPCDMEF]-[0-9]{2}$'::text)),
  constraint an_alarm_rests_on_something CHECK ((cardinality(evidence) > 0)),
  constraint nobody_is_ever_quite_sure CHECK (((confidence >= (0)::numeric) AND (confidence < (1)::numeric))),
  constraint what_is_about_people_says_how_sure_it_is CHECK (((rule !~ '^F'::text) OR (confidence IS NOT NULL))),
  constraint alarm_seq_fkey FOREIGN KEY (seq) REFERENCES supervision.feed(seq),
  constraint alarm_pkey PRIMARY KEY (id),
  constraint the_same_thing_is_found_once UNIQUE (rule, key)
);
-- Every event that the rules were shown, in the order in which they were shown: whoever works through it anew finds the same. Events are cited as source:key; ids in them are those of the platform, nobody is named.
create table supervision.feed (
  seq bigint not null,
  source text not null,
  key text not null,
  type text not null,
  at timestamp with time zone not null,
  event jsonb not null,
  constraint a_source_can_be_cited_with_its_key CHECK (((source ~ '^[a-z][a-z-]*$'::text) AND (key <> ''::text))),
  constraint an_event_is_an_object CHECK ((jsonb_typeof(event) = 'object'::text)),
  constraint the_feed_is_numbered_from_one CHECK ((seq >= 1)),
  constraint feed_pkey PRIMARY KEY (seq),
  constraint an_event_is_shown_once UNIQUE (source, key)
);
-- What a rule remembers of a case, an officer, a queue: made of the feed up to upto and nothing else. No row: what the rule starts with.
create table supervision.rule_state (
  rule text not null,
  scope text not null,
  state jsonb not null,
  upto bigint not null,
  constraint rule_state_upto_fkey FOREIGN KEY (upto) REFERENCES supervision.feed(seq),
  constraint rule_state_pkey PRIMARY KEY (rule, scope)
);
-- How far each source of events has been read: its own place in its own order.
create table supervision.source (
  name text not null,
  upto text not null,
  read_at timestamp with time zone not null,
  constraint source_pkey PRIMARY KEY (name)
);

create view catalogue.current_item as
 SELECT DISTINCT ON (v.item_id) v.item_id AS id,
    v.id AS version,
    v.digest,
    v.catalog_code,
    v.unit_id,
    v.region,
    v.sample,
    v.elements,
    i.source
   FROM (catalogue.item_version v
     JOIN catalogue.item i ON ((i.id = v.item_id)))
  ORDER BY v.item_id, v.number DESC;

CREATE INDEX assessment_by_time ON analytics.assessment USING btree (at DESC);
CREATE INDEX publication_by_time ON analytics.publication USING btree (published_at DESC, item_version_id);
CREATE UNIQUE INDEX publications_follow_each_other ON analytics.publication USING btree (item_version_id, COALESCE(after_index, ('-1'::integer)::bigint));
CREATE INDEX application_by_organisation ON bundles.application USING btree (organisation_id, started_at DESC) WHERE (organisation_id IS NOT NULL);
CREATE INDEX application_by_person ON bundles.application USING btree (person_id, started_at DESC);
CREATE INDEX bundle_change_by_time ON bundles.change USING btree (bundle, saved_at DESC);
CREATE INDEX lost_record_of_application ON bundles.lost_record USING btree (application_id) WHERE (settled_at IS NULL);
CREATE UNIQUE INDEX one_open_change_of_a_bundle ON bundles.change USING btree (bundle) WHERE (state = ANY (ARRAY['draft'::text, 'proposed'::text]));
CREATE UNIQUE INDEX a_decision_is_extended_once ON cases.extension USING btree (case_id) WHERE (granted OR (granted IS NULL));
CREATE UNIQUE INDEX a_department_has_one_open_task_of_an_instance ON cases.task USING btree (case_id, instance, COALESCE(department, ''::text)) WHERE (closed_at IS NULL);
CREATE INDEX automatic_check_by_table ON cases.automatic_check USING btree (decision_version_id) WHERE (decision_version_id IS NOT NULL);
CREATE INDEX automatic_check_by_time ON cases.automatic_check USING btree (at DESC);
CREATE INDEX automatic_check_by_unit ON cases.automatic_check USING btree (unit_id, event_index DESC) INCLUDE (outcome);
CREATE INDEX case_automatic ON cases."case" USING btree (automatic) WHERE (automatic IS NOT NULL);
CREATE INDEX case_before_acceptance ON cases."case" USING btree (status) WHERE (n = accept_n);
CREATE INDEX case_by_day ON cases."case" USING btree (received_at);
CREATE INDEX case_by_route ON cases."case" USING btree (route_version_id) WHERE (route_version_id IS NOT NULL);
CREATE INDEX case_closed_by_version ON cases."case" USING btree (item_version_id, last_index) WHERE (status = ANY (ARRAY['notAccepted'::text, 'approved'::text, 'denied'::text, 'delivered'::text, 'withdrawn'::text, 'terminated'::text]));
CREATE INDEX case_in_review_by_unit ON cases."case" USING btree (unit_id, ref) WHERE (status = ANY (ARRAY['accepted'::text, 'inReview'::text]));
CREATE INDEX case_left_to_people ON cases."case" USING btree (accept_n) WHERE (accept_n > 0);
CREATE INDEX case_of_organisation ON cases."case" USING btree (organisation_id, ref DESC) WHERE (organisation_id IS NOT NULL);
CREATE INDEX case_of_person ON cases."case" USING btree (person_id, ref DESC) WHERE (organisation_id IS NULL);
CREATE INDEX case_open ON cases."case" USING btree (status) WHERE (status = ANY (ARRAY['submitted'::text, 'supplementRequested'::text, 'supplementSubmitted'::text, 'accepted'::text, 'inReview'::text, 'delivering'::text]));
CREATE INDEX case_record_lost ON cases."case" USING btree (record_lost_at) WHERE (record_lost_at IS NOT NULL);
CREATE INDEX draft_by_age ON cases.draft USING btree (saved_at);
CREATE INDEX draft_by_person ON cases.draft USING btree (person_id, saved_at DESC);
CREATE INDEX draft_file_by_asset ON cases.draft_file USING btree (asset_id);
CREATE INDEX due_by_time ON cases.due USING btree (due_at);
CREATE INDEX event_by_case ON cases.event USING btree (case_id, ledger_index);
CREATE INDEX event_by_time ON cases.event USING brin (at) WITH (autosummarize='on', pages_per_range='16');
CREATE INDEX extension_by_case ON cases.extension USING btree (case_id, proposed_at);
CREATE INDEX extension_open_by_unit ON cases.extension USING btree (unit_id, proposed_at) WHERE (decided_at IS NULL);
CREATE INDEX file_by_asset ON cases.file USING btree (asset_id);
CREATE INDEX lost_submission_open ON cases.lost_submission USING btree (ref) WHERE (settled_at IS NULL);
CREATE INDEX objection_answer_by_outcome ON cases.objection_answer USING btree (outcome);
CREATE INDEX objection_by_case ON cases.objection USING btree (case_id, filed_at DESC);
CREATE INDEX objection_by_person ON cases.objection USING btree (person_id, filed_at DESC);
CREATE INDEX objection_by_unit ON cases.objection USING btree (unit_id, filed_at DESC);
CREATE UNIQUE INDEX one_case_per_draft ON cases.draft USING btree (submitted_case);
CREATE UNIQUE INDEX one_special_procedure_at_a_time_per_task ON cases.special USING btree (case_id, n) WHERE (ended_at IS NULL);
CREATE INDEX priority_proposal_by_case ON cases.priority_proposal USING btree (case_id);
CREATE INDEX priority_proposal_by_unit ON cases.priority_proposal USING btree (unit_id, proposed_at DESC);
CREATE INDEX special_by_case ON cases.special USING btree (case_id, begun_at);
CREATE INDEX special_open_by_unit ON cases.special USING btree (unit_id, planned_end) WHERE (ended_at IS NULL);
CREATE INDEX task_open_by_unit ON cases.task USING btree (unit_id, opened_at) WHERE (closed_at IS NULL);
CREATE INDEX visit_inspector_by_officer ON cases.visit_inspector USING btree (officer_id, case_id, n, version);
CREATE UNIQUE INDEX a_line_is_rejected_once ON catalogue.rejected_line USING btree (format, digest) WHERE (resolved_at IS NULL);
CREATE INDEX rejected_line_by_item ON catalogue.rejected_line USING btree (item_id) WHERE (resolved_at IS NULL);
CREATE INDEX search_miss_by_day ON catalogue.search_miss USING btree (last_on, times);
CREATE INDEX version_by_catalog_code ON catalogue.item_version USING btree (catalog_code);
CREATE INDEX version_by_unit ON catalogue.item_version USING btree (unit_id);
CREATE UNIQUE INDEX a_change_moves_a_deadline_once ON clocks.projection USING btree (change_id, clock_id) WHERE (change_id IS NOT NULL);
CREATE INDEX calendar_change_by_region ON clocks.calendar_change USING btree (region, effective_on);
CREATE INDEX clock_by_next_rung ON clocks.clock USING btree (next_at, id) WHERE (next_at IS NOT NULL);
CREATE INDEX clock_running_by_region ON clocks.clock USING btree (region, id) WHERE (stopped_at IS NULL);
CREATE INDEX extension_in_order ON clocks.extension USING btree (written_by, clock_id);
CREATE UNIQUE INDEX one_clock_of_a_kind_runs_at_once ON clocks.clock USING btree (subject, kind, n) NULLS NOT DISTINCT WHERE (stopped_at IS NULL);
CREATE INDEX projection_by_clock ON clocks.projection USING btree (clock_id, id);
CREATE INDEX rung_by_subject ON clocks.rung USING btree (subject, seq);
CREATE INDEX rung_in_order ON clocks.rung USING btree (written_by, seq);
CREATE INDEX suspension_by_subject ON clocks.suspension USING btree (subject, from_at);
CREATE INDEX form_version_by_form ON forms.form_version USING btree (form_id, created_at);
CREATE UNIQUE INDEX a_role_is_granted_once ON identity.role_grant USING btree (officer_id, role, unit_id, region) WHERE (ended_at IS NULL);
CREATE INDEX access_by_case ON identity.access_log USING btree (case_ref, id);
CREATE INDEX access_by_officer ON identity.access_log USING btree (officer_id, id);
CREATE INDEX access_by_person ON identity.access_log USING btree (person_id, id);
CREATE INDEX access_by_time ON identity.access_log USING btree (at);
CREATE INDEX attempt_by_address ON identity.sign_in_attempt USING btree (address_index, at) WHERE failed;
CREATE INDEX attempt_by_age ON identity.sign_in_attempt USING btree (at);
CREATE INDEX attempt_by_login ON identity.sign_in_attempt USING btree (login_index, at);
CREATE INDEX credential_by_person ON identity.credential USING btree (person_id);
CREATE INDEX kept_input_by_age ON identity.kept_input USING btree (kept_at);
CREATE INDEX mandate_by_organisation ON identity.mandate USING btree (organisation_id);
CREATE INDEX officer_by_person ON identity.officer USING btree (person_id);
CREATE INDEX officer_by_unit ON identity.officer USING btree (unit_id);
CREATE UNIQUE INDEX one_post_per_person_and_unit ON identity.officer USING btree (person_id, unit_id) WHERE (left_at IS NULL);
CREATE UNIQUE INDEX one_standing_mandate ON identity.mandate USING btree (person_id, organisation_id) WHERE (revoked_at IS NULL);
CREATE INDEX payload_by_age ON identity.provider_payload USING btree (expires_at);
CREATE INDEX payload_by_grant ON identity.provider_payload USING btree (grant_hash) WHERE (grant_hash IS NOT NULL);
CREATE INDEX payload_by_uid ON identity.provider_payload USING btree (model, uid_hash) WHERE (uid_hash IS NOT NULL);
CREATE INDEX person_by_name ON identity.person USING btree (name_index);
CREATE INDEX person_by_phone ON identity.person USING btree (phone_index);
CREATE INDEX session_by_age ON identity.session USING btree (expires_at);
CREATE INDEX session_by_credential ON identity.session USING btree (credential_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX there_is_one_general_unit ON identity.unit USING btree (general) WHERE general;
CREATE INDEX unit_by_parent ON identity.unit USING btree (parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX attempt_by_age ON kernel.attempt USING btree (hour);
CREATE INDEX idempotency_by_age ON kernel.idempotency USING btree (created_at);
CREATE INDEX region_by_parent ON kernel.region USING btree (parent, code);
CREATE INDEX cosignature_by_witness ON ledger.cosignature USING btree (witness, size DESC);
CREATE INDEX asset_by_age ON materials.asset USING btree (created_at);
CREATE INDEX asset_by_owner ON materials.asset USING btree (owner_id);
CREATE INDEX use_by_person ON materials.use USING btree (person_id);
CREATE INDEX bundle_message_by_person ON notifications.bundle_message USING btree (person_id, at DESC);
CREATE INDEX bundle_message_unread ON notifications.bundle_message USING btree (person_id) WHERE (read_at IS NULL);
CREATE INDEX message_by_person ON notifications.message USING btree (person_id, ledger_index DESC);
CREATE INDEX message_unread ON notifications.message USING btree (person_id) WHERE (read_at IS NULL);
CREATE INDEX change_by_time ON publishing.change USING btree (saved_at DESC);
CREATE UNIQUE INDEX one_open_change_of_an_item ON publishing.change USING btree (item_id) WHERE (state = ANY (ARRAY['draft'::text, 'proposed'::text]));
CREATE INDEX service_version_by_form ON publishing.service_version USING btree (form_version_id) WHERE (form_version_id IS NOT NULL);
CREATE INDEX service_version_by_route ON publishing.service_version USING btree (route_version_id) WHERE (route_version_id IS NOT NULL);
CREATE UNIQUE INDEX an_officer_has_one_task_in_hand ON queue.ticket USING btree (taken_by) WHERE (state = 'taken'::text);
CREATE INDEX assignment_by_pool ON queue.assignment USING btree (pool_id);
CREATE INDEX bar_by_officer ON queue.bar USING btree (officer_id, case_id);
CREATE INDEX priority_grant_by_case ON queue.priority_grant USING btree (case_id, index DESC);
CREATE INDEX priority_rule_by_ground ON queue.priority_rule USING btree (ground, index DESC);
CREATE INDEX priority_take_by_pool ON queue.priority_take USING btree (pool_id, at);
CREATE INDEX rule_by_pool ON queue.rule USING btree (pool_id, index DESC);
CREATE INDEX service_by_pool ON queue.service USING btree (pool_id, index DESC);
CREATE INDEX ticket_by_turn ON queue.ticket USING btree (pool_id, lane, ref, n) WHERE (state = 'waiting'::text);
CREATE INDEX ticket_done_by_time ON queue.ticket USING btree (pool_id, done_at DESC, qn DESC) WHERE (state = 'done'::text);
CREATE INDEX ticket_open ON queue.ticket USING btree (pool_id, lane, ref, n) INCLUDE (state, entered_at) WHERE (state <> 'done'::text);
CREATE INDEX ticket_untouched ON queue.ticket USING btree (touched_at) WHERE (state = 'taken'::text);
CREATE INDEX alarm_by_case ON supervision.alarm USING btree (case_id, id) WHERE (case_id IS NOT NULL);
CREATE INDEX alarm_by_colour ON supervision.alarm USING btree (colour, id DESC);
CREATE INDEX alarm_by_unit ON supervision.alarm USING btree (unit_id, id DESC);
CREATE INDEX feed_settings ON supervision.feed USING btree (seq) WHERE (type = 'settings'::text);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON analytics.assessment FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON analytics.assessment FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON analytics.publication FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON analytics.publication FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON analytics.release FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON analytics.release FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON bundles.change_save FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON bundles.definition FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON bundles.publication FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON bundles.visit FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON cases.automatic_check FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON cases.automatic_check FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON cases.event FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON cases.objection FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON cases.objection_answer FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON cases.objection_reply FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON cases.objection_review FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON cases.priority_end FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON cases.priority_proposal FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON cases.priority_signature FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON cases.route_step FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON cases.route_step FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON cases.visit_inspector FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON cases.visit_signature FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON cases.visit_version FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON catalogue.import_run FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON catalogue.item FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON catalogue.item FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON catalogue.item_version FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON catalogue.item_version FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clocks.calendar_change FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON clocks.calendar_change FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clocks.calendar_day FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON clocks.calendar_day FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clocks.extension FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON clocks.extension FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clocks.projection FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON clocks.projection FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clocks.rung FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON clocks.rung FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clocks.suspension FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON clocks.suspension FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON clocks.suspension_end FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON clocks.suspension_end FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON forms.form_version FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON forms.form_version FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON identity.access_log FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON identity.access_log FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON kernel.master_key FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON ledger.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.closed_log FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.leaf FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON ledger.leaf FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON materials.use FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON publishing.service_version FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON publishing.service_version FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON queue.priority_grant FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON queue.priority_rule FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON queue.priority_rule_end FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON queue.priority_take FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON queue.rule FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON queue.service FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON routing.decision_version FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON routing.decision_version FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON routing.route_version FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON routing.route_version FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON supervision.alarm FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON supervision.alarm FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON supervision.feed FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON supervision.feed FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();

CREATE OR REPLACE FUNCTION identity.holds_role(holder uuid, wanted text, reached uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT (EXISTS ( SELECT
            FROM ((identity.role_grant g
              JOIN identity.officer o ON (((o.id = g.officer_id) AND (o.left_at IS NULL))))
              JOIN identity.unit u ON (((u.id = holds_role.reached) AND starts_with(u.region, identity.region_prefix(g.region)))))
           WHERE ((g.officer_id = holds_role.holder) AND (g.role = holds_role.wanted) AND (g.ended_at IS NULL) AND ((holds_role.wanted = ANY (ARRAY['bureau'::text, 'supervisor'::text])) OR (holds_role.reached IN ( SELECT identity.units_under(g.unit_id) AS units_under)))))) AS "exists";
END
;
CREATE OR REPLACE FUNCTION identity.posts_of(post uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 SELECT o.id
    FROM identity.officer o
   WHERE (o.person_id = ( SELECT officer.person_id
            FROM identity.officer
           WHERE (officer.id = posts_of.post)));
END
;
CREATE OR REPLACE FUNCTION identity.region_prefix(code text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
BEGIN ATOMIC
 SELECT
         CASE
             WHEN (regexp_replace(substr(code, 7), '(000){1,2}$'::text, ''::text) = ''::text) THEN regexp_replace("left"(code, 6), '(00){1,2}$'::text, ''::text)
             ELSE ("left"(code, 6) || regexp_replace(substr(code, 7), '(000){1,2}$'::text, ''::text))
         END AS "case";
END
;
CREATE OR REPLACE FUNCTION identity.units_under(top uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
BEGIN ATOMIC
 WITH RECURSIVE below AS (
          SELECT units_under.top AS id
         UNION
          SELECT u.id
            FROM (identity.unit u
              JOIN below below_1 ON ((u.parent_id = below_1.id)))
         )
  SELECT below.id
    FROM below;
END
;
CREATE OR REPLACE FUNCTION kernel.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'Rows of %.% are never changed or deleted.', tg_table_schema, tg_table_name
    using errcode = 'restrict_violation';
end $function$
;
