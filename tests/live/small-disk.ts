import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of a few megabytes, for what happens when it is full. */
export type SmallDisk = Disposable & {
  readonly folder: string
  /** Fills it to the last byte. */
  fill(): void
  /** Gives the space back. */
  empty(): void
}

const mounted = (folder: string, megabytes: number) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' }).status === 0

/** Whether small disks can be made here: that needs the right to mount. */
export function canMakeDisks(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'kenes-disk-'))
  const can = mounted(folder, 1)
  if (can) execFileSync('umount', ['-l', folder])
  rmSync(folder, { recursive: true, force: true })
  return can
}

/** Makes a disk in memory; it goes with the test. */
export function smallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'kenes-disk-'))
  if (!mounted(folder, megabytes)) throw new Error('no right to mount')
  const filler = join(folder, 'filler')
  return {
    folder,
    fill() {
      const file = openSync(filler, 'a')
      for (let size = 1024 * 1024; size >= 1; ) {
        try {
          writeSync(file, Buffer.alloc(size))
        } catch {
          size = Math.floor(size / 16)
        }
      }
      closeSync(file)
    },
    empty: () => rmSync(filler, { force: true }),
    [Symbol.dispose]() {
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A disk that can be told to hang: whoever writes to it waits until it goes on. */
export type HangingDisk = Disposable & {
  readonly folder: string
  hangs(): void
  goesOn(): void
}

/** Makes a disk of 64 MB in a file; it goes with the test. */
export function hangingDisk(): HangingDisk {
  const folder = mkdtempSync(join(tmpdir(), 'kenes-disk-'))
  const image = `${folder}.image`
  writeFileSync(image, '')
  truncateSync(image, 64 * 1024 * 1024)
  execFileSync('mkfs.ext4', ['-q', image])
  execFileSync('mount', ['-o', 'loop', image, folder])
  let isHanging = false
  const goesOn = () => {
    if (isHanging) execFileSync('fsfreeze', ['--unfreeze', folder])
    isHanging = false
  }
  return {
    folder,
    hangs() {
      execFileSync('fsfreeze', ['--freeze', folder])
      isHanging = true
    },
    goesOn,
    [Symbol.dispose]() {
      goesOn()
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
      rmSync(image, { force: true })
    },
  }
}

/** Whether such a disk can be made here: that needs the right to mount a file, and to freeze it. */
export function canHangDisks(): boolean {
  try {
    using disk = hangingDisk()
    disk.hangs()
    return true
  } catch {
    return false
  }
}
