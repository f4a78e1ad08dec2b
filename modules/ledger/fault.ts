/** What stops the publisher. Each needs a person: nothing is published until it is cleared. */
export type LedgerFaultCode =
  | 'ledger.behind'
  | 'ledger.other-root'
  | 'ledger.guard-missing'
  | 'ledger.guard-unreadable'
  | 'ledger.tile-conflict'
  | 'ledger.row-changed'
  | 'ledger.not-durable';

const sentences: Readonly<Record<LedgerFaultCode, string>> = {
  'ledger.behind': 'The database holds fewer leaves than the log has signed: it was restored from an older backup.',
  'ledger.other-root': 'The leaves in the database are not those that the log has signed.',
  'ledger.guard-missing': 'The second store of the last checkpoint is gone although the log has signed checkpoints.',
  'ledger.guard-unreadable': 'The second store does not hold a checkpoint of this log.',
  'ledger.tile-conflict': 'A published file differs from what the leaves in the database make.',
  'ledger.row-changed': 'A leaf in the database was changed or deleted after it was published.',
  'ledger.not-durable': 'The database could not confirm that the leaves are safe on its standby.',
};

/** The ledger cannot be continued honestly by itself. The message is for operators. */
export class LedgerFault extends Error {
  readonly code: LedgerFaultCode;

  constructor(code: LedgerFaultCode, detail?: string) {
    super(`${sentences[code]}${detail === undefined ? '' : ` (${detail})`}`);
    this.name = 'LedgerFault';
    this.code = code;
  }
}
