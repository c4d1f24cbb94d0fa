/** The pigments by name. */

const TOKENS = [
  'paper',
  'card',
  'head',
  'ink',
  'ink-2',
  'rule',
  'rule-strong',
  'azurite',
  'malachite',
  'ochre',
  'gold',
  'cinnabar',
] as const

export function Colours() {
  return (
    <ul className="colours">
      {TOKENS.map((token) => (
        <li key={token}>
          <span className="colour" style={{ background: `var(--${token})` }} />
          <code>{token}</code>
        </li>
      ))}
    </ul>
  )
}
