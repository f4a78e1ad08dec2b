import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { newSigningKey, readSigningKey } from '#disk';
import { SESSION_COOKIE } from '#identity';
import { directoryStore } from '#materials';
import { formatKey, signNote } from '#tlog';
import { closeBrowser, withPage } from '#testing/browser';
import { resident } from '../modules/cases/testing.ts';
import { file } from './pages/applications.ts';
import { openCity, type City } from './pages/city.ts';
import { playQuietMorning } from './pages/quiet-morning.ts';
import { become, sessionOf } from './pages/sessions.ts';
import { t } from './pages/words.ts';

let city: City;
let session: string;
let receiptPage: string;
let receipt: Buffer;
let proof: Buffer;
before(async () => {
  city = await openCity();
  const stage = { ...city.world, files: directoryStore(join(city.directory, 'data/uploads')) };
  const no = await file(stage, await resident(stage, 'zhang-wei'), 'LJ-GA-002');
  session = await sessionOf(city, 'zhang-wei');
  receiptPage = `/cases/${no}/receipt`;
  receipt = await download(`${receiptPage}/file`);
  do proof = await download(`${receiptPage}/proof`);
  while (!proof.toString().startsWith('c2sp.org/tlog-proof'));
});
after(async () => {
  await closeBrowser();
  await city.close();
});

async function download(path: string): Promise<Buffer> {
  const answer = await fetch(new URL(path, city.origin), { headers: { cookie: `${SESSION_COOKIE}=${session}` } });
  return Buffer.from(await answer.arrayBuffer());
}

/** A visit to the page with its script running; `sent` are the requests since then. */
async function verifying(work: (page: Page, sent: readonly string[]) => Promise<void>): Promise<void> {
  await withPage({ baseURL: city.origin, screen: 'phone' }, async (page) => {
    await page.goto('/verify');
    await page.locator('#file').waitFor();
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await work(page, sent);
  });
}

async function verdictOn(page: Page, buffer: Buffer, mimeType = 'text/plain'): Promise<string> {
  await page.locator('#result').evaluate((result) => result.replaceChildren());
  await page.locator('#file').setInputFiles({ name: 'chosen', mimeType, buffer });
  await page.locator('#result h2').waitFor();
  return page.locator('#result').innerText();
}

test('the page may use the camera and may not talk to anybody, its own server included', async () => {
  const { headers } = await fetch(`${city.origin}/verify`);
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*connect-src 'none'/);
  assert.match(headers.get('permissions-policy') ?? '', /camera=\(self\)/);
  const other = await fetch(`${city.origin}/open`);
  assert.match(other.headers.get('permissions-policy') ?? '', /camera=\(\)/);
});

test('receipt, proof, checkpoint and policy are verified in the browser, and no request leaves it', async () => {
  const checkpoint = await download('/ledger/checkpoint');
  const policy = await download('/ledger/policy');
  await verifying(async (page, sent) => {
    assert.match(await verdictOn(page, receipt), new RegExp(`^${t('verify.ok.receipt')}[^]*${t('verify.proved')}`));
    assert.match(await verdictOn(page, proof), new RegExp(`^${t('verify.ok.proof')}`));
    assert.equal(await page.locator('#result li.yes').count(), 6);
    assert.equal(await page.locator('#result li.no').count(), 1);
    assert.match(await verdictOn(page, checkpoint), new RegExp(`^${t('verify.ok.checkpoint')}`));
    assert.match(await verdictOn(page, policy), new RegExp(`^${t('verify.ok.policy')}`));
    await page.locator('#text').fill(receipt.toString('utf8').trim().replaceAll('\n', '\r\n'));
    await page.getByRole('button', { name: t('verify.paste.go'), exact: true }).click();
    await page.getByRole('heading', { name: t('verify.ok.receipt') }).waitFor();
    assert.deepEqual(sent, []);
  });
});

test('what the log signed before a change of keys is verified, and the page says with which key', async () => {
  const [origin = '', size = '', root = ''] = (await download('/ledger/checkpoint')).toString('utf8').split('\n');
  const earlier = readSigningKey(newSigningKey(origin));
  const checkpoint = Buffer.from(signNote(`${origin}\n${size}\n${root}\n`, earlier));
  await verifying(async (page) => {
    assert.match(await verdictOn(page, checkpoint), new RegExp(t('tlog.note.no-known-signature')));
  });
  await city.database.ownerPool.query(
    "insert into ledger.key (vkey, purpose, added_index, removed_index) values ($1, 'log', 0, 1)",
    [formatKey(earlier.key)],
  );
  await verifying(async (page) => {
    const said = await verdictOn(page, checkpoint);
    assert.ok(said.startsWith(t('verify.ok.checkpoint')), said);
    assert.ok(said.includes(t('audit.says.earlier-key', { key: formatKey(earlier.key) })), said);
  });
});

