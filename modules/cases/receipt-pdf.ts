import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LEGAL_TIME_ZONE, type Translate } from '#kernel';
import type { CaseReceipt } from './case-proof.ts';

export interface Paper {
  readonly t: Translate;
  /** Public origin of the pages, e.g. https://tongban.example. */
  readonly site: string;
  /** Sample data: the paper says that it has no effect. */
  readonly demo: boolean;
  /** The receipt as a QR code: rows of dark and light modules. */
  readonly qr: readonly (readonly boolean[])[];
}

const FONTS = '@expo-google-fonts/noto-sans-sc';
const INK = '#16202b';
const GREY = '#4a5763';
const LINE = '#d5dde3';
const JADE = '#084f45';
const AMBER = '#7a5200';
const AMBER_BACKGROUND = '#fff4d6';

/** A4 in points, and where its columns stand. */
const PAGE = { width: 595.28, left: 64, right: 531.28, label: 112 } as const;
const WIDTH = PAGE.right - PAGE.left;
const QR_SIZE = 150;

type Doc = PDFKit.PDFDocument;

/**
 * The receipt as a sheet of A4 to print or keep: what was filed when, its place in the ledger, and the signed note as a
 * QR code. It names nobody.
 */
export async function receiptPdf(receipt: CaseReceipt, paper: Paper): Promise<Buffer<ArrayBuffer>> {
  // Fonts and layout are loaded by the first who wants a sheet, not by every start.
  const { default: PDFDocument } = await import('pdfkit');
  const { t } = paper;
  // Ten megabytes each: read aside, so that nobody waits meanwhile.
  const [plain, strong] = await Promise.all([fontBytes('400Regular'), fontBytes('600SemiBold')]);
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    font: '',
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: `${t('receipt.paper.title')} ${receipt.no}`,
      Creator: t('brand.name'),
      CreationDate: receipt.receivedAt,
    },
  });
  doc.registerFont('plain', plain).registerFont('strong', strong);
  const whole = collected(doc);
  head(doc, paper);
  const below = rows(doc, rowsOf(receipt, t), 216);
  verification(doc, paper, below + 28);
  foot(doc, paper);
  doc.end();
  return whole;
}

async function fontBytes(weight: '400Regular' | '600SemiBold'): Promise<Buffer> {
  const folder = dirname(createRequire(import.meta.url).resolve(`${FONTS}/package.json`));
  return readFile(join(folder, weight, `NotoSansSC_${weight}.ttf`));
}

async function collected(doc: Doc): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}

function head(doc: Doc, { t, demo }: Paper): void {
  doc.rect(0, 0, PAGE.width, 8).fill(JADE);
  doc.font('strong').fontSize(13).fillColor(JADE).text(t('brand.name'), PAGE.left, 52, { characterSpacing: 4 });
  doc.font('plain').fontSize(9.5).fillColor(GREY);
  doc.text(t('brand.place'), PAGE.left, 55, { width: WIDTH, align: 'right' });
  doc.font('strong').fontSize(25).fillColor(INK);
  doc.text(t('receipt.paper.title'), PAGE.left, 104, { width: WIDTH, align: 'center', characterSpacing: 5 });
  doc.font('plain').fontSize(10).fillColor(GREY);
  doc.text(t('receipt.paper.says'), PAGE.left, 148, { width: WIDTH, align: 'center' });
  if (!demo) return;
  doc.rect(PAGE.left, 174, WIDTH, 24).fill(AMBER_BACKGROUND);
  doc.fontSize(9).fillColor(AMBER).text(t('receipt.paper.sample'), PAGE.left, 179.5, { width: WIDTH, align: 'center' });
}

interface Row {
  readonly label: string;
  readonly value: string;
  readonly strong?: boolean;
}

function rowsOf({ no, caseNo, service, receivedAt, promise }: CaseReceipt, t: Translate): readonly Row[] {
  return [
    { label: t('case.filed.no'), value: no, strong: true },
    { label: t('receipt.service'), value: service },
    { label: t('case.filed.caseNo'), value: caseNo },
    { label: t('receipt.receivedAt'), value: legalTime(receivedAt) },
    { label: t('receipt.index'), value: t('receipt.index.value', { index: String(promise.index) }), strong: true },
    { label: t('receipt.log'), value: promise.origin },
    { label: t('receipt.hash'), value: inGroups(promise.leafHash) },
    { label: t('receipt.promise'), value: t('receipt.promise.value', { seconds: Number(promise.mergeDelay) }) },
  ];
}

function rows(doc: Doc, all: readonly Row[], from: number): number {
  let y = from;
  rule(doc, y);
  for (const { label, value, strong = false } of all) {
    const x = PAGE.left + PAGE.label;
    const size = strong ? 14 : 11;
    const options = { width: PAGE.right - x, lineGap: 3 };
    doc.font(strong ? 'strong' : 'plain').fontSize(size);
    const height = Math.max(doc.heightOfString(value, options), 18);
    doc.fillColor(INK).text(value, x, y + 9 - (strong ? 2 : 0), options);
    doc
      .font('plain')
      .fontSize(10)
      .fillColor(GREY)
      .text(label, PAGE.left, y + 10);
    y += height + 16;
    rule(doc, y);
  }
  return y;
}

function rule(doc: Doc, y: number): void {
  doc.moveTo(PAGE.left, y).lineTo(PAGE.right, y).lineWidth(0.6).stroke(LINE);
}

function verification(doc: Doc, { t, site, qr }: Paper, y: number): void {
  drawQr(doc, qr, y);
  const x = PAGE.left + QR_SIZE + 28;
  const width = PAGE.right - x;
  doc
    .font('strong')
    .fontSize(12)
    .fillColor(INK)
    .text(t('receipt.paper.how'), x, y + 2, { width });
  doc.font('plain').fontSize(10);
  doc.y += 6;
  for (const step of [1, 2, 3] as const) {
    doc.text(`${step}. ${t(`receipt.paper.how.${step}`, { address: `${site}/verify` })}`, x, doc.y, {
      width,
      lineGap: 3.5,
    });
    doc.y += 4;
  }
}

/** Filled rectangles, one for each run of dark modules: sharp at any size. */
function drawQr(doc: Doc, qr: Paper['qr'], top: number): void {
  const module = QR_SIZE / qr.length;
  qr.forEach((row, line) => {
    for (let at = 0; at < row.length; at++) {
      let end = at;
      while (row[end] === true) end++;
      if (end > at) doc.rect(PAGE.left + at * module, top + line * module, (end - at) * module, module * 1.02);
      at = end;
    }
  });
  doc.fill(INK);
}

function foot(doc: Doc, { t }: Paper): void {
  rule(doc, 776);
  doc.font('plain').fontSize(8.5).fillColor(GREY);
  doc.text(t('receipt.paper.foot'), PAGE.left, 784, { width: WIDTH, align: 'center' });
}

/** Hexadecimal in groups of four, as people compare it. */
function inGroups(bytes: Uint8Array): string {
  const groups = Buffer.from(bytes).toString('hex').match(/.{4}/g) ?? [];
  return `${groups.slice(0, 8).join(' ')}\n${groups.slice(8).join(' ')}`;
}

function legalTime(at: Date): string {
  const options = { dateStyle: 'long', timeStyle: 'medium', timeZone: LEGAL_TIME_ZONE } as const;
  return new Intl.DateTimeFormat('zh-CN', options).format(at);
}
