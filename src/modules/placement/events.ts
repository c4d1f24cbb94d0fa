/** What is remembered of parties and sites, and how a timeline tells it. Data: ids, codes and counts only. */
import { type Told, tellFrom } from '../../base/told.ts'
import type { Text } from '../../base/words.ts'

export const PLACEMENT_EVENTS = {
  'party.registered': { zh: '登记，{size} 人', en: 'registered, {size} people' },
  'party.placed': {
    zh: '派位到{site}，路上约 {minutes} 分钟',
    en: 'told to go to {site}, about {minutes} minutes away',
  },
  'party.waiting': { zh: '等待安置：{reason}', en: 'waits for a place: {reason}' },
  'party.accepted': { zh: '接受{site}，正在前往', en: 'accepted {site} and is on the way' },
  'party.arrived': { zh: '到达{site}，{size} 人入住', en: 'arrived at {site}, {size} people' },
  'party.over': {
    zh: '在{site}超员，{size} 人先落脚，优先再安置',
    en: 'at {site} beyond its places, {size} people, first to be placed on',
  },
  'party.transferred': { zh: '改派到{site}', en: 'moved to {site}' },
  'party.replanned': {
    zh: '还没出发，重新安排到{site}',
    en: 'had not set out and was given a better place: {site}',
  },
  'party.replan_undone': { zh: '重新安排撤回，仍去{site}', en: 'put back to {site}' },
  'party.overruled': { zh: '由人改派到{site}，写了原因', en: 'sent to {site} by a person, with a reason' },
  'party.departed': { zh: '离开{site}', en: 'left {site}' },
  'party.withdrawn': { zh: '不再需要安置', en: 'no longer needs a place' },
  'party.corrected': { zh: '更正登记，现 {size} 人', en: 'corrected, now {size} people' },
  'party.erased': {
    zh: '按本人要求删除了个人信息，位置不变',
    en: 'personal data erased as asked; the place stays',
  },
  'party.duplicate_suspected': {
    zh: '可能重复登记，已提示登记台',
    en: 'may be registered twice; the desk is told',
  },
  'party.duplicate_dismissed': { zh: '核实：不是重复登记', en: 'checked: not registered twice' },
  'party.merged': { zh: '已并到另一次登记', en: 'joined to another registration' },
  'party.unmerged': { zh: '撤销合并，重新安置', en: 'taken apart again and placed anew' },
  'party.confirmed': { zh: '已核实，安排位置', en: 'seen, and placed like everybody else' },
  'party.cleared': { zh: '成批登记，未核实，已清出', en: 'taken out with a burst nobody had seen' },
  'burst.confirmed': {
    zh: '放行一批登记：{parties} 组 {persons} 人',
    en: 'a burst let through: {parties} parties, {persons} people',
  },
  'burst.cleared': {
    zh: '清出一批登记：{parties} 组 {persons} 人',
    en: 'a burst taken out: {parties} parties, {persons} people',
  },
  'party.asked': { zh: '保留到期，已询问是否还来', en: 'hold is due; asked whether they still come' },
  'party.hold_renewed': { zh: '还在路上，保留延长', en: 'still on the way; hold renewed' },
  'party.hold_expired': { zh: '{site}的保留到期', en: 'the hold at {site} has run out' },
  'site.declared': { zh: '登记安置点，{places} 个位置', en: 'declared, {places} places' },
  'site.changed': { zh: '修改安置点，现 {places} 个位置', en: 'changed, now {places} places' },
  'site.opening': { zh: '将按时开放', en: 'will open at its hour' },
  'site.opened': { zh: '开放接收', en: 'open' },
  'site.answered': { zh: '回答了今晚能接多少人', en: 'answered how many it can take tonight' },
  'site.asked': { zh: '问过今晚能接多少人', en: 'asked how many it can take tonight' },
  'site.still': { zh: '负责人报：还能接 {free} 人', en: 'the warden says: {free} more can be taken' },
  'site.suspended': { zh: '暂停接收，里面的人另行安置', en: 'suspended; those inside are placed anew' },
  'site.relieved': { zh: '为超员的人另找位置', en: 'those beyond the places are placed on' },
  'site.closing': { zh: '准备关闭', en: 'closing' },
  'site.closed': { zh: '已关闭', en: 'closed' },
  'sites.imported': { zh: '导入 {count} 个安置点', en: '{count} sites imported' },
  'sites.import_undone': {
    zh: '撤销导入：{count} 个安置点移除，{restored} 个恢复原样，{stayed} 个保留',
    en: 'import taken back: {count} sites removed, {restored} as before, {stayed} stayed',
  },
  'site.merged': {
    zh: '与另一条登记合并，{persons} 人转记',
    en: 'joined with its double, {persons} people moved over',
  },
  'site.unmerged': { zh: '撤销合并', en: 'taken apart again' },
  'site.distinct': { zh: '核实：不是同一个地方', en: 'checked: not the same place' },
  'site.removed': { zh: '撤销导入，已移除', en: 'removed: its import was taken back' },
  'site.restored': { zh: '恢复原来的登记', en: 'declared again as it was before' },
  'codes.issued': { zh: '印制登记纸 {count} 张', en: '{count} codes issued for paper' },
  'replan.previewed': {
    zh: '为未出发的人重算，可改派 {parties} 组',
    en: 'worked out for those who have not set out: {parties} parties could move',
  },
  'replan.begun': { zh: '开始改派未出发的人', en: 'moving those who have not set out' },
  'replan.carried_out': {
    zh: '改派未出发的 {parties} 组，{persons} 人',
    en: '{parties} parties that had not set out were moved, {persons} people',
  },
  'replan.undo_begun': { zh: '开始撤回改派', en: 'taking the moves back' },
  'replan.undone': {
    zh: '撤回改派，{parties} 组回原处',
    en: 'taken back: {parties} parties have their old place',
  },
  'road.estimated': {
    zh: '路上估计 {persons} 人',
    en: '{persons} people estimated on the road',
  },
  'world.started': { zh: '开始演练或回放', en: 'a drill or play begins' },
} as const satisfies Record<string, Text>

export type PlacementEvent = keyof typeof PLACEMENT_EVENTS

/** The sentence for an event of this module; undefined for others' events. */
export function tell(event: {
  readonly type: string
  readonly data: Record<string, unknown>
}): Told | undefined {
  return tellFrom(PLACEMENT_EVENTS, event)
}
