/** Words of the panel about the person signed in. */
import type { Words } from '../../base/words.ts'

export const words = {
  posts: { zh: '岗位', en: 'Posts' },
  noPosts: { zh: '没有在任岗位', en: 'no post held' },
  signOut: { zh: '退出登录', en: 'Sign out' },
} as const satisfies Words
