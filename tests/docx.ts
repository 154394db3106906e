import { Buffer } from 'node:buffer'
import { crc32, deflateRawSync } from 'node:zlib'

/** A ZIP from named parts, as Word writes it. */
export function zipOf(parts: Readonly<Record<string, string | Uint8Array>>, options: { store?: boolean } = {}): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const raw = Buffer.from(content)
    const packed = options.store ? raw : deflateRawSync(raw)
    const title = Buffer.from(name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(options.store ? 0 : 8, 4)
    shared.writeUInt32LE(crc32(raw), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(raw.length, 18)
    shared.writeUInt16LE(title.length, 22)
    const head = Buffer.concat([Buffer.from('PK\u0003\u0004'), shared, title, packed])
    const entry = Buffer.alloc(46)
    entry.write('PK\u0001\u0002', 0, 'latin1')
    entry.writeUInt16LE(20, 4)
    shared.copy(entry, 6, 0, 24)
    entry.writeUInt32LE(offset, 42)
    directory.push(Buffer.concat([entry, title]))
    local.push(head)
    offset += head.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 0, 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, listed, end])
}

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const escaped = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A paragraph; `list`: the id of its list, `level`: how deep, `inside`: raw runs in place of words. */
export const paragraph = (
  words: string,
  { list, level = 0, style, inside }: { list?: number; level?: number; style?: string; inside?: string } = {},
): string => {
  const numbering = list === undefined ? '' : `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`
  const named = style === undefined ? '' : `<w:pStyle w:val="${style}"/>`
  const run = inside ?? `<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">${escaped(words)}</w:t></w:r>`
  return `<w:p><w:pPr>${named}${numbering}</w:pPr>${run}</w:p>`
}

export const documentOf = (paragraphs: readonly string[], head = '<?xml version="1.0" encoding="UTF-8"?>'): string =>
  `${head}<w:document xmlns:w="${WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>${paragraphs.join('')}<w:sectPr/></w:body></w:document>`

const level = (number: number, format: string, start = 1) =>
  `<w:lvl w:ilvl="${number}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="%${number + 1}."/></w:lvl>`

/** Lists 1 and 2 count on together; 3 is bullets; 4 begins anew at 7; 5 has letters under numbers. */
export const NUMBERING = `<?xml version="1.0"?><w:numbering xmlns:w="${WORD}">
<w:abstractNum w:abstractNumId="10">${level(0, 'decimal')}${level(1, 'lowerLetter')}</w:abstractNum>
<w:abstractNum w:abstractNumId="11">${level(0, 'bullet')}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="10"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="10"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="11"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="10"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>`

export const STYLES = `<?xml version="1.0"?><w:styles xmlns:w="${WORD}">
<w:style w:type="paragraph" w:styleId="Numbered"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Numbered"/></w:style>
</w:styles>`

/** A Word file with these paragraphs. */
export const docxOf = (
  paragraphs: readonly string[],
  more: Readonly<Record<string, string | Uint8Array>> = {},
): Buffer =>
  zipOf({
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'word/document.xml': documentOf(paragraphs),
    'word/numbering.xml': NUMBERING,
    'word/styles.xml': STYLES,
    ...more,
  })

/** A list as people make it: numbered by Word, a title and a text each. */
export const listOf = (texts: readonly (readonly [title: string, text: string])[]): Buffer =>
  docxOf(texts.flatMap(([title, text]) => [paragraph(title, { list: 1 }), paragraph(text)]))
