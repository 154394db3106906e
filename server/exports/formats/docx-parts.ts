import type { Outline } from '../../../shared/exports/model.ts'
import { escaped, XML_HEAD } from '../../office/xml.ts'
import { type DocxBody, TAGS } from './docx-body.ts'

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** Of whatever is written as a Word file. */
export type DocxHead = Pick<Outline, 'language' | 'session' | 'councils' | 'stamp' | 'madeAt'>
export type DocxComments = { readonly comments: string; readonly threads: string }

/** The parts of a Word file around its body; nothing in it but web addresses points outside. */
export function docxParts(
  outline: DocxHead,
  body: DocxBody,
  comments: DocxComments | null = null,
): readonly (readonly [name: string, content: string | Uint8Array])[] {
  const part = (name: string, inside: string): readonly [string, string] => [name, `${XML_HEAD}${inside}`]
  return [
    ...(comments
      ? [part('word/comments.xml', comments.comments), part('word/commentsExtended.xml', comments.threads)]
      : []),
    part('[Content_Types].xml', contentTypes(body, comments !== null)),
    part(
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ),
    part('docProps/core.xml', core(outline)),
    part('word/document.xml', main(body)),
    part('word/_rels/document.xml.rels', relations(body, comments !== null)),
    part('word/styles.xml', styles(outline)),
    part('word/numbering.xml', numbering(body)),
    part(
      'word/settings.xml',
      `<w:settings xmlns:w="${WORD}">${outline.stamp === null ? '' : '<w:trackRevisions/>'}<w:defaultTabStop w:val="708"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`,
    ),
    part(
      'word/header1.xml',
      `<w:hdr xmlns:w="${WORD}"><w:p><w:pPr><w:pStyle w:val="Running"/></w:pPr><w:r>${outline.stamp === null ? '' : '<w:rPr><w:b/></w:rPr>'}<w:t xml:space="preserve">${escaped(outline.stamp ?? outline.session.title)}</w:t></w:r></w:p></w:hdr>`,
    ),
    part('word/footer1.xml', footer(outline)),
    ...body.pictures.map((png, index) => [`word/media/picture${index + 1}.png`, png] as const),
  ]
}

function contentTypes({ pictures }: DocxBody, hasComments: boolean): string {
  const parts = [
    ...(hasComments
      ? [
          ['/word/comments.xml', `${TYPE}.comments+xml`],
          ['/word/commentsExtended.xml', `${TYPE}.commentsExtended+xml`],
        ]
      : []),
    ['/word/document.xml', `${TYPE}.document.main+xml`],
    ['/word/styles.xml', `${TYPE}.styles+xml`],
    ['/word/numbering.xml', `${TYPE}.numbering+xml`],
    ['/word/settings.xml', `${TYPE}.settings+xml`],
    ['/word/header1.xml', `${TYPE}.header+xml`],
    ['/word/footer1.xml', `${TYPE}.footer+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
  ]
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${pictures.length > 0 ? '<Default Extension="png" ContentType="image/png"/>' : ''}${parts.map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`).join('')}</Types>`
}

const core = ({ session, councils, language, madeAt }: DocxHead): string => {
  const hour = new Date(madeAt).toISOString().replace(/\.\d+Z$/, 'Z')
  return `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(session.title)}</dc:title><dc:creator>${escaped(councils.map(({ name }) => name).join('; '))}</dc:creator><dc:language>${TAGS[language]}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${hour}</dcterms:created></cp:coreProperties>`
}

const main = ({ xml }: DocxBody): string =>
  `<w:document xmlns:w="${WORD}" xmlns:r="${OFFICE}"><w:body>${xml}<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1588" w:right="1418" w:bottom="1361" w:left="1418" w:header="794" w:footer="680" w:gutter="0"/></w:sectPr></w:body></w:document>`

