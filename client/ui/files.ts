/** A file's bytes as base64, as JSON carries them; null when it cannot be read, as after it was moved or changed. */
export const base64Of = (file: Blob): Promise<string | null> =>
  new Promise((done) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => done(null)
    reader.readAsDataURL(file)
  })

/** Hands bytes to the browser to keep under a name. */
export function saveBlob(file: Blob, name: string): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
