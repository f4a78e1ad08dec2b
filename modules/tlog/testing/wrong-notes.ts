import { concatenate, decodeBase64, decodeUtf8, encodeBase64, encodeUtf8 } from '../bytes.ts';
import { formatCheckpoint, openCheckpoint, openCheckpointOfAny, parseCheckpoint } from '../checkpoint.ts';
import { parseDecimal } from '../decimal.ts';
import { emptyRoot, parseHash } from '../hash.ts';
import { formatKey, parseKey, verifierKey, type Signer } from '../key.ts';
import { openNote, signatureLine, signNote } from '../note.ts';
import type { TlogCode } from '../problem.ts';
import { parseProof } from '../proof-file.ts';
import { aSigner } from '../testing.ts';
import { parseAddCheckpoint } from '../witness-request.ts';

/** Bad input by the code that it must get, each under what is wrong with it. */
export type Wrong = Readonly<Partial<Record<TlogCode, Readonly<Record<string, () => unknown>>>>>;

const log = aSigner('city.example/ledger');
const namesake = aSigner('city.example/ledger');
const witness = aSigner('one.example', 'cosignature');
const root = encodeBase64(emptyRoot());
const text = formatCheckpoint({ origin: log.key.name, size: 4711n, root: emptyRoot() });
const signed = signNote(text, log);
/** The log's name and id over somebody else's signature. */
const usurper: Signer = { key: log.key, sign: namesake.sign };

const open = (note: string) => () => openCheckpoint(encodeUtf8(note), log.key);
const signedBy = (sign: Signer['sign']) => open(signNote(text, { key: log.key, sign }));

