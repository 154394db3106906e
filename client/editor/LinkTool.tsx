import { ActionIcon, Button, Popover, TextInput, Tooltip } from '@mantine/core'
import type { Editor } from '@tiptap/core'
import Link from 'lucide-react/icons/link'
import { type FormEvent, useState } from 'react'
import { isAllowedLink } from '../../shared/text/schema.ts'
import { useWords } from '../language.tsx'
import css from './Toolbar.module.css'

/** Puts a link on the selected words, or takes it away. Only https, http and mailto can be put. */
export function LinkTool({ editor, off }: { editor: Editor | null; off: boolean }) {
  const t = useWords()
  const [opened, setOpened] = useState(false)
  const [address, setAddress] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const close = () => {
    setOpened(false)
    editor?.commands.focus()
  }
  const open = () => {
    if (off || !editor) return
    const href: unknown = editor.getAttributes('link').href
    setAddress(typeof href === 'string' ? href : 'https://')
    setWrong(editor.state.selection.empty && !href ? t('recommendations.link.selectFirst') : null)
    setOpened(!opened)
  }
  const put = (event: FormEvent) => {
    event.preventDefault()
    if (!isAllowedLink(address.trim())) return setWrong(t('recommendations.link.wrong'))
    editor?.chain().extendMarkRange('link').setMark('link', { href: address.trim() }).run()
    close()
  }
  const remove = () => {
    editor?.chain().extendMarkRange('link').unsetMark('link').run()
    close()
  }
  return (
    <Popover opened={opened} onChange={setOpened} width={300} trapFocus returnFocus withArrow>
      <Popover.Target>
        <Tooltip label={t('recommendations.tools.link')} openDelay={500}>
          <ActionIcon
            variant="subtle"
            size={32}
            className={css.tool}
            tabIndex={-1}
            aria-label={t('recommendations.tools.link')}
            aria-disabled={off || undefined}
            data-off={off || undefined}
            onMouseDown={(event) => event.preventDefault()}
            onClick={open}
          >
            <Link size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={put} className={css.link}>
          <TextInput
            label={t('recommendations.link.address')}
            description={t('recommendations.link.hint')}
            value={address}
            error={wrong}
            onChange={(event) => {
              setAddress(event.currentTarget.value)
              setWrong(null)
            }}
            data-autofocus
          />
          <div className={css.buttons}>
            <Button type="submit" size="xs">
              {t('recommendations.link.put')}
            </Button>
            <Button variant="default" size="xs" onClick={remove}>
              {t('recommendations.link.remove')}
            </Button>
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
