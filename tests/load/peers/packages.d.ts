// What hocuspocus.ts uses of packages that only the bench installs, so that types are checked without them.

declare module '@hocuspocus/extension-database' {
  export class Database {
    constructor(configuration: {
      fetch(asked: { documentName: string }): Promise<Uint8Array | null>
      store(made: { documentName: string; state: Uint8Array }): Promise<void>
    })
  }
}

declare module '@hocuspocus/server' {
  export class Server {
    constructor(configuration: { address: string; port: number; quiet: boolean; extensions: readonly object[] })
    listen(): Promise<unknown>
  }
}
