// Colors for code in messages: loaded when a page first shows code that says its language. The text
// stays one text node, as the page drew it; only ranges of it are named, and the style sheet colors
// the names (CSS Custom Highlight API). In a browser without that, code stays plain.
//
// This is no parser: it knows comments, strings, numbers and words, which is what the eye looks for.

const words = (text) => new Set(text.split(' '));

const C = 'break case const continue default do else enum extern for goto if return sizeof static struct switch typedef union void while';
const OO = `${C} abstract as catch class delete extends false final finally implements import in instanceof interface internal is let namespace new null operator override package private protected public super template this throw true try typeof using var virtual yield`;

/** Languages that differ in no more than their comments, their strings and their words. */
const KINDS = {
  c: { line: '//', block: ['/*', '*/'], quotes: '"\'', words: words(`${OO} auto bool boolean char constexpr double float inline int long nullptr short signed string template typename unsigned volatile`) },
  js: { line: '//', block: ['/*', '*/'], quotes: '"\'`', words: words(`${OO} any async await boolean debugger declare export from function get keyof never number of readonly satisfies set string symbol type undefined unknown with`) },
  json: { line: '//', quotes: '"', words: words('true false null') },
  rust: { line: '//', block: ['/*', '*/'], quotes: '"', sign: true, words: words('as async await bool break char const continue crate dyn else enum extern f32 f64 false fn for i8 i16 i32 i64 i128 if impl in isize let loop match mod move mut pub ref return self static str struct super trait true type u8 u16 u32 u64 u128 union unsafe use usize where while') },
  go: { line: '//', block: ['/*', '*/'], quotes: '"\'`', words: words('any bool break byte case chan const continue default defer else error fallthrough false float32 float64 for func go goto if import int int64 interface map nil package range return rune select string struct switch true type uint uint64 var') },
  kotlin: { line: '//', block: ['/*', '*/'], quotes: '"\'', words: words(`${OO} companion data fun func guard init lateinit object open protocol sealed self suspend val when where`) },
  php: { line: '//', hash: true, block: ['/*', '*/'], quotes: '"\'', words: words(`${OO} and array echo elseif endforeach endif fn foreach function global or print require string use int bool`) },
  python: { hash: true, quotes: '"\'', triple: true, words: words('False None True and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return self try while with yield') },
  ruby: { hash: true, quotes: '"\'`', words: words('alias and begin break case class def do else elsif end ensure false for if in module next nil not or raise redo require rescue retry return self super then true undef unless until when while yield') },
  shell: { hash: true, quotes: '"\'`', words: words('case cd do done echo elif else esac eval exec exit export fi for function if in local read readonly return set shift source sudo then trap unset until while') },
  config: { hash: true, line: ';', quotes: '"\'', words: words('true false null yes no on off') },
  sql: { line: '--', block: ['/*', '*/'], quotes: '\'"`', fold: true, words: words('add all alter and as asc begin between by case check column commit constraint create cross default delete desc distinct drop else end exists explain false foreign from full group having if in index inner insert into is join key left like limit not null offset on or order outer primary references returning right rollback select set table then transaction trigger true union unique update using values view when where with without') },
  // A word is looked at from its beginning only, or long ones would take the square of their length.
  css: { block: ['/*', '*/'], quotes: '"\'', names: /@[\w-]+|--[\w-]+|(?<![\w-])[\w-]+(?=\s*:)/, words: new Set() },
};

const ALIASES = {
  c: 'c c++ cc cpp cs csharp cuda d dart glsl h hpp java objc proto protobuf scala solidity zig',
  js: 'javascript js jsx mjs ts tsx typescript',
  json: 'json json5 jsonc',
  rust: 'rs rust',
  go: 'go golang',
  kotlin: 'groovy kotlin kt swift',
  php: 'php',
  python: 'py python python3',
  ruby: 'crystal elixir ex rb ruby',
  shell: 'bash console dockerfile fish make makefile sh shell zsh',
  config: 'conf cfg env ini properties toml yaml yml',
  sql: 'mysql postgres postgresql sql sqlite',
  css: 'css less sass scss',
};

