/**
 * How Node runs the server. The young generation of each of its two threads stays at 3 × 16 MiB: by itself it grows to 128 MiB on a
 * machine with much memory, which looks like a leak over an hour of typing and makes nothing faster here.
 */
export const SERVER_FLAGS = ['--max-semi-space-size=16']
