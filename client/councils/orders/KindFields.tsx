import { Checkbox } from '@mantine/core'
import {
  type OrdersContent,
  QUESTION_KINDS,
  type QuestionKind,
  type QuestionRules,
} from '../../../shared/councils/model.ts'
import { rulesFor } from '../../../shared/councils/orders.ts'
import type { OrdersField } from '../../../shared/councils/orders-rules.ts'
import { useWords } from '../../language.tsx'
import css from './OrdersForm.module.css'
import { MajorityFields, MannerFields, QuorumFields, TieFields } from './QuestionFields.tsx'

type Own = Partial<QuestionRules>
type Props = {
  readonly orders: OrdersContent
  readonly wrong: (field: OrdersField, kind: QuestionKind | null) => string | null
  readonly onChange: (byKind: OrdersContent['byKind']) => void
}

/** What is otherwise for a kind of question; what is not ticked is as for all. */
export function KindFields({ orders, wrong, onChange }: Props) {
  const t = useWords()
  const set = (kind: QuestionKind, own: Own) => {
    const { [kind]: _, ...rest } = orders.byKind
    onChange(Object.keys(own).length === 0 ? rest : { ...rest, [kind]: own })
  }
  return (
    <>
      {QUESTION_KINDS.map((kind) => {
        const own = orders.byKind[kind] ?? {}
        const rules = rulesFor(orders, kind)
        const wrongHere = (field: OrdersField) => wrong(field, kind)
        const toggle = (names: readonly (keyof QuestionRules)[]) => (ticked: boolean) => {
          const kept = Object.fromEntries(Object.entries(own).filter(([name]) => !names.some((one) => one === name)))
          set(kind, ticked ? { ...kept, ...Object.fromEntries(names.map((name) => [name, rules[name]])) } : kept)
        }
        const box = (label: string, names: readonly (keyof QuestionRules)[]) => (
          <Checkbox
            size="md"
            label={label}
            checked={names.some((name) => own[name] !== undefined)}
            onChange={(event) => toggle(names)(event.currentTarget.checked)}
          />
        )
        const manner = own.manner !== undefined || own.otherManners !== undefined
        return (
          <details key={kind} className={css.kind} open={Object.keys(own).length > 0}>
            <summary>
              {t(`orders.kinds.${kind}`)}
              <span className="quiet">
                {t(Object.keys(own).length > 0 ? 'orders.fields.apart' : 'orders.fields.asForAll')}
              </span>
            </summary>
            <div className={css.boxes}>
              {box(t('orders.fields.quorum'), ['quorum'])}
              {box(t('orders.fields.majority'), ['majority'])}
              {box(t('orders.fields.tie'), ['tie'])}
              {box(t('orders.fields.manner'), ['manner', 'otherManners'])}
            </div>
            <div className={css.parts}>
              {own.quorum ? (
                <QuorumFields
                  value={own.quorum}
                  wrong={wrongHere}
                  onChange={(quorum) => set(kind, { ...own, quorum })}
                />
              ) : null}
              {own.majority ? (
                <MajorityFields
                  value={own.majority}
                  wrong={wrongHere}
                  onChange={(majority) => set(kind, { ...own, majority })}
                />
              ) : null}
              {own.tie ? <TieFields value={own.tie} onChange={(tie) => set(kind, { ...own, tie })} /> : null}
              {manner ? (
                <MannerFields
                  value={rules}
                  wrong={wrongHere}
                  onChange={(manners) => set(kind, { ...own, ...manners })}
                />
              ) : null}
            </div>
          </details>
        )
      })}
    </>
  )
}
