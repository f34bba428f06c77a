// Package markup shows running text with a form: Markdown, HTML from anybody, alerts. What it shows
// is sanitised, so that nothing in it can act on the page or on its visitor.
//
// It is a package of its own because it brings a reader of Markdown and the grammars of 250
// languages: 12 MiB that an app without such texts does not carry.
//
//	doc.Add(markup.NewMarkdown("# Results\n\n| run | score |\n|---|---|\n| 1 | **0.93** |"))
package markup
