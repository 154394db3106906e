import { Button } from '@mantine/core'
import { Component, type ComponentType, lazy, type ReactNode, Suspense, useMemo, useState } from 'react'
import { useWords } from '../language.tsx'
import { Waiting } from './Waiting.tsx'

type Props<Given> = Given & {
  readonly load: () => Promise<{ default: ComponentType<Given> }>
  /** What stands there when it could not be loaded, as in a hall whose network is gone. */
  readonly otherwise: ReactNode
}

/** A piece of a page that is fetched when it is needed; where that fails the page goes on without it. */
export function LoadedLater<Given extends object>({ load, otherwise, ...given }: Props<Given>) {
  const [tries, setTries] = useState(0)
  const Piece = useMemo(() => {
    // Each try loads anew.
    void tries
    return lazy(load)
  }, [load, tries])
  return (
    <Guarded key={tries} otherwise={<Failed onAgain={() => setTries(tries + 1)}>{otherwise}</Failed>}>
      <Suspense fallback={<Waiting />}>
        <Piece {...(given as unknown as Given)} />
      </Suspense>
    </Guarded>
  )
}

class Guarded extends Component<{ children: ReactNode; otherwise: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError = () => ({ failed: true })
  override render() {
    return this.state.failed ? this.props.otherwise : this.props.children
  }
}

function Failed({ children, onAgain }: { children: ReactNode; onAgain: () => void }) {
  const t = useWords()
  return (
    <>
      {children}
      <p role="status">
        {t('common.brokenTitle')}{' '}
        <Button variant="default" size="compact-md" onClick={onAgain}>
          {t('common.tryAgain')}
        </Button>
      </p>
    </>
  )
}
