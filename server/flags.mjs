/**
 * How Node runs the server. The young generation of each of its two threads is 2 × 16 MiB from the start: by itself it grows to 128 MiB on
 * a machine with much memory, a step whenever much was alive at once, which looks like a leak over an hour of typing and makes nothing
 * faster here. The old generation is packed again where a fifth of a page is free, not two thirds: over an hour its pages had come to 30
 * MB more, though what lived in them had not. It may grow fourfold before it is collected, until it is collected two minutes after the
 * start (`collecting.ts`); from then on a tenth is enough: with the packing alone V8 would begin with each eight megabytes from the start,
 * six times until a hall is in; a size at which to begin (`--initial-old-space-size`) holds for ever and not for the first time, so that a
 * sitting's heaps grow to it for an hour. Nothing is collected only because little is done: eight seconds after a start V8 would collect
 * both heaps twice, 9 to 30 ms of the thread each time, in the first words of a hall. And functions are compiled plainly at their first
 * call: a turn of the log is a long way through many functions that are called too seldom, for minutes, to be found worth it.
 */
export const SERVER_FLAGS = [
  '--min-semi-space-size=16',
  '--max-semi-space-size=16',
  '--memory-saver-mode',
  '--no-memory-reducer',
  '--heap-growing-percent=300',
  '--always-sparkplug',
  '--expose-gc',
]

/**
 * How glibc gives memory back: a piece of a megabyte or more goes back to the machine as soon as it is free. By itself glibc keeps such
 * pieces after the first, and each password that is checked takes 19 MiB of them on one of four threads: 140 MB for ever, which come in
 * the course of hours as sign-ins meet another thread. And it gives each thread an area of its own, of which after an hour of a sitting
 * three stood at 35 MB with 7 in use; two areas for all are enough, as V8 does not ask it for objects. Read by the C library at the
 * start of a process; others do not know it.
 */
export const SERVER_MEMORY = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '1048576',
  MALLOC_TRIM_THRESHOLD_: '2097152',
}
