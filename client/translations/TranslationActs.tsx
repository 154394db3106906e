import BadgeCheck from 'lucide-react/icons/badge-check'
import CircleCheck from 'lucide-react/icons/circle-check'
import CornerDownRight from 'lucide-react/icons/corner-down-right'
import Equal from 'lucide-react/icons/equal'
import type { Decision } from '../../shared/decision.ts'
import type { AccountId, RecommendationId } from '../../shared/ids.ts'
import { certify, check, declareEditorial, noteTranslated } from '../../shared/translations/rules.ts'
import { useAct, useSaid } from '../api.ts'
import { useWords } from '../language.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import type { Stood } from './standing.ts'
import css from './Translations.module.css'

type Props = {
  readonly recommendation: RecommendationId
  readonly me: AccountId
  readonly stood: Stood
}

/** What may be said of a translation as it stands on the page, each with its effect or the reason why not. */
export function TranslationActs({ recommendation, me, stood }: Props) {
  const t = useWords()
  const said = useSaid()
  const acts = {
    check: useAct('translations', 'check', said),
    certify: useAct('translations', 'certify', said),
    editorial: useAct('translations', 'declare-editorial', said),
    follow: useAct('translations', 'note-translated', said),
  }
  const { language, met } = stood
  const named = { language: t(`recommendations.ownNames.${language}`) }
  const spoken = { recommendation, language, ...stood.hashes }
  const pending = Object.values(acts).some((act) => act.pending)
  const reasoned = (may: Decision) =>
    may.ok ? {} : { reason: t(`refusals.${may.refusal.code}`), rule: may.refusal.rule }
  const isStale = stood.state === 'stale'
  return (
    <div className={css.acts}>
      {isStale ? (
        <ReasonedButton
          icon={<Equal size={18} aria-hidden />}
          effect={t('translations.acts.editorialEffect')}
          {...reasoned(declareEditorial(met))}
          pending={pending}
          onPress={() => void acts.editorial.run(spoken)}
        >
          {t('translations.acts.editorial', named)}
        </ReasonedButton>
      ) : null}
      {isStale ? (
        <ReasonedButton
          icon={<CornerDownRight size={18} aria-hidden />}
          effect={t('translations.acts.followEffect')}
          {...reasoned(noteTranslated(met))}
          pending={pending}
          onPress={() => void acts.follow.run(spoken)}
        >
          {t('translations.acts.follow')}
        </ReasonedButton>
      ) : null}
      <ReasonedButton
        icon={<CircleCheck size={18} aria-hidden />}
        effect={t('translations.acts.checkEffect')}
        {...reasoned(check(met))}
        pending={pending}
        onPress={() => void acts.check.run(spoken)}
      >
        {t('translations.acts.check')}
      </ReasonedButton>
      <ReasonedButton
        icon={<BadgeCheck size={18} aria-hidden />}
        effect={t('translations.acts.certifyEffect')}
        {...reasoned(certify(met, me))}
        pending={pending}
        onPress={() => void acts.certify.run(spoken)}
      >
        {t('translations.acts.certify')}
      </ReasonedButton>
      {said[0] ? <RefusalNote refusal={said[0]} /> : null}
    </div>
  )
}