const escaped = (text) => text.replace(/[*/]/g, '\\$&');

/** One expression that finds the next thing with a color; what it finds, its group names. */
function lexer({ line, hash, block, quotes, sign, triple, names, fold }) {
  const comments = [
    block && `${escaped(block[0])}[^]*?(?:${escaped(block[1])}|$)`,
    line && `${escaped(line)}.*`,
    // In a shell's word it is no comment.
    hash && '(?<![\\w$&{\\\\])#.*',
  ].filter(Boolean);
  const strings = [
    ...(triple ? ['"""[^]*?(?:"""|$)', "'''[^]*?(?:'''|$)"] : []),
    // One sign in quotes, which begin a lifetime otherwise.
    ...(sign ? ["'(?:\\\\[^]|[^\\\\'\\n])'"] : []),
    // Only a template goes on over lines. A string that has no end ends with its line.
    ...[...quotes].map((quote) => `${quote}(?:\\\\[^]|[^\\\\${quote}${quote === '`' ? '' : '\\n'}])*${quote}?`),
  ];
  const groups = {
    comment: comments.join('|'),
    string: strings.join('|'),
    ...(names && { keyword: names.source }),
    number: '\\b(?:0[xob][\\da-f_]+|\\d[\\d_]*(?:\\.\\d[\\d_]*)?(?:e[+-]?\\d+)?)\\w*',
    word: '[\\p{L}_$][\\p{L}\\p{N}_$]*',
  };
  const source = Object.entries(groups).map(([name, of]) => `(?<${name}>${of})`).join('|');
  return new RegExp(source, fold ? 'giu' : 'gu');
}

const MARKUP = /(?<comment><!--[^]*?(?:-->|$))|(?<keyword><\/?[\w:-]+|\/?>)|(?<type>(?<![\w:@-])[\w:@-]+(?==["']))|(?<string>"[^"]*"|'[^'\n]*')/gu;
const DIFF = /^(?:(?<keyword>(?:@@|diff |index |---|\+\+\+).*)|(?<string>\+.*)|(?<deleted>-.*))$/gmu;

const languages = new Map();
for (const [kind, names] of Object.entries(ALIASES)) {
  for (const name of names.split(' ')) languages.set(name, { kind });
}
for (const name of ['html', 'svg', 'vue', 'xml']) languages.set(name, { lexer: MARKUP });
for (const name of ['diff', 'patch']) languages.set(name, { lexer: DIFF });

/** Where in the text something with a color is: its name, its beginning and its end. */
export function* tokens(name, text) {
  const language = languages.get(name.toLowerCase());
  if (!language) return;
  const kind = KINDS[language.kind];
  language.lexer ??= lexer(kind);
  for (const found of text.matchAll(language.lexer)) {
    let [group] = Object.entries(found.groups).find(([, of]) => of !== undefined);
    const of = found[0];
    if (group === 'word') {
      if (kind.words.has(kind.fold ? of.toLowerCase() : of)) group = 'keyword';
      else if (/^\p{Lu}.*\p{Ll}/u.test(of)) group = 'type';
      else continue;
    }
    yield [`code-${group}`, found.index, found.index + of.length];
  }
}

const shown = new Map();

function color(code, language) {
  const node = code.firstChild;
  if (shown.has(code) || node?.nodeType !== Node.TEXT_NODE) return;
  const ranges = [];
  for (const [name, from, to] of tokens(language, node.data)) {
    const range = new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to });
    if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
    CSS.highlights.get(name).add(range);
    ranges.push([name, range]);
  }
  shown.set(code, ranges);
}

/** Colors what came, and forgets what went. */
function look() {
  for (const [code, ranges] of shown) {
    if (code.isConnected) continue;
    for (const [name, range] of ranges) CSS.highlights.get(name).delete(range);
    shown.delete(code);
  }
  for (const block of document.querySelectorAll('.code[data-language]')) {
    color(block.querySelector('code'), block.dataset.language);
  }
}

if (globalThis.CSS?.highlights) {
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
}