function relations({ links, pictures }: DocxBody, hasComments: boolean): string {
  const own = ['styles', 'numbering', 'settings', 'header', 'footer'].map(
    (name, index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${name}" Target="${name}${name === 'header' || name === 'footer' ? '1' : ''}.xml"/>`,
  )
  const said = hasComments
    ? [
        `<Relationship Id="said1" Type="${OFFICE}/comments" Target="comments.xml"/>`,
        '<Relationship Id="said2" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/>',
      ]
    : []
  const outside = links.map(
    (href, index) =>
      `<Relationship Id="link${index + 1}" Type="${OFFICE}/hyperlink" Target="${escaped(href)}" TargetMode="External"/>`,
  )
  const drawn = pictures.map(
    (_, index) =>
      `<Relationship Id="picture${index + 1}" Type="${OFFICE}/image" Target="media/picture${index + 1}.png"/>`,
  )
  return `<Relationships xmlns="${PACKAGE}/relationships">${[...own, ...said, ...drawn, ...outside].join('')}</Relationships>`
}

function footer({ session }: DocxHead): string {
  const field = (code: string) =>
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
  return `<w:ftr xmlns:w="${WORD}"><w:p><w:pPr><w:pStyle w:val="Running"/><w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">${escaped(session.id)}</w:t></w:r><w:r><w:tab/></w:r>${field('PAGE')}<w:r><w:t xml:space="preserve"> / </w:t></w:r>${field('NUMPAGES')}</w:p></w:ftr>`
}

/** Dashes for sub-points in three levels, and a list for each stretch of numbers that follow each other. */
function numbering({ starts }: DocxBody): string {
  const dash = [0, 1, 2].map(
    (level) =>
      `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${510 * (level + 1)}" w:hanging="283"/></w:pPr></w:lvl>`,
  )
  const lists = starts.map(
    (start, index) =>
      `<w:num w:numId="${index + 2}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="${start}"/></w:lvlOverride></w:num>`,
  )
  return `<w:numbering xmlns:w="${WORD}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>${dash.join('')}</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="510" w:hanging="510"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>${lists.join('')}</w:numbering>`
}

const INK = '0B5B69'
const QUIET = '4A5656'

type Style = {
  readonly id: string
  readonly name: string
  readonly next?: string
  readonly paragraph: string
  readonly run?: string
}
const size = (half: number) => `<w:sz w:val="${half}"/><w:szCs w:val="${half}"/>`
const heading = (level: number, points: number, before: number): Style => ({
  id: `Heading${level}`,
  name: `heading ${level}`,
  next: 'BodyText',
  paragraph: `<w:keepNext/><w:keepLines/><w:spacing w:before="${before}" w:after="80"/><w:outlineLvl w:val="${level - 1}"/>`,
  run: `<w:b/><w:color w:val="${INK}"/>${size(points * 2)}`,
})
const quiet = `<w:color w:val="${QUIET}"/>`

const STYLES: readonly Style[] = [
  {
    id: 'Title',
    name: 'Title',
    next: 'Subtitle',
    paragraph: '<w:keepNext/><w:spacing w:before="480" w:after="120"/>',
    run: `<w:b/><w:color w:val="${INK}"/>${size(38)}`,
  },
  { id: 'Subtitle', name: 'Subtitle', paragraph: '<w:spacing w:after="360"/>', run: quiet },
  heading(1, 15, 480),
  heading(2, 12.5, 360),
  heading(3, 10.5, 160),
  { id: 'BodyText', name: 'Body Text', paragraph: '<w:spacing w:after="100" w:line="300" w:lineRule="auto"/>' },
  { id: 'Standing', name: 'Standing', paragraph: '<w:keepNext/><w:spacing w:after="80"/>', run: quiet + size(17) },
  {
    id: 'Check',
    name: 'Check',
    paragraph: '<w:spacing w:after="80"/><w:textAlignment w:val="center"/>',
    run: quiet + size(17),
  },
  { id: 'Missing', name: 'Missing', paragraph: '<w:spacing w:after="100"/>', run: `<w:i/>${quiet}` },
  { id: 'Field', name: 'Field', paragraph: '<w:spacing w:after="20"/>', run: size(19) },
  {
    id: 'Amendment',
    name: 'Amendment',
    next: 'BodyText',
    paragraph: '<w:keepNext/><w:spacing w:before="160" w:after="40"/>',
    run: `<w:b/>${size(20)}`,
  },
  { id: 'Headline', name: 'Headline', paragraph: '<w:spacing w:after="60"/>', run: '<w:b/>' },
  { id: 'Cell', name: 'Cell', paragraph: '<w:spacing w:before="30" w:after="30"/>', run: size(18) },
  {
    id: 'Note',
    name: 'Note',
    paragraph: '<w:spacing w:after="100" w:line="300" w:lineRule="auto"/><w:ind w:left="340"/>',
  },
  { id: 'Addressee', name: 'Addressee', paragraph: '<w:spacing w:before="240" w:after="240"/><w:ind w:left="4536"/>' },
  { id: 'Signature', name: 'Signature', paragraph: '<w:keepLines/><w:spacing w:before="360" w:after="0"/>' },
  { id: 'Letterhead', name: 'Letterhead', paragraph: '<w:spacing w:after="20"/>', run: size(18) },
  { id: 'Running', name: 'Running', paragraph: '<w:spacing w:after="0"/>', run: quiet + size(16) },
]

const styles = ({ language }: DocxHead): string =>
  `<w:styles xmlns:w="${WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Noto Serif" w:hAnsi="Noto Serif" w:eastAsia="Noto Serif" w:cs="Noto Serif"/>${size(21)}<w:lang w:val="${TAGS[language]}"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>${STYLES.map(styleXml).join('')}<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="${INK}"/><w:u w:val="single"/></w:rPr></w:style><w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/><w:rPr>${size(16)}</w:rPr></w:style><w:style w:type="table" w:styleId="Rows"><w:name w:val="Rows"/><w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="B9C2C1"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="B9C2C1"/></w:tblBorders></w:tblPr></w:style></w:styles>`

const styleXml = ({ id, name, next, paragraph, run }: Style): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>${next ? `<w:next w:val="${next}"/>` : ''}<w:qFormat/><w:pPr>${paragraph}</w:pPr>${run ? `<w:rPr>${run}</w:rPr>` : ''}</w:style>`
