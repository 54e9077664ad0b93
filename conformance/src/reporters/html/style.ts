/** How the report looks, on light and dark screens and on paper. Colour never stands alone. */
export const STYLE = `
:root { --ground: #fff; --ink: #1b1f24; --quiet: #57606a; --line: #d0d7de; --plate: #f6f8fa;
  --failed: #b3201f; --failed-ground: #fdecec; --untestable: #8a4b00; --untestable-ground: #fff3df;
  --passed: #176534; --passed-ground: #e6f4ea; --none: #57606a; --none-ground: #eef1f4; --link: #0b57d0; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171b; --ink: #e6e9ec; --quiet: #a3abb4; --line: #3a424b;
  --plate: #1d2228; --failed: #ff9a94; --failed-ground: #4a1a1a; --untestable: #f4bd6b; --untestable-ground: #43300f;
  --passed: #7fd39b; --passed-ground: #163a24; --none: #b3bac2; --none-ground: #2a3038; --link: #8ab8ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header, main, footer { max-width: 76rem; margin: 0 auto; padding: 1rem 1.5rem; }
.brand, .level, footer, caption, .legend { color: var(--quiet); }
.brand { margin: 0; }
h1 { margin: 0 0 .5rem; font-size: 1.9rem; }
h2 { margin: 2rem 0 .75rem; font-size: 1.35rem; }
h3 { display: inline; margin: 0; font-size: 1.05rem; }
h4 { margin: 1.25rem 0 .4rem; font-size: .95rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, .scroll:focus-visible, pre:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--ground); padding: .5rem; }
.standing { display: inline-block; padding: .4rem .8rem; border-radius: .4rem; margin: 0; }
.conforming { background: var(--passed-ground); color: var(--passed); }
.not-conforming { background: var(--failed-ground); color: var(--failed); }
.not-shown { background: var(--untestable-ground); color: var(--untestable); }
.standing span { color: var(--ink); }
dl div { display: grid; grid-template-columns: 9rem 1fr; gap: .75rem; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
.facts { font-size: .92rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; }
caption { text-align: left; white-space: nowrap; padding-bottom: .4rem; }
.matrix th { padding: .2rem .8rem .2rem 0; text-align: left; }
.matrix td { padding: .12rem; }
.matrix td a { display: block; min-width: 3.2rem; padding: .3rem .4rem; border-radius: .3rem; text-align: center;
  text-decoration: none; font-variant-numeric: tabular-nums; white-space: nowrap; color: inherit; }
td.failed, .verdict.failed, .legend .failed { color: var(--failed); }
td.untestable, .verdict.untestable, .legend .untestable { color: var(--untestable); }
td.passed, .verdict.passed, .legend .passed { color: var(--passed); }
td.not_applicable, .verdict.not_applicable, .legend .not_applicable { color: var(--none); }
td.failed a, .verdict.failed { background: var(--failed-ground); font-weight: 700; }
td.untestable a, .verdict.untestable { background: var(--untestable-ground); font-weight: 700; }
td.passed a, .verdict.passed { background: var(--passed-ground); }
td.not_applicable a, .verdict.not_applicable { background: var(--none-ground); }
.requirement { border: 1px solid var(--line); border-radius: .5rem; margin: .6rem 0; padding: .5rem 1rem; }
.requirement.failed, .requirement.untestable { border-left: .35rem solid var(--failed); }
.requirement:has(:target) { box-shadow: 0 0 0 3px var(--link); }
.text { scroll-margin-top: 4rem; }
summary { cursor: pointer; padding: .25rem 0; }
.verdict { display: inline-block; min-width: 8rem; padding: .1rem .5rem; border-radius: .3rem; margin-right: .6rem; }
.level { margin-left: .6rem; font-size: .85rem; }
.found { background: var(--plate); border-radius: .4rem; padding: .6rem .8rem; }
.known { color: var(--untestable); }
pre, code { font: .85rem/1.45 ui-monospace, monospace; }
pre { background: var(--plate); padding: .5rem; border-radius: .3rem; margin: .3rem 0; max-height: 14rem; overflow: auto;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.command { overflow-wrap: anywhere; }
.wire { width: 100%; } .wire th, .wire td { text-align: left; vertical-align: top; padding: .3rem .6rem;
  border-top: 1px solid var(--line); font-size: .88rem; }
.wire .crossing td { background: var(--failed-ground); }
svg { display: block; max-width: none; } svg text { font: 12px system-ui, sans-serif; fill: var(--ink); }
.lane rect { fill: var(--plate); } .lane.live rect { fill: var(--untestable-ground); }
.lane .lane-name { font-weight: 600; }
.thread { fill: none; stroke: var(--quiet); stroke-dasharray: 3 3; }
.mark rect { fill: var(--passed-ground); stroke: var(--passed); }
.mark.refused rect { fill: var(--untestable-ground); stroke: var(--untestable); }
.mark.lost rect { fill: var(--none-ground); stroke: var(--none); stroke-dasharray: 3 2; }
.mark.crossing rect { fill: var(--failed-ground); stroke: var(--failed); stroke-width: 3; }
.mark.crossing text { font-weight: 700; fill: var(--failed); }
.mark .time, .mark .status { fill: var(--quiet); font-size: 11px; }
.party rect { fill: var(--plate); stroke: var(--line); } .party line { stroke: var(--line); }
.arrow line { stroke: var(--ink); } .arrow path { fill: var(--ink); }
.arrow.answered line { stroke-dasharray: 5 3; }
.arrow.lost line { stroke: var(--untestable); stroke-dasharray: 2 3; }
.arrow.crossing line { stroke: var(--failed); stroke-width: 3; } .arrow.crossing path { fill: var(--failed); }
.arrow.crossing text { fill: var(--failed); font-weight: 700; }
@media print { .scroll { overflow: visible; } details > * { display: block; } }
`;
