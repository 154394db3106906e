import { DatabaseSync } from 'node:sqlite'
import { Database } from '@hocuspocus/extension-database'
import { Server } from '@hocuspocus/server'

/**
 * Hocuspocus as it comes, storing with the statements of its SQLite extension. The extension itself needs a package that is
 * compiled at installation; Node's own SQLite runs the same statements.
 */
const db = new DatabaseSync(`${process.env.DATA_DIR}/hocuspocus.sqlite`)
db.exec(`CREATE TABLE IF NOT EXISTS "documents" ("name" varchar(255) NOT NULL, "data" blob NOT NULL, UNIQUE(name))`)
const fetchText = db.prepare('SELECT data FROM "documents" WHERE name = $name ORDER BY rowid DESC')
const storeText = db.prepare(
  'INSERT INTO "documents" ("name", "data") VALUES ($name, $data) ON CONFLICT(name) DO UPDATE SET data = $data',
)

const server = new Server({
  address: '127.0.0.1',
  port: Number(process.env.PORT),
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({ documentName }) => {
        const data = fetchText.get({ $name: documentName })?.data
        return data instanceof Uint8Array ? data : null
      },
      store: async ({ documentName, state }) => {
        storeText.run({ $name: documentName, $data: state })
      },
    }),
  ],
})

await server.listen()
