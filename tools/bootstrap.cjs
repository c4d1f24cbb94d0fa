// biome-ignore-all lint: the JavaScript of 2009 on purpose.
/*
 * The first file that runs. An old Node must be able to read it and say what is wrong, instead of stopping at a
 * syntax error: so no const, no arrow, no template here. Everything newer lies behind the check.
 */
'use strict'

var MAJOR = 20
var MINOR = 19
var parts = process.versions.node.split('.')
var major = parseInt(parts[0], 10)
var minor = parseInt(parts[1], 10)

if (major < MAJOR || (major === MAJOR && minor < MINOR)) {
  var needed = MAJOR + '.' + MINOR
  var present = process.versions.node
  var zh = '经纬需要 Node.js ' + needed + ' 或更高版本，现在是 ' + present + '。'
  var hint = '请升级（https://nodejs.org）后再运行。\n'
  var en = 'Jingwei needs Node.js ' + needed + ' or later; this is ' + present + '. '
  var tip = 'Upgrade it (https://nodejs.org) and run this again.\n'
  process.stderr.write(zh + hint + en + tip)
  process.exit(1)
}
require('./launch.cjs').launch(process.argv.slice(2))
