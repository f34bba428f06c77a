package chat

import (
	"encoding/base64"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
)

// Avatar is the picture of somebody who speaks. The zero Avatar is the initials of the name.
type Avatar struct {
	kind avatarKind
	data string
}

type avatarKind int

const (
	ofName avatarKind = iota
	ofText
	ofPicture
	ofIcon
)

// Emoji is an avatar of one or two letters, or of an emoji.
func Emoji(text string) Avatar { return Avatar{ofText, text} }

// Picture is an avatar of an image's bytes: PNG, JPEG, GIF, WebP, SVG.
func Picture(data []byte) Avatar { return Avatar{ofPicture, string(data)} }

// Icon is an avatar of an SVG in one colour, which follows the theme. Only its shape is seen:
// nothing in it runs.
func Icon(svg string) Avatar { return Avatar{ofIcon, svg} }

// element shows the avatar of somebody.
func (a Avatar) element(user string) *models.Div {
	if a.kind == ofPicture {
		d := pane.NewImage([]byte(a.data), user).Div
		d.CSSClasses.Set([]string{"pg-avatar"})
		return d
	}
	inside, tone := html.EscapeString(a.data), ""
	switch a.kind {
	case ofName:
		inside, tone = html.EscapeString(initials(user)), " pg-tone"+string(rune('0'+sum(user)%6))
	case ofIcon:
		inside = `<i style="--pg-icon:url(data:image/svg+xml;base64,` + base64.StdEncoding.EncodeToString([]byte(standalone(a.data))) + `)"></i>`
	}
	d := div(inside)
	d.CSSClasses.Set(strings.Fields("pg-avatar" + tone))
	d.HTMLAttributes.Set(map[string]string{"aria-hidden": "true"})
	return d
}

// initials are the first letters of the first and the last word of a name.
func initials(name string) string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if len(words) > 2 {
		words = []string{words[0], words[len(words)-1]}
	}
	var out strings.Builder
	for _, word := range words {
		r, _ := utf8.DecodeRuneInString(word)
		out.WriteRune(unicode.ToUpper(r))
	}
	return out.String()
}

// sum tells names apart, for colours.
func sum(text string) (n int) {
	for _, b := range []byte(text) {
		n = (31*n + int(b)) % 9973
	}
	return n
}

// standalone is an SVG as a document of its own, which it need not be in a page.
func standalone(svg string) string {
	if strings.Contains(svg, "xmlns=") {
		return svg
	}
	return strings.Replace(svg, "<svg", `<svg xmlns="http://www.w3.org/2000/svg"`, 1)
}
