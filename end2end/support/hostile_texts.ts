// Texts that are scripts wherever somebody forgets that they are texts. Whatever of them runs
// opens a dialog or goes against the page's policy.

/** What runs by itself, or at the next move of the pointer, where it becomes an element. */
const ELEMENTS = [
  '<script>alert(1)</script>',
  '<script/src=data:,alert(1)></script>',
  '<script type=module>alert(1)</script>',
  '<sCrIpT x>alert(1)</ScRiPt >',
  '<img src=x onerror=alert(1)>',
  '<img/src=x/onerror=alert(1)//',
  '<img src onerror="alert`1`">',
  '<image href=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg/onload=alert(1)//',
  '<svg><script>alert(1)</script></svg>',
  '<svg><script>alert&#40;1)</script>',
  '<svg><animate onbegin=alert(1) attributeName=x>',
  '<svg><set onbegin=alert(1)>',
  '<svg><use href="data:image/svg+xml,<svg id=x/>#x">',
  '<svg><a href=javascript:alert(1)><text>x</text></a>',
  '<svg><foreignObject><body onload=alert(1)>',
  '<body onload=alert(1)>',
  '<body onpageshow=alert(1)>',
  '<iframe src=javascript:alert(1)>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<iframe onload=alert(1)>',
  '<object data=javascript:alert(1)>',
  '<embed src=javascript:alert(1)>',
  '<video src=x onerror=alert(1)>',
  '<video><source onerror=alert(1)></video>',
  '<audio src=x onerror=alert(1)>',
  '<details open ontoggle=alert(1)>x',
  '<input autofocus onfocus=alert(1)>',
  '<select autofocus onfocus=alert(1)>',
  '<textarea autofocus onfocus=alert(1)>',
  '<button autofocus onfocus=alert(1)>x',
  '<a href=# autofocus onfocus=alert(1)>x',
  '<div tabindex=0 autofocus onfocus=alert(1)>x',
  '<marquee onstart=alert(1)>x',
  '<style>@import "data:,*{}";</style>',
  '<style onload=alert(1)></style>',
  '<link rel=stylesheet href=data:,x onload=alert(1)>',
  '<link rel=import href=data:,x onerror=alert(1)>',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<base href=javascript:/a/-alert(1)//>',
  '<form action=javascript:alert(1)><input type=submit>',
  '<form><button formaction=javascript:alert(1)>x',
  '<math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>',
  '<math href=javascript:alert(1)>x</math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<template><img src=x onerror=alert(1)></template>',
  '<xss style="animation-name:x" onanimationstart=alert(1)>',
  '<div onpointerover=alert(1) style="position:fixed;inset:0">x',
  '<dialog open onclose=alert(1)><form method=dialog>',
];

/** What ends what the text may stand in. */
const BREAKOUTS = ['', '">', "'>", '</title>', '</textarea></style></script>', '-->', ']]>', '&lt;/p&gt;</p>', '\u2028'];

/** Addresses that run. */
const ADDRESSES = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  'javascript\t:alert(1)',
  '\u00a0javascript:alert(1)',
  '&#106;avascript:alert(1)',
  '&#x6a;&#x61;vascript:alert(1)',
  'javascript&colon;alert(1)',
  'java%0ascript:alert(1)',
  'javascript://example.org/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  'vbscript:msgbox(1)',
  'view-source:javascript:alert(1)',
  'blob:https://example.org/alert(1)',
  'file:///etc/passwd',
  '//evil.example/%22onmouseover=alert(1)//',
];

/** How an address is said in a message. */
const LINKS = [
  (address: string) => `[x](${address})`,
  (address: string) => `[x](<${address}>)`,
  (address: string) => `![x](${address})`,
  (address: string) => `<${address}>`,
  (address: string) => `[x][1]\n\n[1]: ${address}`,
  (address: string) => `https://example.org/"onmouseover="${address}`,
  (address: string) => address,
];

/** Marks that are read twice, or in two ways. */
const MARKS = [
  '`</code><script>alert(1)</script>`',
  '```html\n</code></pre><script>alert(1)</script>\n```',
  '```"><script>alert(1)</script>\nx\n```',
  '```js onload=alert(1)\nalert(1)\n```',
  '# </h1><img src=x onerror=alert(1)>',
  '> </blockquote><svg onload=alert(1)>',
  '- </li></ul><svg onload=alert(1)>',
  '**<b onmouseover=alert(1)>x</b>**',
  '[<img src=x onerror=alert(1)>](https://example.org)',
  '[x](https://example.org "onmouseover=alert(1)")',
  '[x](https://example.org\'onmouseover=\'alert(1))',
  '@[<img src=x onerror=alert(1)>](1)',
  '@[x"onclick="alert(1)](2)',
  ':"><script>alert(1)</script>:',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '<!--><script>alert(1)</script>-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><script>alert(1)</script>',
  '\u202e>)1(trela=rorreno x=crs gmi<',
];

/** All of them, each once. */
export const HOSTILE: readonly string[] = [
  ...ELEMENTS.flatMap((element) => BREAKOUTS.map((breakout) => breakout + element)),
  ...ADDRESSES.flatMap((address) => LINKS.map((link) => link(address))),
  ...MARKS,
];

/** Those that fit into one line of so many characters, as names are. */
export function lines(longest: number): string[] {
  return HOSTILE.filter((text) => text.length <= longest && !/[\p{Cc}\u2028\u202e]/u.test(text));
}
