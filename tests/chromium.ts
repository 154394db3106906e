import { type Browser, chromium } from 'playwright'

/** The server's name in a hall's network without TLS. */
export const HALL = 'hall.test'

/** A real Chromium without anything that talks to the network. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.KENES_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      // A name that is not the machine itself, so that a page over plain http is no secure context, as in a hall.
      `--host-resolver-rules=MAP ${HALL} 127.0.0.1`,
    ],
  })
