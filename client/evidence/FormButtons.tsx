import { Button } from '@mantine/core'
import { useWords } from '../language.tsx'
import css from './Evidence.module.css'

type Props = { readonly pending: boolean; readonly onDone: () => void }

/** The end of a form of the evidence: it is kept, or left as it was. */
export function FormButtons({ pending, onDone }: Props) {
  const t = useWords()
  return (
    <div className={css.buttons}>
      <Button type="submit" size="md" loading={pending}>
        {t('evidence.save')}
      </Button>
      <Button variant="default" size="md" onClick={onDone}>
        {t('common.cancel')}
      </Button>
    </div>
  )
}
