import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** On the machine's own disk: a disk in memory lets go on writing who has a file open. */
const OWN_DISK = '/var/tmp'

/** A folder whose files take no writes for a while, also not from a process that has them open. */
export type ReadOnlyDisk = Disposable & {
  readonly folder: string
  /** From now on nothing is written. */
  closes(): void
  opens(): void
}

const marks = (flag: '+i' | '-i', files: readonly string[]) =>
  spawnSync('chattr', [flag, ...files], { stdio: 'ignore' })

/** Whether a disk can be made read-only under a running process: that needs root and a file system that knows immutable files. */
export function canCloseDisks(): boolean {
  const folder = mkdtempSync(join(OWN_DISK, 'kenes-disk-'))
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const can = marks('+i', [file]).status === 0
  marks('-i', [file])
  rmSync(folder, { recursive: true, force: true })
  return can
}

/** Makes such a folder; it goes with the test. */
export function readOnlyDisk(): ReadOnlyDisk {
  const folder = mkdtempSync(join(OWN_DISK, 'kenes-disk-'))
  const files = () => [...readdirSync(folder).map((name) => join(folder, name)), folder]
  const opens = () => void marks('-i', files())
  return {
    folder,
    // What is mapped into memory stays writable, as on a disk that the system made read-only after a fault.
    closes: () => execFileSync('chattr', ['+i', ...files()]),
    opens,
    [Symbol.dispose]() {
      opens()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
