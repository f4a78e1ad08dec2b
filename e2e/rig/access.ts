import type { RoleName } from './roles.ts';
import { roles } from './roles.ts';

const everybody = '200 200 200 200 200 200 200 200 200 200 200';
const elsewhere = '303 303 303 303 303 303 303 303 303 303 303';
const residents = '303 200 200 200 404 404 404 404 404 404 404';
const ownerOnly = '303 200 404 404 404 404 404 404 404 404 404';
const oneInHand = '303 404 404 404 200 404 404 404 404 404 404';
const ownerActs = '401 422 404 404 404 404 404 404 404 404 404';
const ownerEdit = '401 303 404 404 404 404 404 404 404 404 404';
const nobodyHas = '401 404 404 404 404 404 404 404 404 404 404';
const nobodyReads = '303 404 404 404 404 404 404 404 404 404 404';
const examiners = '303 404 404 404 404 404 200 404 404 404 404';
const approvers = '303 404 404 404 404 404 404 200 404 404 404';
const chargeAct = '401 404 404 404 422 404 404 404 404 404 404';
const noCeremony = '400 400 400 400 400 400 400 400 400 400 400';
const noSuchThing = '404 404 404 404 404 404 404 404 404 404 404';
const inOfUnits = '303 404 404 404 200 200 200 200 404 404 404';
const inOfUnit = '303 404 404 404 200 404 200 200 404 404 404';
const inOfUnitActs = '401 404 404 404 422 404 422 422 404 404 404';
const bureauOnly = '303 404 404 404 404 404 404 404 200 404 404';
const bureauActs = '401 404 404 404 404 404 404 404 422 404 404';
const watchers = '303 404 404 404 404 404 404 404 200 200 404';
const hearers = '303 404 404 404 404 404 404 200 200 200 404';
const hearersAct = '401 404 404 404 404 404 404 422 422 422 404';
const anyOffice = '303 404 404 404 200 200 200 200 200 200 200';

/**
 * What each role is answered, in the order of `roles`: visitor, owner, another resident, agent of a company, clerk in
 * charge, clerk of another unit, examiner, approver, bureau, supervisor, officer whose role has ended. Forms are posted
 * empty: 422 and 303 mean that somebody got as far as what is wrong with them.
 */
