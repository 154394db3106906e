import 'react'

declare module 'react' {
  interface CSSProperties {
    /** Our own custom properties, such as `--size`. */
    [name: `--${string}`]: string | number | undefined
  }
}
