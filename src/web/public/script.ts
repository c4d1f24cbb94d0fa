/**
 * The script of the public pages (≤ 2 kB), all of it extra: without it every page does the same work by plain forms.
 * Steppers beside the numbers; a copy button; and a quiet look for news that keeps the page on the screen where a plain
 * reload would lose it (no signal in the car).
 */

/** Runs in the head, so that the steppers stand from the first paint and nothing moves. */
export const HEAD_SCRIPT = `document.documentElement.className='js'`

export const BODY_SCRIPT = `
document.addEventListener('click',function(e){
var b=e.target.closest('button');if(!b)return;
if(b.dataset.d){var i=b.parentNode.querySelector('input');i.value=Math.max(+i.min,Math.min(+i.max,(+i.value||0)+ +b.dataset.d))}
if(b.className=='copy'){var t=document.getElementById(b.dataset.c),s=getSelection();s.selectAllChildren(t);
try{document.execCommand('copy')}catch(x){}b.textContent=b.dataset.ok}});
(function(){var u=document.getElementById('age');if(!u||!u.dataset.s)return;
setInterval(function(){if(document.hidden)return;
fetch(location.href,{headers:{accept:'text/html'}}).then(function(r){if(!r.ok)throw r;return r.text()}).then(function(t){
var d=new DOMParser().parseFromString(t,'text/html'),m='main';
if(d.querySelector(m).textContent!=document.querySelector(m).textContent)location.reload();
else u.textContent=d.getElementById('age').textContent
}).catch(function(){u.textContent=u.dataset.off})},u.dataset.s*1e3)})()
`
  .replace(/\n/g, '')
  .trim()
