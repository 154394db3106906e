import { expect, test } from 'vitest'
import { POLICY_ACTS } from '../../shared/policy.ts'
import { world } from '../world.ts'

type Described = { paths: Record<string, { get?: { parameters: { name: string; required: boolean }[] } }> }

test('[AD4] [SE7] the description names every address, also the adopted file and the news', async () => {
  const w = await world()
  const { paths } = (await (await w.app.http.request('/api/openapi.json')).json()) as Described
  const page = await (await w.app.http.request('/api')).text()
  const asked = (path: string) =>
    paths[path]?.get?.parameters.map(({ name, required }) => (required ? name : `${name}?`))
  expect(asked('/api/adoption/file')).toEqual(['recommendation', 'format', 'language?'])
  expect(asked('/api/news')).toEqual(['session', 'screen?'])
  for (const path of Object.keys(paths)) expect(page).toContain(`<code>${path}</code>`)
  await w.close()
})

test('[AD4] the adopted file is kept by nobody on the way', async () => {
  const w = await world()
  const answer = await (await w.person('m01')).raw('GET', '/api/adoption/file?recommendation=r01&format=html')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  await w.close()
})

test('[AC40] every address of the server that is not described by the wire stands in the table of rights, too', async () => {
  const w = await world()
  const asked = w.app.http.routes.flatMap(({ method, path }) =>
    method === 'ALL' || !path.startsWith('/api/') ? [] : [path.slice('/api/'.length)],
  )
  expect(asked.length).toBeGreaterThan(100)
  expect(asked.filter((path) => path !== 'openapi.json' && !POLICY_ACTS.includes(path))).toEqual([])
  await w.close()
})
