import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

/** The ink of a council's stamp, as in tokens.css. */
const KOK: MantineColorsTuple = [
  '#eef7f8',
  '#dbeef0',
  '#b6dce1',
  '#86c3cc',
  '#55a6b2',
  '#2c8796',
  '#14707f',
  '#0b5b69',
  '#084853',
  '#06353e',
]

/** Buttons take their colours from the tokens, so that light and dark are tuned in one place. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const usual = defaultVariantColorsResolver(input)
  if (input.color === 'red')
    return input.variant === 'filled'
      ? {
          background: 'var(--danger)',
          hover: 'var(--danger-hover)',
          color: 'var(--paper)',
          border: '1px solid transparent',
        }
      : {
          background: 'transparent',
          hover: 'var(--rejected-bg)',
          color: 'var(--danger)',
          border: '1px solid var(--danger)',
        }
  switch (input.variant) {
    case 'filled':
      return {
        background: 'var(--accent)',
        hover: 'var(--accent-hover)',
        color: 'var(--text-on-accent)',
        border: '1px solid transparent',
      }
    case 'subtle':
      return {
        background: 'transparent',
        hover: 'var(--accent-soft)',
        color: 'var(--link)',
        border: '1px solid transparent',
      }
    case 'light':
      return {
        background: 'var(--accent-soft)',
        hover: 'var(--accent-soft)',
        color: 'var(--link)',
        border: '1px solid var(--accent-line)',
      }
    default:
      return usual
  }
}

/** Mantine dressed in Kenes' tokens. */
export const theme = createTheme({
  primaryColor: 'kok',
  primaryShade: { light: 7, dark: 4 },
  colors: { kok: KOK },
  autoContrast: true,
  variantColorResolver,
  fontFamily: 'Noto Sans, system-ui, sans-serif',
  fontFamilyMonospace: 'Noto Sans Mono, ui-monospace, monospace',
  headings: { fontFamily: 'Noto Serif, Georgia, serif', fontWeight: '600' },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '16px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'md',
        padding: 'lg',
        size: 'lg',
        overlayProps: { backgroundOpacity: 0.4 },
      },
    },
    Menu: { defaultProps: { radius: 'md', shadow: 'md' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
  },
})

/** Mantine's own variables, from the tokens. */
export const cssVariablesResolver: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-bright': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-3)',
    '--mantine-color-placeholder': 'var(--text-3)',
    '--mantine-color-anchor': 'var(--link)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-default': 'var(--paper)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--control-line)',
    '--mantine-color-disabled': 'var(--sunken)',
    '--mantine-color-disabled-color': 'var(--text-3)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-color-kok-filled': 'var(--accent)',
    '--mantine-color-kok-filled-hover': 'var(--accent-hover)',
    '--mantine-color-kok-light': 'var(--accent-soft)',
    '--mantine-color-kok-light-hover': 'var(--accent-soft)',
    '--mantine-color-kok-light-color': 'var(--link)',
    '--mantine-color-kok-outline': 'var(--accent)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-hover': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--link)',
    '--mantine-primary-color-contrast': 'var(--text-on-accent)',
    '--mantine-shadow-md': 'var(--sh-float)',
    '--mantine-shadow-xl': 'var(--sh-float)',
  }
  return { variables: {}, light: shared, dark: shared }
}
