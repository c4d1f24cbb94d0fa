import type { RefusalWords } from '../../base/words.ts'

export const refusals: RefusalWords<'duty'> = {
  'duty.no_emergency': {
    zh: '现在没有突发事件，值守链接无从发起。请先宣布。',
    en: 'No emergency is under way, so there is nothing to be on duty for. Declare one first.',
  },
  'duty.wrong_pin': {
    zh: '口令不对，还可以试 {left} 次。',
    en: 'This is not the PIN; {left} tries are left.',
  },
  'duty.locked': {
    zh: '口令错了太多次。请打电话给值班室，换一个新链接。',
    en: 'Too many wrong PINs. Call the duty room for a new link.',
  },
  'duty.ended': {
    zh: '这个值守链接已经停用。',
    en: 'This duty link has ended.',
  },
}
