"""The inline style of the HTML page: readable without colour, on a 360 px screen and on A4."""

from __future__ import annotations

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

CSS = """\
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1a1a1a;
  font: 17px/1.45 system-ui, "Noto Sans", Arial, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
header { border: 2px solid #444; border-radius: 4px; padding: .6rem .9rem; break-inside: avoid; }
header.u-bahaya { border: 5px double #a30000; background: #fff3f2; }
header.u-mendesak { border-color: #8a5a00; background: #fff9ec; }
header p { margin: .4rem 0 0; }
h1 { font-size: 1.25rem; line-height: 1.25; margin: 0; font-weight: 600; }
h1 strong { font-size: 1.4rem; letter-spacing: .04em; margin-right: .35rem; }
.u-bahaya h1 { color: #8f0000; }
.utuh { white-space: nowrap; }
.lewat { font-weight: 700; }
h2 { font-size: 1.05rem; margin: 1.4rem 0 .4rem; border-bottom: 1px solid #bbb; padding-bottom: .15rem;
  break-after: avoid; }
ul, ol { margin: 0; padding-left: 1.4rem; }
li { margin: .3rem 0; break-inside: avoid; }
code { font-size: .8rem; color: #555; }
q { quotes: "«" "»"; }
.u { border: 1px solid #777; border-radius: 3px; padding: 0 .35rem; font-size: .85rem; white-space: nowrap; }
.kecil, footer { font-size: .9rem; color: #444; }
.x ul { list-style: none; padding-left: 1.4rem; }
.x li::before { content: "✗"; display: inline-block; width: 1.3rem; margin-left: -1.3rem; font-weight: 700; }
.jangan h2 { color: #8f0000; }
.langkah ol { list-style: none; padding: 0; }
.langkah li { display: grid; grid-template-columns: 1.5rem 1fr 7.3rem 8.6rem; gap: 0 .6rem; margin: 0;
  padding: .4rem 0; border-bottom: 1px solid #ddd; }
.langkah .kepala { padding: 0; color: #555; font-size: .85rem; }
.kotak { width: 1.1rem; height: 1.1rem; border: 1.5px solid #222; margin-top: .2rem; }
footer { margin-top: 1.6rem; border-top: 1px solid #bbb; padding-top: .5rem; }
@media (max-width: 34rem) {
  main { padding: .6rem; }
  .langkah .kepala { display: none; }
  .langkah li { grid-template-columns: 1.5rem auto 1fr; }
  .langkah li > :nth-child(2) { grid-column: 2 / -1; }
  .langkah li > :nth-child(3) { grid-column: 2; }
}
@page { size: A4; margin: 16mm 15mm; }
@media print {
  html, body { font-size: 10pt; }
  h2 { margin-top: .8rem; }
  .langkah li { padding: .25rem 0; }
  main { max-width: none; padding: 0; }
  header, .u { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""
