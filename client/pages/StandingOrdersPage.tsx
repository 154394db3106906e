import { Button, Menu } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import FilePen from 'lucide-react/icons/file-pen'
import { useState } from 'react'
import type { OrdersContent } from '../../shared/councils/model.ts'
import { PROFILE_NAMES, PROFILES } from '../../shared/councils/orders.ts'
import { lastDayOf, problemsOf } from '../../shared/councils/orders-rules.ts'
import { type OrdersScale, orderLines } from '../../shared/councils/orders-words.ts'
import type { CouncilId } from '../../shared/ids.ts'
import { formatDate } from '../../shared/messages/format.ts'
import { MINUTE_MS, utcDay } from '../../shared/time.ts'
import { ask, keyOf, useAct } from '../api.ts'
import { useNow } from '../clock.tsx'
import { type Orders, useCouncils, useOrders } from '../councils/data.ts'
import type { ExampleCouncil } from '../councils/example.ts'
import { Examples } from '../councils/orders/Examples.tsx'
import { OrdersForm } from '../councils/orders/OrdersForm.tsx'
import { OrdersChanges, OrdersWords } from '../councils/orders/OrdersWords.tsx'
import { useGuarded } from '../councils/useGuarded.ts'
import { useLanguage, useWords } from '../language.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { SectionTitle } from '../ui/PageTitle.tsx'
import { ReasonedButton } from '../ui/ReasonedButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { Loaded } from '../ui/Waiting.tsx'
import css from './StandingOrdersPage.module.css'

/** A council without members yet is shown as if all its seats were held. */
const scaleOf = ({ seats, held }: Orders['council']): OrdersScale => ({ seats, held: held || seats })
const exampleOf = ({ council, orders }: Orders, draft?: OrdersContent): ExampleCouncil => ({
  id: council.id,
  name: council.name,
  ...scaleOf(council),
  orders: draft ?? orders,
})

/** The newest orders of the other councils, for examples of joint sessions; none for who may not read the councils. */
function useOthers(own: CouncilId): readonly ExampleCouncil[] {
  const councils = useCouncils().data?.councils ?? []
  const asked = useQueries({
    queries: councils
      .filter(({ id }) => id !== own)
      .map(({ id }) => ({
        queryKey: keyOf('councils', 'orders', { council: id }),
        queryFn: () => ask('councils', 'orders', { council: id }),
      })),
  })
  return asked.flatMap(({ data }) => (data ? [exampleOf(data)] : []))
}

/** Until when an opinion may be given on an outcome of today: the calendar at work. */
function DayExample({ orders }: { orders: OrdersContent }) {
  const t = useWords()
  const { language } = useLanguage()
  const today = utcDay(useNow(MINUTE_MS))
  if (!orders.dissent.allowed) return null
  const until = lastDayOf(orders.calendar, today, orders.dissent.workingDays)
  return (
    <p className={css.day}>
      {t('orders.say.dayExample', { from: formatDate(language, today), until: formatDate(language, until) })}
    </p>
  )
}

