import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import FileSpreadsheet from 'lucide-react/icons/file-spreadsheet'
import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { FoundDialog } from '../councils/CouncilDialog.tsx'
import css from '../councils/Councils.module.css'
import { useCouncils } from '../councils/data.ts'
import { useLanguage, useWords } from '../language.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Page } from '../ui/Page.tsx'
import { Loaded } from '../ui/Waiting.tsx'

/** The councils, and for the secretariat the way to found one and to the membership list. */
export function CouncilsPage() {
  const t = useWords()
  const { inMine } = useLanguage()
  const navigate = useNavigate()
  const councils = useCouncils()
  const [founding, setFounding] = useState(false)
  return (
    <Page title={t('councils.title')} intro={t('councils.intro')}>
      <Loaded from={councils}>
        {({ councils: all, may }) => (
          <>
            {may.keep ? (
              <div className={css.acts}>
                <Button
                  variant="filled"
                  size="md"
                  leftSection={<Plus size={18} aria-hidden />}
                  onClick={() => setFounding(true)}
                >
                  {t('councils.found')}
                </Button>
                <Button
                  variant="default"
                  size="md"
                  leftSection={<FileSpreadsheet size={18} aria-hidden />}
                  renderRoot={(props) => <Link to="/membership-list" {...props} />}
                >
                  {t('councils.list.title')}
                </Button>
              </div>
            ) : (
              <p className="quiet">{t('councils.readOnly')}</p>
            )}
            {all.length === 0 ? <EmptyState title={t('councils.empty')}>{t('councils.emptyText')}</EmptyState> : null}
            <ul className={css.cards}>
              {all.map((council) => (
                <li key={council.id} className={`sheet ${css.card}`}>
                  <h2>
                    <Link to="/councils/$council" params={{ council: council.id }}>
                      {inMine(council.name)}
                    </Link>
                  </h2>
                  <span className="tabular">{t('councils.held', { held: council.held, seats: council.seats })}</span>
                  <span>
                    {council.chair ? t('councils.chairIs', { name: inMine(council.chair) }) : t('councils.noChair')}
                  </span>
                  <Link to="/councils/$council/standing-orders" params={{ council: council.id }}>
                    {t('sessions.ordersLink', { version: council.ordersVersion })}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
      {founding ? (
        <FoundDialog
          onFounded={(council) => void navigate({ to: '/councils/$council', params: { council } })}
          onClose={() => setFounding(false)}
        />
      ) : null}
    </Page>
  )
}
