package server

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
)

// searchFrom is how many apps make a field to search among them worth its room.
const searchFrom = 7

// appendList writes the list of apps: those with a section under its heading, with pictures, then
// the others. A theme that the list is asked for goes along to the apps.
func (x *indexPage) appendList(b []byte, rel, nonce, theme string, entries []IndexEntry) []byte {
	b = append(b, "<!DOCTYPE html>\n<html lang=\"en\" data-theme=\""...)
	b = append(b, theme...)
	b = append(b, "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>"...)
	b = appendHTML(b, x.server.opts.Title)
	b = append(b, "</title>\n<link rel=\"icon\" href=\""+rel+"favicon.ico\">\n<style>"+plainStyle+listStyle+"</style>\n</head>\n<body>\n<main>\n<header>\n<h1>"...)
	b = appendHTML(b, x.server.opts.Title)
	b = append(b, "</h1>\n"...)
	if len(entries) >= searchFrom {
		b = append(b, "<input type=\"search\" id=\"search\" placeholder=\"Search\" aria-label=\"Search apps\" aria-keyshortcuts=\"/\" autocomplete=\"off\">\n"...)
	}
	b = append(b, "</header>\n"...)
	sections := split(entries)
	if len(sections) > 1 {
		b = appendContents(b, sections)
	}
	for i, s := range sections {
		b = appendSection(b, i, s, rel, theme, len(sections) > 1)
	}
	b = append(b, "<p id=\"none\" role=\"status\" hidden>No app is called that.</p>\n</main>\n"...)
	if len(entries) >= searchFrom {
		b = append(b, "<script nonce=\""+nonce+"\">"+listScript+"</script>\n"...)
	}
	return append(b, "</body>\n</html>\n"...)
}

// themeOf is the theme that a query asks for, auto where it asks for none that there is.
func themeOf(query url.Values) string {
	if theme := query.Get("theme"); theme == "light" || theme == "dark" {
		return theme
	}
	return "auto"
}

// split cuts entries, which are sorted by section, into those of each.
func split(entries []IndexEntry) (all [][]IndexEntry) {
	for i, e := range entries {
		if i == 0 || e.Section != entries[i-1].Section {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], e)
	}
	return all
}

// heading is what stands above entries: those without a section are the rest.
func heading(section []IndexEntry) string {
	if section[0].Section == "" {
		return "More"
	}
	return section[0].Section
}

func appendContents(b []byte, sections [][]IndexEntry) []byte {
	b = append(b, "<nav aria-label=\"Sections\">\n"...)
	for i, s := range sections {
		b = fmt.Appendf(b, `<a href="#section-%d">`, i)
		b = appendHTML(b, heading(s))
		b = fmt.Appendf(b, " <small>%d</small></a>\n", len(s))
	}
	return append(b, "</nav>\n"...)
}

func appendSection(b []byte, i int, entries []IndexEntry, rel, theme string, named bool) []byte {
	b = fmt.Appendf(b, "<section id=\"section-%d\">\n", i)
	if named {
		b = append(b, "<h2>"...)
		b = appendHTML(b, heading(entries))
		b = append(b, "</h2>\n"...)
	}
	if entries[0].Section == "" {
		b = append(b, "<ul>\n"...)
	} else {
		b = append(b, "<ul class=\"pictures\">\n"...)
	}
	for _, e := range entries {
		b = appendEntry(b, e, rel, theme)
	}
	return append(b, "</ul>\n</section>\n"...)
}

func appendEntry(b []byte, e IndexEntry, rel, theme string) []byte {
	b = append(b, "<li><a href=\""...)
	b = appendHTML(b, rel+"./"+e.Path)
	if theme != "auto" {
		b = append(b, "?theme="+theme...)
	}
	b = append(b, "\">"...)
	if e.Thumbnail != "" && e.Section != "" {
		b = append(b, `<img alt="" loading="lazy" decoding="async" width="480" height="320" src="`...)
		b = appendHTML(b, rel+"./"+e.Thumbnail)
		b = append(b, "\">"...)
	} else {
		b = fmt.Appendf(b, `<span class="mark" aria-hidden="true" style="--hue:%d">`, hue(e.Path))
		b = appendHTML(b, initial(e.Title))
		b = append(b, "</span>"...)
	}
	b = append(b, "<span class=\"name\">"...)
	b = appendHTML(b, e.Title)
	b = append(b, "<small>"...)
	switch {
	case e.Section != "" && e.Subject != "" && !strings.HasSuffix(e.Subject, "."+e.Title):
		b = appendHTML(b, e.Subject)
	case e.Section == "":
		b = appendHTML(b, "/"+e.Path)
	}
	b = append(b, "</small>"...)
	if e.About != "" {
		b = append(b, "<span class=\"about\">"...)
		b = appendHTML(b, e.About)
		b = append(b, "</span>"...)
	}
	return append(b, "</span></a></li>\n"...)
}

func initial(title string) string {
	for _, r := range title {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return string(unicode.ToUpper(r))
		}
	}
	return "•"
}

// hue gives each path a colour of its own, in degrees. It stays the same however many apps there
// are.
func hue(text string) int {
	sum := uint32(2166136261)
	for _, c := range []byte(text) {
		sum = (sum ^ uint32(c)) * 16777619 // FNV-1a
	}
	return int(sum>>8) % 360
}