function Versions({ shown }: { shown: Orders }) {
  const t = useWords()
  const { language } = useLanguage()
  return (
    <nav className={css.versions} aria-labelledby="versions-title">
      <SectionTitle id="versions-title">{t('orders.versions')}</SectionTitle>
      <ol>
        {shown.versions.map(({ version, at }) => (
          <li key={version}>
            <Link
              to="/councils/$council/standing-orders"
              params={{ council: shown.council.id }}
              search={version === shown.newest ? {} : { version }}
              aria-current={version === shown.version ? 'page' : undefined}
            >
              {t('orders.version', { version })}
            </Link>{' '}
            <span className="quiet">
              {t('orders.versionSince', { date: formatDate(language, utcDay(at)) })}
              {version === shown.newest ? `, ${t('orders.newest')}` : null}
            </span>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** What this version changed of the one before. */
function Before({ shown }: { shown: Orders }) {
  const t = useWords()
  const before = useOrders(shown.version > 1 ? shown.council.id : null, shown.version - 1).data
  if (!before) return null
  const scale = scaleOf(shown.council)
  return (
    <section className={css.section} aria-labelledby="changed-title">
      <SectionTitle id="changed-title">{t('orders.compareWith', { version: before.version })}</SectionTitle>
      <OrdersChanges before={orderLines(before.orders, scale)} after={orderLines(shown.orders, scale)} />
    </section>
  )
}

function Reading({ shown, onEdit }: { shown: Orders; onEdit: () => void }) {
  const t = useWords()
  const others = useOthers(shown.council.id)
  const old = shown.version !== shown.newest
  return (
    <>
      {old ? (
        <Notice tone="stale">
          <p>
            {t('orders.older', { version: shown.newest })}{' '}
            <Link to="/councils/$council/standing-orders" params={{ council: shown.council.id }}>
              {t('orders.toNewest')}
            </Link>
          </p>
        </Notice>
      ) : null}
      {shown.may.change && !old ? (
        <div className={css.edit}>
          <ReasonedButton
            icon={<FilePen size={18} aria-hidden />}
            effect={t('orders.editHint', { version: shown.version })}
            onPress={onEdit}
          >
            {t('orders.edit')}
          </ReasonedButton>
        </div>
      ) : null}
      <div className={css.columns}>
        <div className={css.main}>
          <section className={`sheet ${css.words}`} aria-labelledby="words-title">
            <SectionTitle id="words-title" aside={t('orders.version', { version: shown.version })}>
              {t('orders.inWords')}
            </SectionTitle>
            <OrdersWords lines={orderLines(shown.orders, scaleOf(shown.council))} />
            <DayExample orders={shown.orders} />
          </section>
          <Before shown={shown} />
        </div>
        <div className={css.main}>
          <Examples own={exampleOf(shown)} others={others} />
          <Versions shown={shown} />
        </div>
      </div>
    </>
  )
}

type EditingProps = { readonly shown: Orders; readonly onDone: (version: number | null) => void }

function Editing({ shown, onDone }: EditingProps) {
  const t = useWords()
  const others = useOthers(shown.council.id)
  const { seats } = shown.council
  const [draft, setDraft] = useState<OrdersContent>(shown.orders)
  const [holding, setHolding] = useState<OrdersContent>(shown.orders)
  const [filled, setFilled] = useState(0)
  const set = useAct('councils', 'set-orders')
  const basedOn = useGuarded(shown.newest, set.refusal)
  const problems = problemsOf(draft, seats)
  const scale = scaleOf(shown.council)
  const change = (orders: OrdersContent) => {
    setDraft(orders)
    // Examples and words keep to the last orders that can hold while a number is being typed.
    if (problemsOf(orders, seats).length === 0) setHolding(orders)
  }
  const same = JSON.stringify(draft) === JSON.stringify(shown.orders)
  const reason = problems.length > 0 ? t('orders.impossible') : same ? t('orders.unchanged') : null
  const save = async () => {
    const done = await set.run({ council: shown.council.id, basedOn, orders: mutable(draft) })
    if (done?.ok) onDone(done.value.version)
  }
  return (
    <div className={css.columns}>
      <div className={css.main}>
        <section className={`sheet ${css.words}`}>
          <Menu position="bottom-start">
            <Menu.Target>
              <Button variant="default" size="md">
                {t('orders.start')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {PROFILE_NAMES.map((name) => (
                <Menu.Item
                  key={name}
                  onClick={() => {
                    change(PROFILES[name])
                    setFilled(filled + 1)
                  }}
                >
                  <strong>{t(`orders.profiles.${name}`)}</strong>
                  <br />
                  <span className="quiet">{t(`orders.profileHints.${name}`)}</span>
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <p className="quiet">{t('orders.startHint')}</p>
          <OrdersForm key={filled} orders={draft} problems={problems} seats={seats} onChange={change} />
        </section>
        <section className={`sheet ${css.words}`} aria-labelledby="changes-title">
          <SectionTitle id="changes-title">{t('orders.changes')}</SectionTitle>
          <OrdersChanges before={orderLines(shown.orders, scale)} after={orderLines(holding, scale)} />
          <DayExample orders={holding} />
          {set.refusal ? <RefusalNote refusal={set.refusal} /> : null}
          <ReasonedButton
            variant="filled"
            effect={t('orders.saveEffect')}
            reason={reason}
            rule={problems.length > 0 ? 'CO24' : null}
            pending={set.pending}
            onPress={() => void save()}
          >
            {t('orders.save', { version: basedOn + 1 })}
          </ReasonedButton>
          <Button variant="default" size="md" onClick={() => onDone(null)}>
            {t('orders.stopEditing')}
          </Button>
        </section>
      </div>
      <div className={css.aside}>
        <Examples own={exampleOf(shown, holding)} others={others} />
      </div>
    </div>
  )
}

/** As the wire takes it: its lists are the wire's own. */
const mutable = (orders: OrdersContent): Orders['orders'] => structuredClone(orders) as Orders['orders']

function StandingOrders({ shown }: { shown: Orders }) {
  const t = useWords()
  const { inMine } = useLanguage()
  const [editing, setEditing] = useState<Orders | null>(null)
  const [saved, setSaved] = useState<number | null>(null)
  return (
    <Page
      width="table"
      above={
        <Link to="/councils/$council" params={{ council: shown.council.id }}>
          {inMine(shown.council.name)}
        </Link>
      }
      title={t('orders.of', { council: inMine(shown.council.name) })}
      intro={t('orders.intro')}
    >
      <div className={saved === null ? 'visually-hidden' : undefined} role="status">
        {saved === null ? null : <Notice tone="adopted">{t('orders.saved', { version: saved })}</Notice>}
      </div>
      {editing ? (
        <Editing
          shown={{ ...editing, newest: shown.newest }}
          onDone={(version) => {
            setEditing(null)
            setSaved(version)
          }}
        />
      ) : (
        <Reading
          shown={shown}
          onEdit={() => {
            setSaved(null)
            setEditing(shown)
          }}
        />
      )}
    </Page>
  )
}

/** A council's standing orders in words and on examples; the secretariat makes the next version. */
export function StandingOrdersPage() {
  const { council } = useParams({ from: '/frame/office/councils/$council/standing-orders' })
  const { version } = useSearch({ from: '/frame/office/councils/$council/standing-orders' })
  const orders = useOrders(council as CouncilId, version)
  return <Loaded from={orders}>{(shown) => <StandingOrders key={council} shown={shown} />}</Loaded>
}
