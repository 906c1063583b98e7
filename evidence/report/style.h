// The report's style sheet: sober, for screen and for A4.
#pragma once

namespace markhound::evidence {

inline constexpr const char* report_style = R"css(
:root { --ink: #1c2430; --soft: #5b6573; --line: #d8dde4; --pale: #f5f7f9; --accent: #9a1b1b; --region: #d9480f; }
* { box-sizing: border-box; }
html { font: 15px/1.5 "Noto Sans", "Source Sans 3", "Helvetica Neue", Arial, "Noto Sans CJK SC", "PingFang SC",
       "Microsoft YaHei", sans-serif; color: var(--ink); background: #fff; }
body { max-width: 60rem; margin: 0 auto; padding: 2.5rem 2rem 4rem; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; margin: 0; font-weight: 600; }
h1 { font-size: 2.1rem; letter-spacing: -0.01em; }
h2 { font-size: 1.4rem; margin: 0 0 1rem; padding-bottom: .4rem; border-bottom: 2px solid var(--ink); }
h3 { font-size: 1rem; margin: 1.6rem 0 .5rem; }
h1 span, h2 span, h3 span, th span, .label span { color: var(--soft); font-weight: 400; }
p { margin: 0 0 .7rem; }
code, .code { overflow-wrap: anywhere; font: .84em/1.45 "DejaVu Sans Mono", "Liberation Mono", Menlo, Consolas, monospace; }
pre { background: var(--pale); border: 1px solid var(--line); padding: .7rem .9rem; white-space: pre-wrap; }
table { width: 100%; border-collapse: collapse; margin: 0 0 1rem; }
th, td { text-align: left; vertical-align: top; padding: .38rem .6rem .38rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
th span[lang] { display: inline-block; white-space: nowrap; }
td.outside, .card td { overflow-wrap: anywhere; }
thead th { border-bottom: 1.5px solid var(--ink); font-size: .86rem; }
td.number, th.number { text-align: right; padding-right: 1rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.captures td:first-child { width: 15rem; white-space: nowrap; }
.facts th { width: 11.5rem; color: var(--soft); font-weight: 400; font-size: .9rem; }
.eyebrow { text-transform: uppercase; letter-spacing: .12em; font-size: .78rem; color: var(--accent); margin-bottom: .5rem; }
.cover { border-top: 6px solid var(--ink); padding-top: 1.6rem; margin-bottom: 2rem; }
.lead { font-size: 1.08rem; margin: 1.2rem 0; }
.notice { border-left: 4px solid var(--accent); background: var(--pale); padding: .8rem 1rem; margin: 1rem 0 1.5rem; }
.notice p:last-child { margin: 0; }
section { margin-top: 3rem; }
.grade { display: inline-block; min-width: 2.1em; padding: .05em .5em; text-align: center; font-weight: 700; color: #fff;
         background: #66707d; border-radius: 3px; }
.grade-S { background: #7d1128; } .grade-A { background: #a8321c; } .grade-B { background: #b5651d; }
.grade-C { background: #8a7a2b; } .grade-none { background: #66707d; }
.title { display: flex; gap: .8rem; align-items: baseline; }
.title h2 { flex: 1; }
.subject { font-size: 1.08rem; margin: 0 0 1rem; }
.sides { display: grid; grid-template-columns: 1fr 1fr; gap: 1.6rem; align-items: start; }
.card { border: 1px solid var(--line); padding: 1rem 1.1rem .3rem; }
.label { text-transform: uppercase; letter-spacing: .1em; font-size: .78rem; color: var(--accent); margin: 0 0 .7rem; }
.card .facts th { width: 9.2rem; }
.card code { word-break: break-all; }
.logo { display: block; max-width: 100%; max-height: 9rem; margin: 0 0 .8rem; }
.words { font-size: 1.5rem; font-weight: 600; margin: 0 0 .8rem; }
figure { margin: 0 0 1.2rem; }
figcaption { font-size: .86rem; color: var(--soft); margin-top: .4rem; }
.photo { display: block; max-width: 100%; max-height: 30rem; border: 1px solid var(--line); }
.overlay { position: relative; display: inline-block; max-width: 100%; line-height: 0; }
.overlay svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: hidden; }
.overlay polygon, .overlay rect { fill: none; vector-effect: non-scaling-stroke; }
.halo { stroke: #fff; stroke-width: 6px; stroke-opacity: .85; }
.region { stroke: var(--region); stroke-width: 3px; }
.box { stroke: #1c2430; stroke-width: 1px; stroke-dasharray: 5 4; }
.overlay circle { fill: var(--region); stroke: #fff; stroke-width: 1px; vector-effect: non-scaling-stroke; }
blockquote { margin: 0 0 .8rem; padding: .5rem .9rem; border-left: 3px solid var(--line); background: var(--pale); }
blockquote footer { font-size: .86rem; color: var(--soft); }
mark { background: #ffe08a; color: inherit; padding: 0 .1em; border-bottom: 2px solid var(--region); }
.hidden-char { font: .74em "DejaVu Sans Mono", monospace; color: #fff; background: var(--accent); border-radius: 2px;
               padding: 0 .25em; margin: 0 .1em; }
.against { color: var(--accent); }
.note { color: var(--soft); font-size: .9rem; }
.outside { unicode-bidi: isolate; }
@page { size: A4; margin: 16mm 15mm; }
@media print {
  html { font-size: 10.2pt; } body { max-width: none; padding: 0; }
  section.finding { break-before: page; margin-top: 0; }
  figure, blockquote, tr, .card { break-inside: avoid; } h2, h3 { break-after: avoid; }
  .photo { max-height: 105mm; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
@media (max-width: 44rem) { .sides { grid-template-columns: 1fr; } body { padding: 1.2rem; } }
)css";

}  // namespace markhound::evidence
