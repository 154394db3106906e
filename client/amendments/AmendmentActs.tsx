import FileCheck from 'lucide-react/icons/file-check'
import HandHelping from 'lucide-react/icons/hand-helping'
import PenLine from 'lucide-react/icons/pen-line'
import Signature from 'lucide-react/icons/signature'
import Undo2 from 'lucide-react/icons/undo-2'
import UserCheck from 'lucide-react/icons/user-check'
import UserMinus from 'lucide-react/icons/user-minus'
import { useState } from 'react'
import { useMe } from '../accounts/data.ts'
import { useAct, useSaid } from '../api.ts'
import { useWords } from '../language.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import css from './AmendmentActs.module.css'
import type { AmendmentDetail } from './data.ts'
import { useNamed } from './useNamed.ts'

type Props = {
  readonly amendment: AmendmentDetail
  /** Whether its live words change anything; what the server has may be a moment behind. */
  readonly changes?: boolean
}

/** Everything that the reader may do with an amendment, each with what it does. Source: RULES.md AM23, AM24, AM26, AM27. */
export function AmendmentActs({ amendment, changes }: Props) {
  const t = useWords()
  const named = useNamed()
  const me = useMe().data?.id
  const said = useSaid()
  const sign = useAct('amendments', 'sign', said)
  const unsign = useAct('amendments', 'unsign', said)
  const confirm = useAct('amendments', 'confirm', said)
  const table = useAct('amendments', 'table', said)
  const revise = useAct('amendments', 'revise', said)
  const takeUp = useAct('amendments', 'take-up', said)
  const withdraw = useAct('amendments', 'withdraw')
  const [withdrawing, setWithdrawing] = useState(false)
  const { may, stage } = amendment
  const one = { amendment: amendment.id }
  const isDraft = stage === 'draft'
  const isMover = amendment.mover.account === me
  const hasChanges = changes ?? (amendment.changes.length > 0 || amendment.whole)
  return (
    <div className={css.acts}>
      {may.confirm ? (
        <ReasonedButton
          variant="filled"
          icon={<UserCheck size={18} aria-hidden />}
          effect={t(isMover ? 'amendments.acts.confirmEffect' : 'amendments.acts.readOutEffect')}
          pending={confirm.pending}
          onPress={() => void confirm.run(one)}
        >
          {t(isMover ? 'amendments.acts.confirm' : 'amendments.acts.readOut')}
        </ReasonedButton>
      ) : null}
      {may.sign ? (
        <ReasonedButton
          variant={isDraft ? 'filled' : 'default'}
          icon={<Signature size={18} aria-hidden />}
          effect={t(isDraft ? 'amendments.acts.signDraftEffect' : 'amendments.acts.signEffect')}
          pending={sign.pending}
          onPress={() => void sign.run(one)}
        >
          {t('amendments.acts.sign')}
        </ReasonedButton>
      ) : null}
      {may.table || (isDraft && isMover) ? (
        <ReasonedButton
          variant="filled"
          icon={<FileCheck size={18} aria-hidden />}
          effect={t('amendments.acts.tableEffect')}
          reason={hasChanges ? null : t('refusals.nothing-changed')}
          rule={hasChanges ? null : 'AM23'}
          pending={table.pending}
          onPress={() => void table.run(one)}
        >
          {t('amendments.acts.table')}
        </ReasonedButton>
      ) : null}
      {may.takeUp ? (
        <ReasonedButton
          icon={<HandHelping size={18} aria-hidden />}
          effect={t('amendments.acts.takeUpEffect')}
          pending={takeUp.pending}
          onPress={() => void takeUp.run(one)}
        >
          {t('amendments.acts.takeUp')}
        </ReasonedButton>
      ) : null}
      {may.revise ? (
        <ReasonedButton
          icon={<PenLine size={18} aria-hidden />}
          effect={t('amendments.acts.reviseEffect')}
          pending={revise.pending}
          onPress={() => void revise.run(one)}
        >
          {t('amendments.acts.revise')}
        </ReasonedButton>
      ) : null}
      {may.unsign ? (
        <ReasonedButton
          icon={<UserMinus size={18} aria-hidden />}
          effect={t('amendments.acts.unsignEffect')}
          pending={unsign.pending}
          onPress={() => void unsign.run(one)}
        >
          {t('amendments.acts.unsign')}
        </ReasonedButton>
      ) : null}
      {may.withdraw ? (
        <ReasonedButton icon={<Undo2 size={18} aria-hidden />} onPress={() => setWithdrawing(true)}>
          {t(isDraft ? 'amendments.acts.drop' : 'amendments.acts.withdraw')}
        </ReasonedButton>
      ) : null}
      {said[0] ? <RefusalNote refusal={said[0]} /> : null}
      <ConfirmDialog
        opened={withdrawing}
        danger
        title={t('amendments.acts.withdrawTitle', { what: named.title(amendment) })}
        effect={t(isDraft ? 'amendments.acts.dropEffect' : 'amendments.acts.withdrawEffect')}
        verb={t(isDraft ? 'amendments.acts.drop' : 'amendments.acts.withdraw')}
        act={withdraw}
        onConfirm={() => void withdraw.run(one).then((done) => done?.ok && setWithdrawing(false))}
        onClose={() => setWithdrawing(false)}
      />
    </div>
  )
}
