/** The one style of the public pages: tokens of the design language, 18 px text, 60–68 px targets, logical properties. */

export const STYLE = `
:root{--paper:#f6f3ec;--card:#fffdf8;--ink:#1c2b30;--ink2:#4c5b60;--line:#8d979a;--az:#17567f;--ma:#1f6b58;--oc:#8f4420;--ci:#a8261c;--band:#7c1a12}
*{box-sizing:border-box}[hidden]{display:none!important}
html{font:18px/1.5 "PingFang SC","HarmonyOS Sans SC",MiSans,"Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif;-webkit-text-size-adjust:100%}
html[lang=en]{font-family:system-ui,"Noto Sans","PingFang SC","Noto Sans CJK SC",sans-serif}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:anywhere}
main,.in{max-width:34rem;margin:auto;padding:0 1rem}
main{padding-block:.9rem 1.5rem}
h1{font-size:1.6rem;line-height:1.25;margin:.2rem 0 .4rem}
h2,legend{font-size:1rem;font-weight:700;margin:0 0 .4rem;padding:0}
p{margin:0 0 .6rem}
a{color:var(--az)}
.dim{color:var(--ink2)}
:focus-visible{outline:3px solid var(--az);outline-offset:2px}
header{background:var(--ink);color:#fff}
header .in{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 1rem}
header b,header a.home{color:#fff;font-weight:700;text-decoration:none;padding:.8rem 0}
nav{display:flex;flex:none;gap:.2rem}
nav a,nav button,nav b{font:inherit;color:#fff;background:none;border:0;border-block-end:4px solid transparent;min-height:60px;padding:0 .6rem;display:flex;width:auto;white-space:nowrap;align-items:center;text-decoration:underline;cursor:pointer}
nav b{border-color:#e2b33c;text-decoration:none}
header :focus-visible,.band :focus-visible{outline-color:#fff;outline-offset:-4px}
.band{display:flex;color:#fff;background:var(--ma);padding-inline:max(0px,50% - 17rem)}
.band i{font-style:normal;font-weight:700;flex:0 0 48px;display:flex;align-items:center;justify-content:center}
.band i span{border:2px solid #fff;padding:0 .25rem;line-height:1.4;background:inherit}
.band p{margin:0;padding:.45rem .7rem}
.band.e{background:var(--band)}
.band.d{background:var(--oc)}.band.p{background:var(--az)}
.band.e i,.band.d i,.band.p i{background:repeating-linear-gradient(135deg,#0000 0 6px,#fff5 6px 9px)}
.band.e i span{background:var(--band)}.band.d i span{background:var(--oc)}.band.p i span{background:var(--az)}
fieldset,form,section{border:0;margin:0;padding:0;min-width:0}
fieldset,.f,section,section.row,form{margin-block-end:1.2rem}section form,section .row:last-child{margin:0}
label{display:block}
.opts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(9rem,100%),1fr));gap:.5rem}
.opt{display:flex;align-items:center;gap:.6rem;min-height:60px;padding:.3rem .7rem;background:var(--card);border:2px solid var(--line);border-radius:4px;cursor:pointer}
.opt:has(:checked){border-color:var(--az);box-shadow:inset 0 0 0 1px var(--az)}
.opt input{width:24px;height:24px;flex:none;margin:0;accent-color:var(--az)}
.n{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.2rem .6rem;margin-block-end:.5rem}
.n label{flex:1 1 7rem}
.n div{display:flex;gap:.4rem;max-width:100%}
.n button{display:none;flex:0 1 60px;min-width:44px;padding:0;font-size:1.5rem}
.js .n button{display:block}
input[type=number],input[type=text],input[type=tel],select{font:inherit;font-size:1.2rem;color:inherit;min-height:60px;width:100%;padding:.3rem .7rem;background:#fff;border:2px solid var(--ink);border-radius:4px}
.n input[type=number]{flex:0 1 4.6rem;min-width:2.4rem;width:4.6rem;padding:.3rem;text-align:center}
.js .n input{appearance:textfield;-moz-appearance:textfield}
.js .n input::-webkit-inner-spin-button{appearance:none;-webkit-appearance:none}
button,.b{font:inherit;font-weight:700;display:flex;width:100%;min-height:60px;align-items:center;justify-content:center;text-align:center;padding:.4rem .8rem;margin:0;color:var(--ink);background:var(--card);border:2px solid var(--ink);border-radius:4px;text-decoration:none;cursor:pointer}
.go{min-height:68px;font-size:1.2rem;color:#fff;background:var(--az);border-color:var(--az)}
form.act+form.act{margin-block-start:-.6rem}
summary{min-height:60px;padding:.9rem .2rem;cursor:pointer;font-weight:700}
details{border-block:1px solid var(--line);margin-block-end:1.2rem}
details+details{margin-block-start:-1.25rem}
details>:last-child{margin-block-end:1rem}
.bad{border-inline-start:6px solid var(--ci);padding-inline-start:.7rem}
.err{color:var(--ci);font-weight:700;margin:.2rem 0}
.bad input[type=number],.bad input[type=text],.bad input[type=tel]{border-color:var(--ci)}
.box{background:var(--card);border:3px solid var(--ma);border-radius:4px;padding:.8rem .9rem;margin-block-end:1.2rem}
.box.w,.told{border-color:var(--oc)}.box.x{border-color:var(--line)}
.box>:last-child{margin-block-end:0}
.told{background:var(--card);border:2px solid var(--oc);border-radius:4px;padding:.6rem .8rem;margin-block-end:1rem}
.told.ok{border-color:var(--ma)}.told.err{border-color:var(--ci)}p.told a{display:inline-block;padding:.5rem 0}.told>:last-child{margin:0}
.st{font-weight:700;margin:0}
.way{font-size:1.1rem}
svg{display:block;width:100%;height:auto;margin-block:.4rem .6rem;forced-color-adjust:none}
.row{display:flex;flex-wrap:wrap;gap:.5rem;margin-block-end:.5rem}.row>*{flex:1 1 5.5rem}
.sel{user-select:all;-webkit-user-select:all;background:#fff;border:1px dashed var(--ink2);border-radius:4px;padding:.6rem .7rem;font-size:1.1rem;margin-block-end:.5rem}
.js .copy{display:flex}.copy{display:none}
.code p{font-size:min(3.6rem,17vw);font-weight:700;line-height:1.1;letter-spacing:.04em;font-variant-numeric:tabular-nums;margin:0}
.qr{width:min(100%,70vh);margin:auto;background:#fff;shape-rendering:crispEdges}.code{border-block:3px double var(--ink);padding-block:.6rem}
dl{display:grid;grid-template-columns:auto 1fr;gap:.2rem .9rem;margin:0 0 .6rem}dd{margin:0}dt{color:var(--ink2)}
ul{padding-inline-start:1.2rem;margin:0 0 .6rem}
footer{border-block-start:1px solid var(--line)}footer .in{padding-block:.3rem 2rem}footer a{display:inline-block;min-height:44px;padding:.5rem .6rem .5rem 0}
.nights{list-style:none;padding:0}
.night{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin-block-end:.6rem}.night>*{flex:1 1 8rem;margin:0}.night span{flex-basis:100%}
@media print{header,footer,form,nav,.row{display:none}}
`
  .replace(/\n/g, '')
  .trim()
