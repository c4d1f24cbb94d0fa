/** Names as a wall has room for them. */

/** 疏勒社区 → 疏勒: on a wall every community is one, and the word costs room. */
export function shortName(name: string): string {
  return name.replace(/社区(居民委员会)?$/, '').replace(/ Community$/i, '')
}

/** 瓜州收费站（G30） → 瓜州收费站: what stands in brackets costs room, and the map shows it; so does the queue in English. */
export function bareName(name: string): string {
  return name.replace(/\s*[（(][^（()）]*[）)]$/, '').replace(/^Queue at /, '')
}
