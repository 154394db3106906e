/** Words between tags or in an attribute, without letters that XML has no way to say. */
export const escaped = (words: string): string =>
  [...words]
    .filter(isXml)
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** Whether XML has a way to say a letter. */
const isXml = (letter: string): boolean =>
  (letter >= ' ' && letter < '\ud800') ||
  (letter > '\udfff' && letter < '\ufffe') ||
  letter.length > 1 ||
  '\t\n\r'.includes(letter)

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
