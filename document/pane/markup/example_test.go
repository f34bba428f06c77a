package markup_test

import (
	"fmt"

	"github.com/panelgo/panelgo/document/pane/markup"
)

func ExampleMarkdown() {
	m := markup.NewMarkdown("Hello *you*<script>alert(1)</script>")
	fmt.Println(m.Text.Get())
	// Output: <p>Hello <em>you</em></p>
}
