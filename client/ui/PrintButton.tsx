import { Button } from '@mantine/core'
import Printer from 'lucide-react/icons/printer'
import type { ReactNode } from 'react'

/** Prints the page as it stands. */
export const PrintButton = ({ children }: { children: ReactNode }) => (
  <Button variant="default" size="md" leftSection={<Printer size={18} aria-hidden />} onClick={() => window.print()}>
    {children}
  </Button>
)
