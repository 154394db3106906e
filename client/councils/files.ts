import { saveBlob } from '../ui/files.ts'

/** Base64 of this many bytes stays within a request. */
const MOST_FILE_BYTES = 740_000

export const isSmall = (file: Blob): boolean => file.size <= MOST_FILE_BYTES

/** Hands a file to the browser to keep. */
export function saveFile(file: { readonly name: string; readonly type: string; readonly content: string }): void {
  const bytes = Uint8Array.from(atob(file.content), (letter) => letter.charCodeAt(0))
  saveBlob(new Blob([bytes], { type: file.type }), file.name)
}
