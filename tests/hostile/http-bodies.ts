import { deflateRawSync, gzipSync } from 'node:zlib'
import { writeZip } from '../../server/office/zip.ts'
import { type HttpInput, request } from './raw.ts'

type Headers = Readonly<Record<string, string>>

const REPORT = 'report=demo-consolidated-report-2024'
const MANY = 100_000
const asks = (body: string | Uint8Array, headers: Headers = {}) => request('POST /api/accounts/sign-in', headers, body)
/** A question of procedure would be put with this: the member has no right to, and is told so only when all else is in order. */
const acts = (body: string, headers: Headers = {}) =>
  request('POST /api/sessions/check-in', { cookie: 'MEMBER', ...headers }, body)
const CHECK_IN = '{"session":"none","where":"hall"}'
const uploads = (query: string, body: string | Uint8Array, headers: Headers = {}) =>
  request(
    `POST /api/evidence/upload?${query}`,
    { cookie: 'SECRETARY', 'content-type': 'application/octet-stream', ...headers },
    body,
  )
const nested = (open: string, close: string) => open.repeat(MANY) + close.repeat(MANY)
/** Ten million zeros in ten kilobytes. */
const zeros = Buffer.alloc(10_000_000)
const zip = (name: string, bytes: Uint8Array) => writeZip([[name, bytes]])

