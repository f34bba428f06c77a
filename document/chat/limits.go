package chat

import (
	"cmp"
	"errors"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// Limits bound a conversation. What is 0 is as in [DefaultLimits].
type Limits struct {
	Text      int // characters that a visitor may say at once, as browsers count them (in UTF-16)
	Files     int // attachments of one message
	FileBytes int // bytes of all attachments of one message; a server's messages hold 20 MiB unless it is told otherwise
	Answer    int // bytes of text that an answer may have, its steps included
	Parts     int // components and steps that an answer may have
	Messages  int // kept; the oldest go
	Waiting   int // messages that may wait while another is answered; below 0: none, as by default
}

// DefaultLimits are those of a feed that was told nothing else.
var DefaultLimits = Limits{Text: 32_000, Files: 8, FileBytes: 10_000_000, Answer: 1_000_000, Parts: 200, Messages: 5000, Waiting: -1}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits
	return Limits{
		Text: cmp.Or(l.Text, d.Text), Files: cmp.Or(l.Files, d.Files), FileBytes: cmp.Or(l.FileBytes, d.FileBytes),
		Answer: cmp.Or(l.Answer, d.Answer), Parts: cmp.Or(l.Parts, d.Parts),
		Messages: cmp.Or(l.Messages, d.Messages), Waiting: cmp.Or(l.Waiting, d.Waiting),
	}
}

// What is refused.
var (
	// ErrBusy refuses what is said while something else is answered.
	ErrBusy = errors.New("chat: wait for the answer first")
	// ErrStopped is the cause for which the context of an answer ends when the visitor stops it;
	// writing answers it, too.
	ErrStopped = errors.New("chat: the answer was stopped")
	// ErrFull ends an answer that has more than [Limits] allow.
	ErrFull = errors.New("chat: the answer is too long")
)

// checkText judges a text of a visitor.
func (l Limits) checkText(text string) error {
	switch {
	case len(text) > 3*l.Text || len(utf16.Encode([]rune(text))) > l.Text:
		return fmt.Errorf("chat: the text is too long, %d characters are allowed", l.Text)
	case !utf8.ValidString(text):
		return errors.New("chat: that is no text")
	}
	return nil
}

// Excuse is an error whose words are for the visitor. Of other errors of a [Responder] visitors
// read that something went wrong; the log tells what.
type Excuse string

func (e Excuse) Error() string { return string(e) }

// wordsOf is what visitors read of an error.
func wordsOf(err error) string {
	var excuse Excuse
	switch {
	case errors.As(err, &excuse):
		return string(excuse)
	case errors.Is(err, ErrFull):
		return "The answer was too long and ends here."
	}
	return "Sorry, something went wrong."
}
