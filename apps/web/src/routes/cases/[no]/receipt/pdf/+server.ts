import { caseReceipt, receiptPdf } from '#cases';
import { residentOf } from '#identity';
import { translator } from '#kernel';
import { qrModules } from '#lib/proof/qr.ts';
import { saved } from '#lib/proof/saved.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const { app, viewer, locale } = locals;
  const receipt = await caseReceipt(app, residentOf(viewer), params.no);
  const { demo, origin } = app.config;
  const body = await receiptPdf(receipt, { t: translator(locale), site: origin, demo, qr: qrModules(receipt.note) });
  return saved({ name: `${receipt.no}.pdf`, type: 'application/pdf', body });
};
