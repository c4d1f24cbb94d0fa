import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeHtml, flag, html, raw } from './html.ts'

test('values are escaped, markup is not escaped twice, lists print their pieces', () => {
  const inner = html`<b>${'<i>&"\''}</b>`
  expect(html`<p title="${'"x'}">${inner}${['<', html`<br>`, 3]}</p>`.text).toBe(
    '<p title="&quot;x"><b>&lt;i&gt;&amp;&quot;&#39;</b>&lt;<br>3</p>',
  )
})

test('false, null and undefined print nothing; zero prints', () => {
  expect(html`${false}${null}${undefined}${0}`.text).toBe('0')
  expect(html`<a${flag('checked', true)}${flag('open', false)}>`.text).toBe('<a checked>')
  expect(html`${raw('<style>')}`.text).toBe('<style>')
})

test('no text can open a tag, close an attribute or start an entity of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = escapeHtml(text)
      expect(escaped).not.toMatch(/[<>"']/)
      expect(escaped.replace(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&')
    }),
  )
})
