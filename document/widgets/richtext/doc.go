// Package richtext holds an editor for text with bold and italic letters, lists and links. It is a
// package of its own because it brings a sanitiser of HTML: what it hands to the program cannot act
// on a page, whatever a browser sends.
//
//	e := richtext.NewTextEditor("<p>Dear <b>all</b>,</p>")
//	e.OnChange(func(html string) { … })
package richtext
