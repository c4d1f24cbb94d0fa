/** The words of the refusals that belong to no module; apart from `words.ts`, which every first load carries. */
import type { SharedCode, Text } from './words.ts'

/** What to say for the codes that belong to no module. Each sentence says what to do next. */
export const SHARED_REFUSALS: Readonly<Record<SharedCode, Text>> = {
  bad_input: {
    zh: '填写的内容有误，请按提示改正后再提交。',
    en: 'Something in the form is not right. Correct it as marked and send it again.',
  },
  not_signed_in: { zh: '请先登录。', en: 'Please sign in first.' },
  bad_token: {
    zh: '链接或令牌无效，请重新获取。',
    en: 'This link or token is not valid. Ask for a new one.',
  },
  not_allowed: {
    zh: '您的岗位没有这项权限；如需办理，请找值班员。',
    en: 'Your post does not allow this. If it must be done, ask the duty officer.',
  },
  wrong_world: {
    zh: '这个登录只在另一个世界（实战或演练）里有效，请在这里重新登录。',
    en: 'This sign-in belongs to another world (real or drill). Sign in here.',
  },
  not_found: { zh: '没有找到，可能已被移走。', en: 'Not found; it may have been moved.' },
  method_not_allowed: {
    zh: '这个地址不接受这种请求。',
    en: 'This address does not take that kind of request.',
  },
  stale_base: {
    zh: '在您修改期间，别人已改过这一条；请查看最新内容后再改。',
    en: 'Somebody changed this while you were editing. Look at the latest state and try again.',
  },
  command_reused: {
    zh: '同一编号的请求内容不同，未执行；请刷新后重新提交。',
    en: 'This request number was used with other content, so nothing was done. Reload and send again.',
  },
  try_again: { zh: '刚才太多人同时操作，请再点一次。', en: 'Many people acted at once. Please press again.' },
  erased: { zh: '这份信息已按规定删除。', en: 'This information has been erased as the rules require.' },
  body_too_large: { zh: '内容太大，请分几次提交。', en: 'Too large. Send it in several parts.' },
  unsupported_media: { zh: '不支持这种格式。', en: 'This format is not supported.' },
  too_many: { zh: '请求太频繁，请稍等一分钟再试。', en: 'Too many requests. Wait a minute and try again.' },
  internal: {
    zh: '系统出错，已记录；您的内容没有丢，请再试一次。',
    en: 'Something broke and has been recorded. Nothing you sent is lost; try again.',
  },
  unavailable: {
    zh: '系统暂时忙，请几秒后再试。',
    en: 'The system is busy for a moment. Try again in a few seconds.',
  },
}
