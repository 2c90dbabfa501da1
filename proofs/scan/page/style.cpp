#include "proofs/scan/page/page.hpp"

namespace quorate {

// The colours of outcomes are those of Okabe and Ito, which people with any colour vision tell apart; in
// print and in grey they differ in lightness.
std::string_view page_style() {
  return R"(:root {
  --paper: #ffffff; --ink: #1b1f24; --soft: #57606a; --rule: #d0d7de; --wash: #f6f8fa;
  --proven: #0072b2; --on-proven: #ffffff; --absent: #b4bac2; --on-absent: #1b1f24;
  --refuted: #d55e00; --on-refuted: #000000; --unknown: #e9c46a; --on-unknown: #1b1f24;
  --main: #0072b2; --warn: #fff3cd; --on-warn: #4d3800;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0f1318; --ink: #e6edf3; --soft: #9da7b3; --rule: #30363d; --wash: #171c23;
    --proven: #56b4e9; --on-proven: #06121c; --absent: #59626d; --on-absent: #ffffff;
    --refuted: #e8804a; --on-refuted: #160800; --unknown: #d9b44a; --on-unknown: #171200;
    --main: #56b4e9; --warn: #3d3000; --on-warn: #ffe9a8;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem; max-width: 82rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif; }
h1 { margin: 0 0 .25rem; font-size: 1.9rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 0 0 .75rem; font-size: 1.3rem; line-height: 1.3; }
a { color: var(--proven); overflow-wrap: anywhere; }
.lead { margin: 0 0 1rem; color: var(--soft); }
.warning { margin: 0 0 1rem; padding: .6rem .9rem; border-radius: .4rem; background: var(--warn); color: var(--on-warn); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: .75rem; margin: 0 0 1.25rem; }
.tile { padding: .75rem 1rem; border: 1px solid var(--rule); border-radius: .5rem; background: var(--wash); }
.tile b { display: block; font-size: 1.5rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
.tile span { color: var(--soft); font-size: .875rem; }
nav ol { columns: 20rem; column-gap: 3rem; margin: 0; padding-left: 1.75rem; }
nav li { break-inside: avoid; }
section { margin: 2.25rem 0 0; padding: 1.5rem 0 0; border-top: 1px solid var(--rule); }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.5rem 2.5rem; align-items: start; }
@media (max-width: 60rem) { .pair { grid-template-columns: minmax(0, 1fr); } }
figure { margin: 0; }
figcaption { margin-top: .5rem; color: var(--soft); font-size: .875rem; }
svg { display: block; width: 100%; height: auto; margin: 0 0 .5rem; fill: var(--ink); font-size: 13px; }
.tick { fill: var(--soft); font-size: 12px; }
.note { font-size: 12px; }
.halo { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
.grid { stroke: var(--rule); stroke-width: 1; }
.axis { stroke: var(--soft); stroke-width: 1; }
.mark { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 3 3; }
rect.main { fill: var(--main); }
rect.proven { fill: var(--proven); }
rect.absent { fill: var(--absent); }
rect.refuted { fill: var(--refuted); }
rect.unknown { fill: var(--unknown); }
.on { font-size: 11.5px; }
.on.proven { fill: var(--on-proven); }
.on.absent { fill: var(--on-absent); }
.on.refuted { fill: var(--on-refuted); }
.on.unknown { fill: var(--on-unknown); }
.scroll { overflow-x: auto; max-height: 34rem; overflow-y: auto; border: 1px solid var(--rule); border-radius: .4rem; }
table { border-collapse: collapse; width: 100%; font-size: .8125rem; }
th, td { padding: .3rem .55rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
tbody tr:last-child > * { border-bottom: 0; }
thead th { position: sticky; top: 0; background: var(--wash); font-weight: 600; vertical-align: bottom; }
td:first-child { overflow-wrap: anywhere; min-width: 7rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.facts th { width: 14rem; font-weight: 600; }
.facts td { overflow-wrap: anywhere; }
.file, .empty { margin: .4rem 0 0; color: var(--soft); font-size: .875rem; }
@media print {
  :root { --paper: #ffffff; --ink: #000000; --soft: #444444; --rule: #bbbbbb; --wash: #ffffff; --proven: #0072b2;
    --on-proven: #ffffff; --absent: #b4bac2; --on-absent: #000000; --refuted: #d55e00; --on-refuted: #000000;
    --unknown: #e9c46a; --on-unknown: #000000; --main: #0072b2; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  section { break-inside: avoid; margin-top: 1.2rem; padding-top: .8rem; }
  .pair { grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); gap: 1rem; }
  .scroll { max-height: none; overflow: visible; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)";
}

}  // namespace quorate
