"""The inline style of the report, on top of the style of a plan, and the patterns that tell urgencies apart."""

from __future__ import annotations

INK, HATCH, PALE = "url(#pola-darurat)", "url(#pola-mendesak)", "url(#pola-lain)"

PATTERNS = (
    '<svg class="pola" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="pola-darurat" width="8" height="8" patternUnits="userSpaceOnUse">'
    '<rect width="8" height="8" fill="#8f0000"/></pattern>'
    '<pattern id="pola-mendesak" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#ffe3a8"/><rect width="2.5" height="6" fill="#8a5a00"/></pattern>'
    '<pattern id="pola-lain" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#e4e9ee"/><circle cx="3" cy="3" r="1" fill="#5d6b7a"/></pattern>'
    "</defs></svg>"
)

CSS = """\
main { max-width: 60rem; }
.pola, .dengar { position: absolute; }
.dengar { width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
a { color: #0b4a8f; }
a:focus-visible { outline: 3px solid #0b4a8f; outline-offset: 2px; }
nav li { margin: 0; }
nav ul { display: flex; flex-wrap: wrap; gap: .1rem .9rem; list-style: none; padding: 0; margin: .8rem 0 0; }
nav a { display: inline-block; padding: .2rem 0; }
section { scroll-margin-top: .5rem; }
section p.kecil { break-after: avoid; }
section p { margin: .3rem 0 .5rem; }
h3 { font-size: .95rem; margin: 1rem 0 .3rem; break-after: avoid; }
.dua { display: grid; gap: .6rem 1.5rem; align-items: start; }
.dua + div { margin-top: 1rem; }
figure { margin: 0; break-inside: avoid; }
figure svg { display: block; width: 100%; height: auto; max-width: 340px; }
.tanda { display: flex; flex-wrap: wrap; gap: .1rem .8rem; font-size: .8rem; margin: 0 0 .2rem; padding: 0;
  list-style: none; }
.tanda li { margin: 0; }
.tanda svg { display: inline-block; width: 1.4rem; height: .75rem; margin-right: .3rem; border: 1px solid #444;
  vertical-align: -.05rem; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; line-height: 1.3; }
caption { text-align: left; font-weight: 600; padding-bottom: .2rem; }
th, td { text-align: left; vertical-align: top; padding: .2rem .25rem;
  border-bottom: 1px solid #ddd; font-weight: 400; }
thead th { overflow-wrap: normal; border-bottom: 1.5px solid #777; vertical-align: bottom; color: #444;
  font-size: .78rem; }
.n { width: 1%; text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal; }
td.n strong { font-weight: 700; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
.titik { padding-left: 2rem; }
.titik > li { margin: .6rem 0; }
.u-darurat { border: 2px solid #8f0000; font-weight: 700; }
@media (min-width: 40rem) { .dua { grid-template-columns: 340px 1fr; } }
@media print {
  nav { display: none; }
  table { font-size: 8.5pt; }
  .dua { grid-template-columns: 82mm 1fr; }
  a { color: inherit; text-decoration: none; }
  figure, .tanda svg { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""
