export { AuditProblem, type AuditCode } from './problem.ts';
export { formatReceipt, isReceiptText, openReceipt, type Receipt } from './receipt.ts';