const listStyle = `
main{width:min(80rem,100%);margin:0 auto;padding:clamp(1.5rem,5vw,3.5rem) clamp(1rem,4vw,2rem)}
header{display:flex;flex-wrap:wrap;gap:1rem;align-items:center;justify-content:space-between;margin-bottom:1.5rem}
header h1{margin:0}
h2{font-size:1.125rem;margin:0 0 .75rem;letter-spacing:-.005em}
section{scroll-margin-top:4rem;margin-bottom:2.5rem}
input{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:999px;padding:.5rem 1rem;width:min(18rem,100%)}
nav{position:sticky;top:0;z-index:1;display:flex;gap:.375rem;margin:0 -1rem 1.5rem;padding:.5rem 1rem;overflow-x:auto;scrollbar-width:none;background:var(--ground)}
nav a{flex:none;padding:.25rem .75rem;border:1px solid var(--line);border-radius:999px;background:var(--card);color:inherit;text-decoration:none;font-size:.875rem;white-space:nowrap}
nav a:hover{border-color:var(--accent)}
nav small{display:inline;margin-left:.125rem}
ul{list-style:none;margin:0;padding:0;display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr))}
li a{display:flex;gap:1rem;align-items:center;height:100%;padding:1.125rem;background:var(--card);color:inherit;text-decoration:none;border:1px solid var(--line);border-radius:16px;box-shadow:var(--lift);overflow:hidden;transition:border-color .15s,transform .15s}
li a:hover{border-color:var(--accent);transform:translateY(-2px)}
a:focus-visible,input:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.mark{flex:none;display:grid;place-items:center;width:3rem;height:3rem;border-radius:12px;font-weight:700;font-size:1.25rem;color:#fff;background:linear-gradient(135deg,hsl(var(--hue) 70% 45%),hsl(calc(var(--hue) + 40) 70% 38%))}
.name{min-width:0;font-weight:600;overflow-wrap:anywhere}
.about{display:block;margin-top:.125rem;font-weight:400;font-size:.875rem;line-height:1.4;color:var(--soft)}
.pictures{grid-template-columns:repeat(auto-fill,minmax(min(15rem,100%),1fr))}
.pictures a{flex-direction:column;gap:0;align-items:stretch;padding:0}
.pictures img,.pictures .mark{width:100%;height:auto;aspect-ratio:3/2;border-radius:0;object-fit:cover;border-bottom:1px solid var(--line);background-color:#fff}
.pictures .mark{font-size:3rem}
.pictures .name{padding:.75rem 1rem 1rem}
small{display:block;font-weight:400;font-size:.8125rem;color:var(--soft)}
small:empty{display:none}
#none{color:var(--soft)}
@media (max-width:32rem){.pictures{grid-template-columns:1fr 1fr;gap:.75rem}.pictures .name{padding:.5rem .75rem .75rem;font-size:.875rem}.pictures .about{font-size:.75rem}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]) .pictures img{filter:brightness(.86)}}
:root[data-theme=dark] .pictures img{filter:brightness(.86)}
@media (prefers-reduced-motion:reduce){li a{transition:none}li a:hover{transform:none}}
`

// listScript searches, and moves among the apps by keys: / goes to the field, arrows to the
// neighbours, Enter to the first app that is found.
const listScript = `
const field = document.getElementById("search"), items = [...document.querySelectorAll("li")];
const words = new Map(items.map((item) => [item, (item.closest("section").querySelector("h2")?.textContent + " " + item.textContent + " " + item.firstChild.getAttribute("href")).toLowerCase()]));
const links = () => items.filter((item) => !item.hidden).map((item) => item.firstChild);
const search = () => {
  const wanted = field.value.toLowerCase().split(/\s+/);
  for (const item of items) item.hidden = !wanted.every((word) => words.get(item).includes(word));
  for (const section of document.querySelectorAll("section")) section.hidden = !section.querySelector("li:not([hidden])");
  for (const link of document.querySelectorAll("nav a")) link.hidden = document.querySelector(link.getAttribute("href")).hidden;
  document.getElementById("none").hidden = links().length > 0;
};
const neighbour = (from, key) => {
  const all = links(), at = all.indexOf(from);
  if (key === "ArrowLeft" || key === "ArrowRight") return all[at + (key === "ArrowLeft" ? -1 : 1)];
  const box = (el) => el.getBoundingClientRect(), own = box(from), down = key === "ArrowDown";
  const beyond = all.filter((el) => down ? box(el).top > own.top + 1 : box(el).top < own.top - 1);
  const row = (down ? Math.min : Math.max)(...beyond.map((el) => box(el).top));
  const aside = (el) => Math.abs(box(el).left - own.left);
  return beyond.filter((el) => Math.abs(box(el).top - row) < 1).sort((a, b) => aside(a) - aside(b))[0];
};
field.addEventListener("input", search);
search(); // a browser that goes back keeps the text
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const at = document.activeElement;
  if (at === field) {
    if (event.key === "Escape") { field.value = ""; search(); }
    else if (event.key === "Enter") links()[0]?.click();
    else if (event.key === "ArrowDown") links()[0]?.focus();
    else return;
  } else if (event.key === "/") field.focus();
  else if (event.key.startsWith("Arrow") && at.closest("li")) (neighbour(at, event.key) ?? (event.key === "ArrowUp" ? field : null))?.focus();
  else return;
  event.preventDefault();
});
`