const table: Readonly<Record<string, string>> = {
  'GET /': everybody,
  'GET /bundles': everybody,
  'GET /bundles/[id]': everybody,
  'GET /bundles/[id]/questions': everybody,
  'POST /bundles/[id]/questions?/start': '401 422 422 422 404 404 404 404 404 404 404',
  'GET /bundles/applications/[no]': '303 404 404 404 404 404 404 404 404 404 404',
  'POST /bundles/applications/[no]?/withdraw': nobodyHas,
  'GET /cases': residents,
  'GET /cases/[no]': ownerOnly,
  'GET /cases/[no]/objections': ownerOnly,
  'POST /cases/[no]/objections?/object': ownerActs,
  'GET /cases/[no]/objections/[id]/[file]': ownerOnly,
  'GET /cases/[no]/receipt': ownerOnly,
  'GET /cases/[no]/receipt/file': ownerOnly,
  'GET /cases/[no]/receipt/pdf': ownerOnly,
  'GET /cases/[no]/receipt/proof': ownerOnly,
  'POST /cases/[no]?/answer': ownerActs,
  'POST /cases/[no]?/detach': nobodyHas,
  'POST /cases/[no]?/withdraw': ownerActs,
  'GET /desk': anyOffice,
  'GET /desk/cases/[no]': oneInHand,
  'POST /desk/cases/[no]?/accept': chargeAct,
  'POST /desk/cases/[no]?/decide': chargeAct,
  'POST /desk/cases/[no]?/deliver': chargeAct,
  'POST /desk/cases/[no]?/fill': chargeAct,
  'POST /desk/cases/[no]?/pass': chargeAct,
  'POST /desk/cases/[no]?/refuse': chargeAct,
  'POST /desk/cases/[no]?/hand-over': chargeAct,
  'POST /desk/cases/[no]?/plan-visit': chargeAct,
  'POST /desk/cases/[no]?/record-visit': chargeAct,
  'POST /desk/cases/[no]?/release': chargeAct,
  'POST /desk/cases/[no]?/request-supplement': chargeAct,
  'GET /desk/hands': approvers,
  'POST /desk/hands?/hand-over': nobodyHas,
  'GET /desk/joint': anyOffice,
  'GET /desk/signatures': examiners,
  'GET /desk/signatures/[record]': nobodyReads,
  'POST /desk/signatures/[record]?/sign': nobodyHas,
  'GET /desk/visits': inOfUnits,
  'POST /desk/visits?/record': '401 404 404 404 422 422 422 422 404 404 404',
  'GET /desk/next': elsewhere,
  'POST /desk/next': '401 404 404 404 303 303 303 303 404 404 404',
  'GET /desk/priorities': inOfUnits,
  'POST /desk/priorities?/propose': '401 404 404 404 422 422 422 422 404 404 404',
  'GET /desk/priorities/[id]': inOfUnit,
  'POST /desk/priorities/[id]?/decline': inOfUnitActs,
  'POST /desk/priorities/[id]?/sign': inOfUnitActs,
  'GET /drafts/[id]': ownerOnly,
  'POST /drafts/[id]?/discard': ownerEdit,
  'GET /drafts/[id]/[page]': ownerOnly,
  'POST /drafts/[id]/[page]?/save': ownerEdit,
  'POST /drafts/[id]/[page]?/detach': nobodyHas,
  'GET /drafts/[id]/check': ownerOnly,
  'POST /drafts/[id]/check': ownerActs,
  'GET /manage/bundles': bureauOnly,
  'POST /manage/bundles?/start': bureauActs,
  'GET /manage/bundles/[id]': bureauOnly,
  'GET /manage/bundles/[id]/preview': bureauOnly,
  'POST /manage/bundles/[id]?/discard': bureauActs,
  'POST /manage/bundles/[id]?/propose': bureauActs,
  'POST /manage/bundles/[id]?/publish': bureauActs,
  'POST /manage/bundles/[id]?/save': bureauActs,
  'POST /manage/bundles/[id]?/send-back': bureauActs,
  'POST /manage/bundles/[id]?/start': bureauActs,
  'GET /manage/changes/[id]': bureauOnly,
  'GET /manage/changes/[id]/decisions/[name]': bureauOnly,
  'GET /manage/changes/[id]/form': bureauOnly,
  'GET /manage/changes/[id]/form/preview': bureauOnly,
  'GET /manage/changes/[id]/item': bureauOnly,
  'GET /manage/changes/[id]/item/preview': bureauOnly,
  'GET /manage/changes/[id]/route': bureauOnly,
  'GET /manage/changes/[id]/route.bpmn': bureauOnly,
  'GET /manage/changes/[id]/templates': bureauOnly,
  'GET /manage/changes/[id]/try': bureauOnly,
  'POST /manage/changes/[id]/check': bureauActs,
  'POST /manage/changes/[id]/decisions/[name]?/examples': bureauActs,
  'POST /manage/changes/[id]/decisions/[name]?/save': bureauActs,
  'POST /manage/changes/[id]/form/preview': bureauActs,
  'POST /manage/changes/[id]/form?/edit': bureauActs,
  'POST /manage/changes/[id]/form?/restore': bureauActs,
  'POST /manage/changes/[id]/item?/save': bureauActs,
  'POST /manage/changes/[id]/route': bureauActs,
  'POST /manage/changes/[id]/templates?/save': bureauActs,
  'POST /manage/changes/[id]?/discard': bureauActs,
  'POST /manage/changes/[id]?/propose': bureauActs,
  'POST /manage/changes/[id]?/publish': bureauActs,
  'POST /manage/changes/[id]?/rebase': bureauActs,
  'POST /manage/changes/[id]?/save': bureauActs,
  'POST /manage/changes/[id]?/send-back': bureauActs,
  'GET /manage/queues': bureauOnly,
  'POST /manage/queues?/open': bureauActs,
  'POST /manage/queues?/pause': bureauActs,
  'POST /manage/queues?/quota': bureauActs,
  'GET /manage/services': bureauOnly,
  'POST /manage/services?/start': bureauActs,
  'POST /mode': elsewhere,
  'GET /my/capacity': residents,
  'POST /my/capacity': nobodyHas,
  'GET /my/messages': residents,
  'GET /open': everybody,
  'GET /open/figures': everybody,
  'GET /open/figures/dictionary': everybody,
  'GET /open/figures/dictionary.json': everybody,
  'GET /open/figures/figures.csv': everybody,
  'GET /open/figures/figures.json': everybody,
  // No month is over since the first application.
  'GET /open/figures/releases/[month]': noSuchThing,
  'GET /open/figures/releases/[month]/figures.csv': noSuchThing,
  'GET /open/figures/releases/[month]/figures.json': noSuchThing,
  'GET /open/ledger': everybody,
  'GET /open/ledger/about': everybody,
  'GET /open/queues/[code]': everybody,
  'GET /oversight/automatic': watchers,
  'GET /open/services/[code]': everybody,
  // There are no public figures of a service before enough of its cases were closed.
  'GET /open/services/[code]/process.csv': noSuchThing,
  'GET /open/services/[code]/process.json': noSuchThing,
  'GET /oversight/assessment': watchers,
  // Nobody has asked for an assessment.
  'GET /oversight/assessment/assessment.csv': nobodyReads,
  'GET /oversight/assessment/assessment.json': nobodyReads,
  'POST /oversight/assessment?/assess': '401 404 404 404 404 404 404 404 303 404 404',
  'GET /oversight/figures': watchers,
  'POST /oversight/figures?/correct': bureauActs,
  'GET /oversight/services': watchers,
  'GET /oversight/services/[code]': watchers,
  'GET /oversight/services/[code]/cases/[no]': watchers,
  'GET /oversight/objections': hearers,
  'GET /oversight/objections/[id]': hearers,
  'GET /oversight/objections/[id]/[file]': hearers,
  'POST /oversight/objections/[id]?/answer': hearersAct,
  'POST /oversight/objections/[id]?/reply': hearersAct,
  'GET /services': everybody,
  'GET /services/[id]': everybody,
  'GET /services/[id]/apply': everybody,
  'POST /services/[id]/apply': '401 422 422 422 404 404 404 404 404 404 404',
  'GET /track': everybody,
  'POST /track': '422 422 422 422 422 422 422 422 422 422 422',
  'GET /verify': everybody,
  // Signing in is for everybody; a ceremony that has not begun leads back to its beginning.
  'GET /sign-in': elsewhere,
  'GET /sign-in/[uid]': everybody,
  'GET /sign-in/callback': elsewhere,
  'GET /idp/interaction/[uid]': elsewhere,
  'POST /idp/interaction/[uid]': elsewhere,
  'POST /sign-out': elsewhere,
  'POST /uploads': '303 303 404 404 404 404 404 404 404 404 404',
  'GET /uploads/[asset]': '303 200 404 404 200 404 404 404 404 404 404',
  // The provider has nothing for whoever did not come through the portal, and nothing that depends on the portal's session.
  'GET /idp/auth': noCeremony,
  'GET /idp/auth/[uid]': noCeremony,
  'POST /idp/token': noCeremony,
  'POST /idp/request': noCeremony,
  'GET /idp/jwks': everybody,
  'GET /idp/.well-known/openid-configuration': everybody,
  'GET /idp/session/end': elsewhere,
  'POST /idp/session/end/confirm': noCeremony,
  'GET /idp/nothing': noSuchThing,
  // The public log is the same for everybody; what is not published yet is not there.
  'GET /ledger/checkpoint': everybody,
  'GET /ledger/policy': everybody,
  'GET /ledger/tile/[tile]': noSuchThing,
  'GET /ledger/proof/[index]': everybody,
  'POST /api/cases': '401 422 422 422 404 404 404 404 404 404 404',
  'GET /healthz': everybody,
  'GET /readyz': everybody,
  // On the machine itself; others need the token.
  'GET /metrics': everybody,
};

/** The routes that have expectations. */
export const knownRoutes: readonly string[] = Object.keys(table);

export function expectedStatus(route: string, role: RoleName): number {
  return Number(table[route]?.split(' ')[roles.indexOf(role)]);
}
