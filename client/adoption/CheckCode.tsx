import { checkAddress, codeOf } from '../../shared/adoption/check-address.ts'
import { FinalWords, useWords } from '../language.tsx'
import { QrCode } from '../ui/QrCode.tsx'
import css from './CheckCode.module.css'

type Props = { readonly hash: string }

/** On paper alone: the code that says whether this print still stands. Source: RULES.md AD31. */
export const CheckCode = ({ hash }: Props) => (
  <FinalWords>
    <Printed hash={hash} />
  </FinalWords>
)

function Printed({ hash }: Props) {
  const t = useWords()
  const address = checkAddress(hash, location.origin)
  return (
    <aside className={css.code} data-check={codeOf(hash)}>
      <QrCode words={address} label={t('final.check.title')} className={css.picture} />
      <p>
        {t('final.check.scan')}
        <br />
        <span className={css.address}>{address}</span>
      </p>
    </aside>
  )
}