/** Bodies that are no JSON, or not what is asked for. */
export const BODIES: readonly HttpInput[] = [
  {
    name: 'no body',
    outcome: '400 malformed',
    sends: asks('', { 'content-type': 'application/json', 'content-length': '0' }),
  },
  { name: 'lists 100,000 deep', outcome: '400 malformed', sends: asks(nested('[', ']')) },
  {
    name: 'objects 100,000 deep',
    outcome: '400 malformed',
    sends: asks(`${'{"a":'.repeat(MANY)}1${'}'.repeat(MANY)}`),
  },
  {
    name: 'lists 100,000 deep where a word is wanted',
    outcome: '400 malformed',
    sends: acts(`{"session":${nested('[', ']')},"where":"hall"}`),
  },
  { name: 'lists without an end', outcome: '400 malformed', sends: asks('['.repeat(1_000_000)) },
  { name: 'half a million numbers', outcome: '400 malformed', sends: asks(`[${'0,'.repeat(500_000)}0]`) },
  {
    name: 'a hundred thousand names',
    outcome: '400 malformed',
    sends: asks(`{${Array.from({ length: 60_000 }, (_, n) => `"k${n}":1`).join()}}`),
  },
  { name: 'a number beyond numbers', outcome: '400 malformed', sends: asks('{"email":1e999999,"password":-1e999999}') },
  { name: 'a number of 900,000 digits', outcome: '400 malformed', sends: asks(`{"email":${'9'.repeat(900_000)}}`) },
  {
    name: 'a word of 1,000,000 letters',
    outcome: '400 malformed',
    sends: asks(`{"email":"${'a'.repeat(1_000_000)}","password":"x"}`),
  },
  { name: 'a byte above 1 MiB', outcome: '413 too-large', sends: asks(' '.repeat(1_048_577)) },
  {
    name: 'a body of 8 MiB',
    outcome: '413 too-large',
    sends: asks('x'.repeat(8_388_608), { connection: 'keep-alive' }),
  },
  {
    name: 'a prototype by name',
    outcome: '404 not-found',
    sends: acts('{"__proto__":{"session":"x"},"session":"none","where":"hall"}'),
  },
  {
    name: 'all from a prototype',
    outcome: '400 malformed',
    sends: acts('{"__proto__":{"session":"2025-04-joint","where":"hall"}}'),
  },
  {
    name: 'a constructor by name',
    outcome: '404 not-found',
    sends: acts('{"constructor":{"prototype":{"x":1}},"session":"none","where":"hall"}'),
  },
  { name: 'a list for an object', outcome: '400 malformed', sends: acts('["2025-04-joint","hall"]') },
  { name: 'a word for an object', outcome: '400 malformed', sends: acts('"2025-04-joint"') },
  { name: 'nothing for an object', outcome: '400 malformed', sends: acts('null') },
  { name: 'a number for a word', outcome: '400 malformed', sends: acts('{"session":1,"where":"hall"}') },
  { name: 'an object for a word', outcome: '400 malformed', sends: acts('{"session":{"$gt":""},"where":"hall"}') },
  { name: 'an id that is a path', outcome: '400 malformed', sends: acts('{"session":"../../x","where":"hall"}') },
  {
    name: 'a request id that is a number',
    outcome: '400 malformed',
    sends: acts('{"session":"none","where":"hall","requestId":7}'),
  },
  {
    name: 'a request id of 10,000 letters',
    outcome: '400 malformed',
    sends: acts(`{"session":"none","where":"hall","requestId":"${'a'.repeat(10_000)}"}`),
  },
  { name: 'a zero letter', outcome: '400 malformed', sends: asks('{"email":"a\\u0000@example.org","password":"x"}') },
  { name: 'half a letter', outcome: '400 malformed', sends: asks('{"email":"\\ud800@example.org","password":"x"}') },
  {
    name: 'bytes that are no letters',
    outcome: '400 malformed',
    sends: asks(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  },
  {
    name: 'words in UTF-16',
    outcome: '400 malformed',
    sends: asks(Buffer.from('{"email":"a"}', 'utf16le'), { 'content-type': 'application/json; charset=utf-16' }),
  },
  { name: 'a comma at the end', outcome: '400 malformed', sends: asks('{"email":"a@example.org","password":"x",}') },
  { name: 'no number', outcome: '400 malformed', sends: asks('{"email":NaN}') },
  { name: 'a script', outcome: '400 malformed', sends: asks('(function(){return{}})()') },
  {
    name: 'a form',
    outcome: '400 malformed',
    sends: asks('email=a&password=b', { 'content-type': 'application/x-www-form-urlencoded' }),
  },
  {
    name: 'a form in parts',
    outcome: '400 malformed',
    sends: asks('--x\r\n\r\n{}\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' }),
  },
  { name: 'JSON called plain text', outcome: '400 malformed', sends: acts(CHECK_IN, { 'content-type': 'text/plain' }) },
  { name: 'JSON called nothing', outcome: '400 malformed', sends: acts(CHECK_IN, { 'content-type': '' }) },
  {
    name: 'JSON by a longer name',
    outcome: '400 malformed',
    sends: acts(CHECK_IN, { 'content-type': 'application/jsonp' }),
  },
  {
    name: 'a body packed by gzip, ten million zeros',
    outcome: '400 malformed',
    sends: asks(gzipSync(zeros), { 'content-encoding': 'gzip' }),
  },
  {
    name: 'a body packed by deflate',
    outcome: '400 malformed',
    sends: asks(deflateRawSync(zeros), { 'content-encoding': 'deflate' }),
  },
  {
    name: 'from another address',
    outcome: '403 foreign-origin',
    sends: acts(CHECK_IN, { origin: 'https://evil.example' }),
  },
  { name: 'from nowhere', outcome: '403 foreign-origin', sends: acts(CHECK_IN, { origin: 'null' }) },
  {
    name: 'from an address that begins as ours',
    outcome: '403 foreign-origin',
    sends: acts(CHECK_IN, { origin: 'ORIGIN.evil.example' }),
  },
  {
    name: 'from ours and another',
    outcome: '403 foreign-origin',
    sends: acts(CHECK_IN, { origin: 'ORIGIN, https://evil.example' }),
  },
  {
    name: 'across sites',
    outcome: '403 foreign-origin',
    sends: acts(CHECK_IN, { origin: 'ORIGIN', 'sec-fetch-site': 'cross-site' }),
  },
  {
    name: 'from a sister of the site',
    outcome: '403 foreign-origin',
    sends: acts(CHECK_IN, { origin: 'ORIGIN', 'sec-fetch-site': 'same-site' }),
  },
  {
    name: 'from a page that says only where it was',
    outcome: '403 foreign-origin',
    sends: acts(CHECK_IN, { referer: 'https://evil.example/' }),
  },
  { name: 'in another name', outcome: '401 signed-out', sends: acts(CHECK_IN, { 'x-account': 's01' }) },
  {
    name: 'with a cookie that nobody was given',
    outcome: '401 signed-out',
    sends: acts(CHECK_IN, { cookie: `kenes=${'0'.repeat(40)}` }),
  },
  { name: 'by nobody', outcome: '401 signed-out', sends: request('POST /api/sessions/check-in', {}, CHECK_IN) },
  {
    name: 'a file by nobody',
    outcome: '401 signed-out',
    sends: uploads(`${REPORT}&name=a.pdf`, '%PDF-', { cookie: '' }),
  },
  {
    name: 'a file by a member',
    outcome: '403 no-right',
    sends: uploads(`${REPORT}&name=a.pdf`, '%PDF-', { cookie: 'MEMBER' }),
  },
  {
    name: 'a file from another address',
    outcome: '403 foreign-origin',
    sends: uploads(`${REPORT}&name=a.pdf`, '%PDF-', { origin: 'https://evil.example' }),
  },
  { name: 'a file to nowhere', outcome: '400 malformed', sends: uploads('name=a.pdf', '%PDF-') },
  { name: 'a file to a path', outcome: '400 malformed', sends: uploads('report=../../x&name=a.pdf', '%PDF-') },
  {
    name: 'a program called a PDF',
    outcome: '400 wrong-file',
    sends: uploads(`${REPORT}&name=a.pdf`, 'MZ\x90\x00 a program'),
  },
  { name: 'a file without a kind', outcome: '400 wrong-file', sends: uploads(`${REPORT}&name=passwd`, 'root:x:0:0') },
  { name: 'a page', outcome: '400 wrong-file', sends: uploads(`${REPORT}&name=a.html`, '<script>alert(1)</script>') },
  {
    name: 'a drawing with a script',
    outcome: '400 wrong-file',
    sends: uploads(`${REPORT}&name=a.svg`, '<svg onload="alert(1)"/>'),
  },
  { name: 'a program with two endings', outcome: '400 wrong-file', sends: uploads(`${REPORT}&name=a.pdf.exe`, 'MZ') },
  { name: 'a name with a zero byte', outcome: '400 malformed', sends: uploads(`${REPORT}&name=a.exe%00.pdf`, '%PDF-') },
  {
    name: 'a table without a table',
    outcome: '400 wrong-file',
    sends: uploads(`${REPORT}&name=a.xlsx`, zip('readme.txt', Buffer.from('x'))),
  },
  {
    name: 'a text with a program in it',
    outcome: '400 wrong-file',
    sends: uploads(
      `${REPORT}&name=a.docx`,
      writeZip([
        ['word/document.xml', Buffer.from('<w/>')],
        ['word/vbaProject.bin', Buffer.from('x')],
      ]),
    ),
  },
  {
    name: 'half an archive',
    outcome: '400 wrong-file',
    sends: uploads(`${REPORT}&name=a.xlsx`, Buffer.from('PK\x03\x04\x14\x00')),
  },
  {
    name: 'a file above 10 MiB',
    outcome: '413 too-large',
    sends: uploads(`${REPORT}&name=a.pdf`, `%PDF-${'x'.repeat(10 * 1_048_576)}`, { connection: 'keep-alive' }),
  },
]
