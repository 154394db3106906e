import { type ReactNode, useEffect } from 'react'

/** The page's one heading, which also names the browser tab; `hidden` where the design shows another heading. */
export function PageTitle({ children, hidden = false }: { children: string; hidden?: boolean }) {
  useEffect(() => {
    document.title = `${children} · Kenes`
  }, [children])
  return <h1 className={hidden ? 'visually-hidden' : 'record-title'}>{children}</h1>
}

/** A section's heading with something at its right end, such as a count. */
export function SectionTitle({ children, aside, id }: { children: ReactNode; aside?: ReactNode; id?: string }) {
  return (
    <div style={{ display: 'flex', alignItems: 'baseline', justifyContent: 'space-between', gap: 12 }}>
      <h2 id={id}>{children}</h2>
      {aside ? <span className="quiet tabular">{aside}</span> : null}
    </div>
  )
}