test('a wrong file is refused with the sentence that says what is wrong with it', async () => {
  const changed = Buffer.from(receipt.toString('utf8').replace(/\n60\n/, '\n61\n'));
  const elsewhere = Buffer.from(receipt.toString('utf8').replaceAll('/ledger', '/other'));
  const zeros = `${'A'.repeat(43)}=`;
  const otherPath = Buffer.from(proof.toString('utf8').replace(/(\nindex \d+\n)[^\n]{44}/, `$1${zeros}`));
  const wrong: readonly (readonly [Buffer, string])[] = [
    [Buffer.of(), 'verify.problem.empty'],
    [Buffer.alloc(1_000_001, 'a'), 'verify.problem.large'],
    [Buffer.from('%PDF-1.7\n'), 'verify.problem.pdf'],
    [Buffer.from('PK\u0003\u0004'), 'verify.problem.archive'],
    [Buffer.concat([Buffer.of(0xff, 0xfe), randomBytes(200)]), 'tlog.text.not-utf8'],
    [Buffer.from('hello\n'), 'audit.file.unknown'],
    [Buffer.from('{"a":1}'), 'audit.evidence.malformed'],
    [changed, 'tlog.note.bad-signature'],
    [elsewhere, 'tlog.note.no-known-signature'],
    [receipt.subarray(0, -1), 'tlog.note.malformed'],
    [Buffer.from(receipt.toString('utf8').replaceAll('\n', '\r\n')), 'verify.problem.line-ends'],
    [Buffer.from(proof.toString('utf8').replaceAll('\n', '\r\n')), 'verify.problem.line-ends'],
    [otherPath, 'tlog.proof.other-root'],
  ];
  await verifying(async (page, sent) => {
    for (const [buffer, key] of wrong) {
      const said = await verdictOn(page, buffer);
      assert.ok(said.startsWith(t('verify.bad')) && said.includes(t(key)), `${key}: ${said}`);
    }
    assert.deepEqual(sent, []);
  });
});

test('a photograph of the code on the receipt is as good as its file; one without a code is refused', async () => {
  await verifying(async (page, sent) => {
    const code = await photograph();
    assert.match(await verdictOn(page, code, 'image/png'), new RegExp(`^${t('verify.ok.receipt')}`));
    assert.match(await verdictOn(page, receipt, 'image/png'), new RegExp(t('verify.problem.picture')));
    // The reader of codes is a part of the page's script that only those load who need it.
    assert.ok(
      sent.every((request) => request.startsWith('GET /_app/immutable/workers/')),
      sent.join(),
    );
  });
});

async function photograph(): Promise<Buffer> {
  return withPage({ baseURL: city.origin }, async (page) => {
    await become(page, city, session);
    await page.goto(receiptPage);
    return page.getByRole('img', { name: t('receipt.qr.alt') }).screenshot();
  });
}

test('the camera finds the code and is switched off again', async () => {
  const picture = `data:image/png;base64,${(await photograph()).toString('base64')}`;
  await verifying(async (page) => {
    await page.evaluate(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width + 80, image.height + 80];
      const draw = () => canvas.getContext('2d')?.drawImage(image, 40, 40);
      setInterval(draw, 50);
      const stream = canvas.captureStream(20);
      Object.assign(globalThis, { stream });
      navigator.mediaDevices.getUserMedia = async () => Promise.resolve(stream);
    }, picture);
    await page.getByRole('button', { name: t('verify.camera.go') }).click();
    await page.getByRole('heading', { name: t('verify.ok.receipt') }).waitFor();
    const live = await page.evaluate(() => (Reflect.get(globalThis, 'stream') as MediaStream).active);
    assert.equal(live, false);
  });
});

test('who does not allow the camera is told what else can be done', async () => {
  await verifying(async (page) => {
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = async () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await page.getByRole('button', { name: t('verify.camera.go') }).click();
    await page.getByText(t('verify.camera.refused')).waitFor();
  });
});

test('without script the page says how to verify with other programs', async () => {
  await withPage({ baseURL: city.origin, script: false }, async (page) => {
    await page.goto('/verify');
    await page.getByRole('heading', { name: t('verify.without'), exact: true }).waitFor();
    assert.equal(await page.locator('#file').isVisible(), false);
    assert.match(await page.locator('#without').innerText(), /bin\/tongban verify/);
  });
});

test('whoever wants to watch is told to start from the published policy, and to bring the earlier keys', async () => {
  const { rows } = await city.database.ownerPool.query<{ vkey: string }>(
    "select vkey from ledger.key where purpose = 'log' and removed_index is not null",
  );
  await withPage({ baseURL: city.origin, script: false }, async (page) => {
    await page.goto('/open/ledger');
    const commands = (await page.locator('#run ~ ol').first().innerText()).replaceAll('\n', ' ');
    assert.match(
      commands,
      /curl -fo policy \S+\/ledger\/policy .* bin\/tongban monitor \S+\/ledger\/ --policy policy /,
    );
    assert.ok(commands.includes(`--policy policy --log '${rows[0]?.vkey ?? ''}'`), commands);
  });
});

test('the ledger’s page finds nothing wrong with a morning of ordinary work', async () => {
  await playQuietMorning(city);
  await withPage({ baseURL: city.origin, script: false }, async (page) => {
    await page.goto('/open/ledger');
    for (const question of ['ledger.check.jumps', 'ledger.check.others'])
      assert.equal(
        await page
          .locator('dl > div', { hasText: t(question) })
          .locator('dd')
          .innerText(),
        t('ledger.check.count', { count: 0 }),
      );
    assert.equal(await page.getByText(t('ledger.check.findings'), { exact: true }).count(), 0);
  });
});
