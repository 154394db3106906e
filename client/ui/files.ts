/** A file's bytes as base64, as JSON carries them; null when it cannot be read, as after it was moved or changed. */
export const base64Of = (file: Blob): Promise<string | null> =>
  new Promise((done) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => done(null)
    reader.readAsDataURL(file)
  })
