import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { validateXML } from 'xmllint-wasm'

/** The folder with the OASIS schema, which is not ours to ship: AKN_XSD_DIR, else one beside the project; null where there is none. */
export const schemaFolder = (): string | null =>
  [process.env.AKN_XSD_DIR, join(import.meta.dirname, '..', '..', '..', 'shared', 'akn')].find(
    (folder) => folder && existsSync(join(folder, 'akomantoso30.xsd')),
  ) ?? null

/** 64 KiB each; the schema alone is large. */
const PAGES = { initialMemoryPages: 512, maxMemoryPages: 4_096 }

/** What the schema says against a file; nothing where it is valid. */
export async function schemaFaults(xml: string): Promise<readonly string[]> {
  const folder = schemaFolder()
  if (!folder) throw new Error('there is no schema: set AKN_XSD_DIR')
  const file = (fileName: string) => ({ fileName, contents: readFileSync(join(folder, fileName), 'utf8') })
  const { errors } = await validateXML({
    xml: [{ fileName: 'file.xml', contents: xml }],
    schema: [file('akomantoso30.xsd')],
    preload: [file('xml.xsd')],
    ...PAGES,
  })
  return errors.map(({ message }) => message)
}
