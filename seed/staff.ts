/** Invented people on duty in the demo county, enough to play every role. */
import { COUNTY } from './areas.ts'
import { mobile } from './names.ts'
import type { CommunitySeed, GridSeed, SiteSeed, StaffSeed } from './types.ts'

type Post = Omit<StaffSeed, 'key' | 'phone'>

const COUNTY_POSTS: readonly Post[] = [
  { name: '周建明', role: 'sys_admin', area: COUNTY },
  { name: '王晓燕', role: 'duty_officer', area: COUNTY },
  // A second duty officer, since closing an emergency takes a second person.
  { name: '欧阳志远', role: 'duty_officer', area: COUNTY },
  { name: '李雪梅', role: 'intake_desk', area: COUNTY },
  { name: '买买提·吐尔逊', role: 'intake_desk', area: COUNTY },
  { name: '何清', role: 'auditor', area: COUNTY },
]

const SECRETARIES = ['马海龙', '赵桂兰', '陈思远', '上官文静', '杨军', '韩玉霞']
const WORKERS = [
  '刘洋',
  '冯佳慧',
  '丁强',
  '沈雪',
  '努尔古丽·艾力',
  '郭平',
  '许娜',
  '曹磊',
  '谢春燕',
  '阎小龙',
  '苏敏',
  '邓涛',
]
const WARDENS = ['孙志强', '高秀兰', '慕容雪', '梁伟', '唐静', '魏国庆', '董海燕', '叶子轩']
/** Sites with a warden who can sign in: the two dormitories, the sports centre, a hall, a care home and hotels. */
const WARDED = [
  'hall-001',
  'hall-002',
  'hall-011',
  'hall-022',
  'hall-026',
  'hotel-001',
  'hotel-002',
  'hotel-003',
]

function wardens(sites: readonly SiteSeed[]): Post[] {
  return WARDED.map((key, n) => {
    const site = sites.find((s) => s.key === key)
    if (!site) throw new Error(`no site ${key}`)
    return { name: WARDENS[n]!, role: 'site_warden', area: site.community, site: key }
  })
}

/** Two grid workers in each community, for its first two grids. */
function workers(communities: readonly CommunitySeed[], grids: readonly GridSeed[]): Post[] {
  return communities
    .flatMap((c) => grids.filter((g) => g.community === c.code).slice(0, 2))
    .map((g, n) => ({ name: WORKERS[n]!, role: 'grid_worker', area: g.code }))
}

export function staff(
  communities: readonly CommunitySeed[],
  grids: readonly GridSeed[],
  sites: readonly SiteSeed[],
): StaffSeed[] {
  const secretaries = communities.map(
    (c, n): Post => ({ name: SECRETARIES[n]!, role: 'community_secretary', area: c.code }),
  )
  const posts = [...COUNTY_POSTS, ...secretaries, ...workers(communities, grids), ...wardens(sites)]
  return posts.map((post, n) => ({
    key: `${post.role}-${posts.slice(0, n + 1).filter((p) => p.role === post.role).length}`,
    phone: mobile('staff', n + 1),
    ...post,
  }))
}
