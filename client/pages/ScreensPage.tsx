import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { ScreenId, SessionId } from '../../shared/ids.ts'
import { formatDateTime } from '../../shared/messages/format.ts'
import { useAct } from '../api.ts'
import { useLanguage, useWords } from '../language.tsx'
import { type Link, useLinks } from '../screens/data.ts'
import { LinkForm } from '../screens/LinkForm.tsx'
import { NewLink } from '../screens/NewLink.tsx'
import { type SessionDetail, useSession } from '../sessions/data.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './ScreensPage.module.css'

function Row({ link, timezone, onRevoke }: { link: Link; timezone: string; onRevoke: () => void }) {
  const t = useWords()
  const { language } = useLanguage()
  const time = (at: number) => formatDateTime(language, at, timezone)
  return (
    <li className={css.row} data-revoked={link.revokedAt !== null || undefined}>
      <div>
        <p className={css.name}>{link.name}</p>
        <p className="quiet">
          {link.languages.map((each) => t(`recommendations.ownNames.${each}`)).join(' + ')} ·{' '}
          {link.revokedAt !== null
            ? t('screenLinks.revoked', { time: time(link.revokedAt) })
            : link.lastSeen === null
              ? t('screenLinks.never')
              : t('screenLinks.seen', { time: time(link.lastSeen) })}
        </p>
      </div>
      {link.revokedAt === null ? (
        <Button
          variant="outline"
          color="red"
          size="sm"
          aria-label={t('screenLinks.revokeNamed', { name: link.name })}
          onClick={onRevoke}
        >
          {t('screenLinks.revoke')}
        </Button>
      ) : null}
    </li>
  )
}

function Links({ session, links }: { session: SessionDetail; links: readonly Link[] }) {
  const t = useWords()
  const [made, setMade] = useState<{ name: string; path: string; id: string }>()
  const [ending, setEnding] = useState<Link>()
  const revoke = useAct('screens', 'revoke-link')
  const end = async (link: Link) => {
    const done = await revoke.run({ screen: link.id as ScreenId })
    if (!done?.ok) return
    setEnding(undefined)
    if (made?.id === link.id) setMade(undefined)
  }
  return (
    <Page width="form" title={t('screens.title')} intro={t('screenLinks.intro')}>
      <LinkForm session={session.id as SessionId} onMade={setMade} />
      {made ? <NewLink key={made.id} name={made.name} path={made.path} /> : null}
      <section className={`sheet ${css.links}`} aria-labelledby="links-title">
        <SectionTitle id="links-title" aside={links.length > 0 ? links.length : null}>
          {t('screenLinks.links')}
        </SectionTitle>
        {links.length === 0 ? (
          <EmptyState title={t('screenLinks.empty')}>{t('screenLinks.emptyText')}</EmptyState>
        ) : (
          <ul>
            {links.map((link) => (
              <Row key={link.id} link={link} timezone={session.timezone} onRevoke={() => setEnding(link)} />
            ))}
          </ul>
        )}
        <p className="quiet">{t('screenLinks.keysHint')}</p>
      </section>
      {ending ? (
        <ConfirmDialog
          opened
          danger
          title={t('screenLinks.revokeDialog')}
          effect={t('screenLinks.revokeEffect', { name: ending.name })}
          verb={t('screenLinks.revoke')}
          act={revoke}
          onConfirm={() => void end(ending)}
          onClose={() => setEnding(undefined)}
        />
      ) : null}
    </Page>
  )
}

/** The screens of a session: who keeps them makes links, sees when each was last seen, and revokes them. */
export function ScreensPage() {
  const t = useWords()
  const { session: id } = useParams({ from: '/frame/office/sessions/$session/screens' })
  const session = useSession(id as SessionId)
  const links = useLinks(id as SessionId)
  if (links.error?.refusal.code === 'no-right')
    return (
      <Page width="form" title={t('screens.title')}>
        <EmptyState title={t('screenLinks.noRight')} />
      </Page>
    )
  return (
    <Loaded from={session}>
      {(loaded) => <Loaded from={links}>{({ screens }) => <Links session={loaded} links={screens} />}</Loaded>}
    </Loaded>
  )
}
