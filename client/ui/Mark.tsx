/** The mark: a full half and an open half, one line between; two councils, one text. Only beside the name. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d="M14.2 3.4a12.8 12.8 0 0 0 0 25.2z" fill="var(--accent)" />
      <path
        d="M18.6 5a11.2 11.2 0 0 1 0 22z"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="2.8"
        strokeLinejoin="round"
      />
    </svg>
  )
}
