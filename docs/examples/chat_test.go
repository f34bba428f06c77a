package examples

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// idle holds where the chat has finished answering.
var idle = chrome.JS(`every(document, ".pg-stop").every((b) => !b.checkVisibility())`)

func TestAChatAnswersWordByWord(t *testing.T) {
	for look, view := range map[string]chrome.View{"light": {}, "dark": {Dark: true}, "phone": {Phone: true}} {
		t.Run(look, func(t *testing.T) {
			tab := chrome.OpenAs(t, serve(t)+"/chat", view)
			tab.Click(tab.Find("textarea"))
			tab.Keys("How do you *work*?")
			tab.Press(chrome.Enter)
			tab.WaitText("I am a script")
			tab.Shot("growing.png")
			tab.Wait(idle)
			tab.Shot("said.png")
			tab.Keys("And a plot")
			tab.Press(chrome.Enter)
			tab.WaitText("Jupiter: 97")
			tab.Shot("step.png")
			tab.Wait(chrome.JS(`every(document, "canvas").length > 0`))
			tab.Wait(idle)
			tab.Wait(chrome.JS(`every(document, ".pg-chat-log").every((e) => e.scrollTop === 0 && (e.scrollHeight > e.clientHeight || innerHeight > 850))`))
			tab.Shot("plot.png")
		})
	}
}

func TestAChatIsStoppedRatedEditedAndUndone(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/chat")
	tab.ClickText("button", "How do you work?")
	tab.WaitText("I am a script")
	tab.Click(tab.Find(".pg-stop"))
	tab.WaitText("Stopped")
	tab.Wait(idle)
	tab.Click(tab.Find(".pg-react"))
	tab.Wait(chrome.JS(`every(document, ".pg-react").some((r) => r.shadowRoot.querySelector(".bk-active"))`))

	// A file, as a visitor picks it.
	chrome.Eval[bool](tab, chrome.JS(`(() => {
		const files = new DataTransfer();
		files.items.add(new File(["a,b"], "rows.csv", {type: "text/csv"}));
		const input = every(document, ".pg-attach")[0].shadowRoot.querySelector("input");
		input.files = files.files;
		input.dispatchEvent(new Event("change"));
		return true;
	})()`))
	tab.WaitText("rows.csv · 3 bytes")
	tab.Click(tab.Find("textarea"))
	tab.Keys("one")
	tab.Press(chrome.Enter, chrome.Shift)
	tab.Keys("two")
	tab.Shot("attached.png")
	tab.Click(tab.Find(".pg-send"))
	tab.WaitText("which has 3 bytes")
	tab.Wait(idle)
	tab.Shot("file.png")
	tab.ClickText("button", "Undo")
	tab.Wait(chrome.JS(`every(document, "textarea")[0].value === "one\ntwo"`))
	if n := chrome.Eval[int](tab, chrome.JS(`every(document, ".pg-msg").length`)); n != 2 {
		t.Errorf("%d messages are left", n)
	}
	tab.ClickText("button", "Clear")
	tab.WaitText("What would you like to know?")
	tab.Wait(chrome.JS(`every(document, ".pg-msg").length === 0`))
}

func TestAMessageIsEditedByHand(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/chat")
	tab.ClickText("button", "How do you work?")
	tab.WaitText("I am a script")
	tab.Wait(idle)
	tab.Click(tab.Find(`[title="Edit"]`))
	tab.Click(tab.Find(".pg-msg-edit"))
	tab.Ctrl("a")
	tab.Keys("Give me a table")
	tab.Shot("editing.png")
	tab.ClickText("button", "Save")
	tab.WaitText("Counting moons")
	tab.Wait(idle)
	tab.Shot("edited.png")
	if n := chrome.Eval[int](tab, chrome.JS(`every(document, ".pg-msg").length`)); n != 2 {
		t.Errorf("%d messages are there after one was said anew", n)
	}
}

func TestAnAttachmentThatIsTooLargeIsRefusedAndNothingIsSent(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/chat")
	attach := func(name string, size int) {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, make([]byte, size), 0o600); err != nil {
			t.Fatal(err)
		}
		tab.Pick(tab.Find(".pg-attach"), path)
	}
	said := func(text string) string {
		return chrome.JS(`every(document, ".pg-attach").some((a) => getComputedStyle(a, "::after").content.includes("` + text + `"))`)
	}
	attach("film.mp4", 40_000_000) // of which the message would be longer than the server takes
	tab.Wait(said("40 MB are too many, 10 MB are allowed"))
	tab.Shot("refused.png")
	attach("song.mp3", 11_000_000)
	tab.Wait(said("11 MB"))
	tab.Click(tab.Find("textarea"))
	tab.Press(chrome.Enter)
	attach("rows.csv", 3)
	tab.WaitText("rows.csv · 3 bytes")
	tab.Wait("!" + said("MB"))
	if n := chrome.Eval[int](tab, chrome.JS(`every(document, ".pg-msg, .pg-chip").length`)); n != 1 {
		t.Errorf("%d messages and attachments are there", n)
	}
	if tab.Sent("song.mp3") > 0 || tab.Sent("film.mp4") > 0 {
		t.Error("a file that is too large was sent")
	}
}

func TestALongFeedGoesBackAndComesToItsEnd(t *testing.T) {
	tab := chrome.Open(t, serve(t)+"/chat_feed")
	tab.WaitText("message 1999")
	log := `every(document, ".pg-chat-log")[0]`
	if n := chrome.Eval[int](tab, chrome.JS(`every(document, ".pg-msg").length`)); n > 100 {
		t.Errorf("the browser has %d messages", n)
	}
	tab.Wheel(tab.Find(".pg-chat-log"), -1000)
	tab.Wait(chrome.JS(log + `.scrollTop < -500`))
	tab.Shot("back.png")
	tab.Click(tab.Find(`[data-pg-do="latest"]`))
	tab.Wait(chrome.JS(log + `.scrollTop === 0`))
	tab.ClickText("button", "Say hello")
	tab.WaitText(", after 2001 others")
	tab.Wait(chrome.JS(log + `.scrollTop === 0`))
}
