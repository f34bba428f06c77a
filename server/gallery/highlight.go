package gallery

import (
	"go/scanner"
	"go/token"
	"html"
	"strings"
)

// predeclared are the types, values and functions that every Go file knows.
var predeclared = map[string]bool{
	"any": true, "bool": true, "byte": true, "comparable": true, "complex64": true, "complex128": true, "error": true,
	"float32": true, "float64": true, "int": true, "int8": true, "int16": true, "int32": true, "int64": true, "rune": true,
	"string": true, "uint": true, "uint8": true, "uint16": true, "uint32": true, "uint64": true, "uintptr": true,
	"true": true, "false": true, "nil": true, "iota": true,
	"append": true, "cap": true, "clear": true, "close": true, "complex": true, "copy": true, "delete": true, "imag": true,
	"len": true, "make": true, "max": true, "min": true, "new": true, "panic": true, "print": true, "println": true,
	"real": true, "recover": true,
}

// Highlight makes HTML of a Go file: one span of the class pg-line for each line, in it spans of
// the classes k (keyword), b (predeclared), f (called or declared function), s (text), n (number)
// and c (comment). The text content is the source, to the byte but for its carriage returns. What
// is no Go stays text.
func Highlight(source string) string {
	source = strings.ReplaceAll(source, "\r", "")
	set := token.NewFileSet()
	file := set.AddFile("", -1, len(source))
	var s scanner.Scanner
	s.Init(file, []byte(source), func(token.Position, string) {}, scanner.ScanComments)
	p := painter{}
	p.begin()
	at, held := 0, "" // held is an identifier that may turn out to be a function's
	for {
		pos, tok, lit := s.Scan()
		if held != "" {
			class := ""
			if tok == token.LPAREN {
				class = "f"
			}
			p.piece(class, held)
			held = ""
		}
		if tok == token.EOF {
			break
		}
		if tok == token.SEMICOLON && lit == "\n" {
			continue // of the scanner's making
		}
		from := file.Offset(pos)
		if lit == "" || tok == token.SEMICOLON {
			lit = tok.String()
		}
		if from < at || from+len(lit) > len(source) || source[from:from+len(lit)] != lit {
			continue // no Go: it is shown as text between what is
		}
		p.piece("", source[at:from])
		at = from + len(lit)
		if tok == token.IDENT && !predeclared[lit] {
			held = lit
			continue
		}
		p.piece(classOf(tok, lit), lit)
	}
	p.piece("", source[at:])
	return p.end()
}

func classOf(tok token.Token, lit string) string {
	switch {
	case tok.IsKeyword():
		return "k"
	case tok == token.COMMENT:
		return "c"
	case tok == token.STRING, tok == token.CHAR:
		return "s"
	case tok == token.INT, tok == token.FLOAT, tok == token.IMAG:
		return "n"
	case tok == token.IDENT && predeclared[lit]:
		return "b"
	}
	return ""
}

// painter writes pieces of text, each line in a span of its own.
type painter struct {
	b    strings.Builder
	open bool
}

func (p *painter) begin() {
	p.b.WriteString(`<span class="pg-line">`)
	p.open = true
}

func (p *painter) piece(class, text string) {
	for line := range strings.SplitAfterSeq(text, "\n") {
		if line == "" {
			continue
		}
		if !p.open {
			p.begin()
		}
		words, last := strings.CutSuffix(line, "\n")
		switch {
		case words == "":
		case class == "":
			p.b.WriteString(html.EscapeString(words))
		default:
			p.b.WriteString(`<span class="` + class + `">` + html.EscapeString(words) + "</span>")
		}
		if last {
			p.b.WriteString("\n</span>")
			p.open = false
		}
	}
}

func (p *painter) end() string {
	if p.open {
		p.b.WriteString("</span>")
	}
	return p.b.String()
}
