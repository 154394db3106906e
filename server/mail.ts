import { createTransport } from 'nodemailer'

export type Letter = { readonly to: string; readonly subject: string; readonly text: string }
/** Hands a letter to the mail server; throws when it did not take it. */
export type Mailer = (letter: Letter) => Promise<void>

/** A mail server that does not answer may not hold up who presses a button. */
const LONGEST_WAIT_MS = 10_000

/** Mail through SMTP_URL; `from` stands in the address as `?from=`, else it is the name of the server's own address. */
export function smtpMailer(smtpUrl: string, publicUrl: string): Mailer {
  const url = new URL(smtpUrl)
  const from = url.searchParams.get('from') ?? `kenes@${new URL(publicUrl).hostname}`
  url.search = ''
  const transport = createTransport({
    url: url.href,
    connectionTimeout: LONGEST_WAIT_MS,
    greetingTimeout: LONGEST_WAIT_MS,
    socketTimeout: LONGEST_WAIT_MS,
  })
  return async ({ to, subject, text }) => {
    // As an object the address is one address, whatever is in it.
    await transport.sendMail({ from: { name: 'Kenes', address: from }, to: { name: '', address: to }, subject, text })
  }
}
