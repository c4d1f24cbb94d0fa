import type { Role } from '../../base/actor.ts'
import type { RefusalWords, Text } from '../../base/words.ts'

export const refusals: RefusalWords<'access'> = {
  'access.code_wrong': {
    zh: '验证码不对，请核对后再输一次。',
    en: 'That code is not right. Check it and enter it again.',
  },
  'access.code_expired': { zh: '验证码已过期，请重新获取。', en: 'The code has expired. Ask for a new one.' },
  'access.code_locked': {
    zh: '试错太多次，请 10 分钟后再试，或请值班员帮忙。',
    en: 'Too many tries. Wait ten minutes, or ask the duty officer.',
  },
  'access.no_post': {
    zh: '这个手机号没有在任岗位，请联系管理员。',
    en: 'This telephone holds no post. Ask the administrator.',
  },
  'access.simulator_in_world_zero': {
    zh: '模拟令牌不能用于真实世界。',
    en: 'A simulator’s token cannot exist in the real world.',
  },
}

export const ROLE_WORDS: Readonly<Record<Role, Text>> = {
  sys_admin: { zh: '系统管理员', en: 'administrator' },
  duty_officer: { zh: '值班员', en: 'duty officer' },
  intake_desk: { zh: '登记台', en: 'intake desk' },
  site_warden: { zh: '安置点负责人', en: 'site warden' },
  community_secretary: { zh: '社区书记', en: 'community secretary' },
  grid_worker: { zh: '网格员', en: 'grid worker' },
  auditor: { zh: '审计员', en: 'auditor' },
}
