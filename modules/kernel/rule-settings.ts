/** Thresholds of the supervision rules (docs/supervision-rules.md). Times of clocks are settings of the clocks. */
export const ruleDefaults = {
  /** T-07: special procedures of one case. */
  'rules.specialsMost': 2,
  /** P-02: taken out of turn so often in a queue within so many days is red. */
  'rules.outOfTurnRed': 3,
  'rules.outOfTurnDays': 30,
  /** P-04, F-11: natural days in which filing the same again counts as beginning anew. */
  'rules.refiledDays': 30,
  /** C-01: opinions shorter than this say nothing; those this much alike in so many cases are one. */
  'rules.opinionLeastCharacters': 5,
  'rules.opinionSamePercent': 90,
  'rules.opinionSameCases': 20,
  /** D-02: standard deviations, and decisions before anybody is compared. */
  'rules.deviationSigmas': 3,
  'rules.deviationLeastCases': 30,
  /** F-03: faster than so many percent of the item's decisions, so often for one agent; and how many decisions must be known. */
  'rules.fastPercent': 5,
  'rules.fastLeastCases': 60,
  'rules.fastRepeats': 3,
  /** F-04: how many times as often fast for one agent, of so many cases at least. */
  'rules.agentLift': 3,
  'rules.agentLeastCases': 5,
  /** F-05: hours of the day in legal time; acts of one officer within minutes. */
  'rules.serviceFromHour': 8,
  'rules.serviceUntilHour': 19,
  'rules.burstActs': 10,
  'rules.burstMinutes': 5,
  /** F-06: received and closed within; closed by one unit within; scanned so much before it was entered. */
  'rules.backfilledMinutes': 10,
  'rules.bulkCases': 20,
  'rules.bulkMinutes': 10,
  'rules.scannedEarlierHours': 24,
  /** F-07: fewer calls in an hour while so many wait. */
  'rules.idleCallsPerHour': 3,
  'rules.idleWaiting': 5,
  /** F-08: sent back so often before acceptance; of so many acceptances this share on the last day. */
  'rules.returnedMost': 2,
  'rules.lateAcceptPercent': 80,
  'rules.lateAcceptCases': 20,
  /** F-10: working days that must be left of the promise. */
  'rules.specialLeastWorkdays': 1,
  /** F-12: share of the usual treatment, of so many cases, and how often a window does otherwise. */
  'rules.standardPercent': 80,
  'rules.standardLeastCases': 20,
  'rules.standardRepeats': 3,
  /** F-15 */
  'rules.twoPlacesMinutes': 30,
  'rules.approvedAfterSeconds': 30,
  /** F-16: so soon after closing, so often in an hour. */
  'rules.ratedAfterSeconds': 60,
  'rules.ratedAtOnce': 5,
  /** F-19 */
  'rules.driftSeconds': 5,
  /** F-20: bookings of a device in a day; given back and booked again within. */
  'rules.bookingsPerDay': 5,
  'rules.rebookedSeconds': 60,
} as const;