/** What can be wrong with what notes are made of, with keys, notes and checkpoints. */
export const wrongNotes = {
  'base64.not-canonical': {
    'bits that base64 does not use': () => decodeBase64('AB=='),
    'no padding': () => decodeBase64('AAA'),
    'padding in the middle': () => decodeBase64('AA==AAAA'),
    'the alphabet for addresses': () => decodeBase64('_-__'),
    'a newline': () => decodeBase64('AAAA\n'),
    'a root in a checkpoint': () => parseCheckpoint(`a\n1\n${root.slice(0, -2)}V=\n`),
  },
  'number.not-decimal': Object.fromEntries(
    ['', '+1', '-1', '01', '00', ' 1', '1 ', '1.0', '1e3', '0x1', '1n', '1_0', '١', 'Infinity', 'NaN'].map((number) => [
      `the size ${JSON.stringify(number)}`,
      number === '' ? () => parseDecimal('') : () => parseCheckpoint(`a\n${number}\n${root}\n`),
    ]),
  ),
  'number.too-large': {
    '2^63': () => parseDecimal(String(2n ** 63n)),
    '2^64': () => parseDecimal(String(2n ** 64n)),
    'a million digits': () => parseDecimal('9'.repeat(1_000_000)),
    'the index of a proof': () => parseProof(encodeUtf8(`c2sp.org/tlog-proof@v1\nindex ${2n ** 63n}\n\n`)),
  },
  'text.not-utf8': {
    'a lone byte': () => openNote(Uint8Array.of(0xff, 0x0a), [log.key]),
    'an overlong newline': () => decodeUtf8(Uint8Array.of(0xc0, 0x8a)),
    'half of a pair': () => decodeUtf8(Uint8Array.of(0xed, 0xa0, 0x80)),
    'a request': () => parseAddCheckpoint(Uint8Array.of(0x80)),
  },
  'hash.wrong-length': {
    nothing: () => parseHash(''),
    '31 bytes': () => parseHash(encodeBase64(new Uint8Array(31))),
    '33 bytes': () => parseHash(encodeBase64(new Uint8Array(33))),
    'a root in a checkpoint': () => parseCheckpoint(`a\n1\nAAAA\n`),
  },
  'key.malformed': {
    nothing: () => parseKey(''),
    'a name alone': () => parseKey('city.example'),
    'no name': () => parseKey(formatKey(log.key).replace(log.key.name, '')),
    'a blank in the name': () => verifierKey('city example', 'ed25519', log.key.publicKey),
    'a wide blank in the name': () => verifierKey('city\u3000example', 'ed25519', log.key.publicKey),
    'a plus in the name': () => verifierKey('city+example', 'ed25519', log.key.publicKey),
    'an id in capitals': () => parseKey(`n+ABCDEF01+${encodeBase64(concatenate(Uint8Array.of(1), log.key.publicKey))}`),
    'a key too short': () => verifierKey('n', 'ed25519', log.key.publicKey.subarray(1)),
  },
  'key.unknown-type': {
    'a type of tomorrow': () => parseKey(`n+00000000+${encodeBase64(concatenate(Uint8Array.of(9), emptyRoot()))}`),
    'no key': () => parseKey('n+00000000+'),
  },
  'key.id-does-not-match': {
    'the id of another': () => parseKey(formatKey(log.key).replace(/\+[0-9a-f]{8}\+/, '+00000000+')),
    'another name': () => parseKey(formatKey(log.key).replace('city', 'town')),
  },
  'note.malformed': {
    nothing: open(''),
    'no signature': open(text),
    'no blank line': open(signed.replace('\n\n', '\n')),
    'no newline at the end': open(signed.slice(0, -1)),
    'a blank line at the end': open(`${signed}\n`),
    'a hyphen for the dash': open(signed.replace('— ', '- ')),
    'two blanks': open(signed.replace('— ', '—  ')),
    'a blank at the end of a line': open(signed.replace(/\n$/, ' \n')),
    'a signature of the id alone': open(`${text}\n— n AAAAAA==\n`),
    'a comment among the signatures': open(`${signed}# comment\n`),
    'a text without its newline': () => signNote('text', log),
  },
  'note.control-character': {
    CRLF: open(signed.replaceAll('\n', '\r\n')),
    NUL: open(signed.replace('4711', '47\u000011')),
    'a tabulator': open(signed.replace('— ', '—\t')),
    'in what is to be signed': () => signNote('a\u0007b\n', log),
  },
  'note.too-large': {
    'a long text': open(`${'a'.repeat(1_000_000)}${signed}`),
    '101 signatures': open(signed + '— n AAAAAAA=\n'.repeat(100)),
  },
  'note.no-known-signature': {
    'a wrong key with the right name': open(signNote(text, namesake)),
    'a stranger': open(signNote(text, aSigner('stranger.example'))),
    'a witness alone': () => openCheckpoint(encodeUtf8(signNote(text, witness)), log.key, [witness.key]),
  },
  'note.bad-signature': {
    'another text': open(signed.replace('4711', '4712')),
    'a wrong key with the right name and id': open(signNote(text, usurper)),
    'a signature cut off': signedBy((message) => log.sign(message).subarray(1)),
    'a signature of zeros': signedBy(() => new Uint8Array(64)),
    'a signature beside the curve': signedBy(() => new Uint8Array(64).fill(0xff)),
    'a bad one before the good one': open(`${text}\n${signatureLine(text, usurper)}${signatureLine(text, log)}`),
    'a bad one by an old key beside the good one by the new key': () =>
      openCheckpointOfAny(encodeUtf8(signed + signatureLine(text, { key: namesake.key, sign: log.sign })), [
        log.key,
        namesake.key,
      ]),
    'a cosignature at no possible time': () =>
      openCheckpoint(encodeUtf8(signed + signatureLine(text, witness, 2n ** 63n)), log.key, [witness.key]),
  },
  'checkpoint.malformed': {
    'two lines': () => parseCheckpoint(`a\n1\n`),
    'no newline': () => parseCheckpoint(`a\n1\n${root}`),
    'an empty line': () => parseCheckpoint(`a\n1\n${root}\n\n`),
    'no origin': () => parseCheckpoint(`\n1\n${root}\n`),
  },
  'checkpoint.extension': { 'a fourth line': () => parseCheckpoint(`${text}more\n`) },
  'checkpoint.other-origin': { 'a log that signs for another': open(signNote(`town${text}`, log)) },
} satisfies Wrong;
