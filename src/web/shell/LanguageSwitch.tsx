/** The other language, named in itself. */
import { useLanguage, useT } from '../kit/t.tsx'
import { words } from './words.ts'

export function LanguageSwitch() {
  const t = useT()
  const { language, setLanguage } = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      className="header-button"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => setLanguage(other)}
    >
      {t(words.otherLanguage)}
    </button>
  )
}
