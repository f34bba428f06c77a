package chat

import (
	"cmp"
	"time"

	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

// Role is the part that somebody plays in a conversation, by the names that language models have
// for it.
type Role string

// The roles. Visitors stand right, all others left.
const (
	Visitor   Role = "user"
	Assistant Role = "assistant"
	System    Role = "system" // said to the assistant, or about the conversation
)

// Message is what somebody says. It is plain data, which may go from goroutine to goroutine; a
// [Bubble] shows it.
type Message struct {
	Role   Role               // empty: Assistant
	User   string             // who speaks, as it is shown; empty: nobody is named
	Avatar Avatar             // the zero Avatar is the initials of User
	Text   string             // Markdown, sanitised
	Files  []widgets.File     // attachments
	Parts  []models.UIElement // components below the text; they belong to the document's turns
	Time   time.Time          // zero: the time at which it is shown
}

func (m Message) withDefaults() Message {
	m.Role = cmp.Or(m.Role, Assistant)
	if m.Time.IsZero() {
		m.Time = time.Now()
	}
	return m
}

// empty reports whether there is nothing to show.
func (m Message) empty() bool { return m.Text == "" && len(m.Files) == 0 && len(m.Parts) == 0 }

// Turn is a message as the interfaces of language models take it, also as JSON.
type Turn struct {
	Role    Role   `json:"role"`
	Content string `json:"content"`
}
