/** A file's bytes as base64, as JSON carries them. */
export const base64Of = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error ?? new Error('file'))
    reader.readAsDataURL(file)
  })

/** Puts words on the clipboard, also over plain http, where only a selection is copied; false: the reader copies by hand. */
export function copyWords(field: HTMLTextAreaElement): boolean {
  field.focus()
  field.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  }
}
