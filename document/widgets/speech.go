package widgets

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// SpeechToText is a button by which visitors dictate. Browsers do the recognition, those that can:
// Chrome, Edge and Safari; they may send what is said to a service of their maker. In others the
// button cannot be clicked.
type SpeechToText struct{ *models.SpeechToText }

// NewSpeechToText makes a button for a language like "en-GB"; empty: the page's.
func NewSpeechToText(language string) SpeechToText {
	s := SpeechToText{document.New[models.SpeechToText]()}
	s.Lang.Set(language)
	document.ReadOnly(&s.Lang, &s.Grammars, &s.Continuous, &s.InterimResults, &s.MaxAlternatives, &s.ServiceURI, &s.ButtonType, &s.ButtonHide, &s.ButtonNotStarted, &s.ButtonStarted)
	document.Check(&s.Results, func(results []any) error { _, err := utterances(results); return err })
	return s
}

// Utterance is a piece of what a visitor said.
type Utterance struct {
	Text       string
	Confidence float64 // from 0 to 1
	Final      bool    // it will not be understood otherwise any more
}

// Utterances is what was understood since the button was clicked last.
func (s SpeechToText) Utterances() []Utterance {
	all, _ := utterances(s.Results.Get())
	return all
}

// Value is what was understood, as one text.
func (s SpeechToText) Value() string {
	var texts []string
	for _, u := range s.Utterances() {
		texts = append(texts, strings.TrimSpace(u.Text))
	}
	return strings.Join(texts, " ")
}

// OnChange calls f when more is understood. Calling stop ends it.
func (s SpeechToText) OnChange(f func(text string)) (stop func()) {
	return s.Results.OnChange(func(document.Change[[]any]) { f(s.Value()) })
}

// Begin listens in every browser that shows the button, End stops that.
func (s SpeechToText) Begin() { s.Start.Set(true) }

// End stops to listen.
func (s SpeechToText) End() { s.Stop.Set(true) }

// Describe explains the button to whoever rests the mouse on it.
func (s SpeechToText) Describe(text string) { hover(&s.HTMLAttributes, text) }

// maxUtterances is what one dictation may consist of.
const maxUtterances = 10_000

// utterances reads what a browser understood: of each piece the best guess.
func utterances(results []any) ([]Utterance, error) {
	bad := errors.New("that is nothing that was said")
	if len(results) > maxUtterances {
		return nil, bad
	}
	all := make([]Utterance, len(results))
	for i, result := range results {
		m, _ := result.(map[string]any)
		guesses, _ := m["alternatives"].([]any)
		final, ok := m["is_final"].(bool)
		if !ok || len(guesses) == 0 {
			return nil, bad
		}
		guess, _ := guesses[0].(map[string]any)
		text, isText := guess["transcript"].(string)
		confidence, isNumber := guess["confidence"].(float64)
		if !isText || !isNumber {
			return nil, bad
		}
		all[i] = Utterance{text, confidence, final}
	}
	return all, nil
}

// TextToSpeech says texts aloud in the browser, with the voices of the visitor's system. It shows
// nothing.
type TextToSpeech struct {
	*models.TextToSpeech
	voice *voice
}

// voice is how texts are said, and which was said last.
type voice struct {
	picked[string]
	name                string
	pitch, rate, volume float64
	count               int
}

// NewTextToSpeech makes a silent voice. Browsers let it speak once the visitor has clicked on the
// page.
func NewTextToSpeech() TextToSpeech {
	t := TextToSpeech{document.New[models.TextToSpeech](), &voice{pitch: 1, rate: 1, volume: 1}}
	document.ReadOnly(&t.Speak)
	document.Check(&t.TextToSpeech.Voices, func(voices []any) error {
		if len(voices) > 1000 {
			return fmt.Errorf("%d voices are too many", len(voices))
		}
		return nil
	})
	return t
}

// Value is what was said last.
func (t TextToSpeech) Value() string { return t.voice.value }

// SetValue says a text in every browser that shows the page, after what is being said.
func (t TextToSpeech) SetValue(text string) {
	v := t.voice
	v.count++ // so that the same text is said again
	t.Speak.Set(map[string]any{"text": text, "voice": v.name, "pitch": v.pitch, "rate": v.rate, "volume": v.volume, "number": v.count})
	v.set(text)
}

// SetVoice chooses one of VoiceNames; other names, and an empty one, mean the browser's own choice.
func (t TextToSpeech) SetVoice(name string) { t.voice.name = name }

// SetTone sets how the texts to come are said: pitch from 0 to 2, rate from 0.1 to 10, volume from
// 0 to 1; usual are 1, 1, 1.
func (t TextToSpeech) SetTone(pitch, rate, volume float64) {
	clamp := func(x, low, high float64) float64 {
		if math.IsNaN(x) {
			return 1
		}
		return min(max(x, low), high)
	}
	t.voice.pitch, t.voice.rate, t.voice.volume = clamp(pitch, 0, 2), clamp(rate, 0.1, 10), clamp(volume, 0, 1)
}

// VoiceNames are the voices of the visitor's system, as the browser told; it does so a moment after
// the page is there.
func (t TextToSpeech) VoiceNames() []string {
	var names []string
	for _, v := range t.TextToSpeech.Voices.Get() {
		m, _ := v.(map[string]any)
		if name, ok := m["name"].(string); ok {
			names = append(names, name)
		}
	}
	return names
}

// OnChange calls f when the program has another text said. Calling stop ends it.
func (t TextToSpeech) OnChange(f func(text string)) (stop func()) { return t.voice.onChange(f) }

// OnSpeaking calls f when the voice begins to say something (true) and when it is done (false).
// Calling stop ends it.
func (t TextToSpeech) OnSpeaking(f func(speaking bool)) (stop func()) {
	return t.Speaking.OnChange(func(c document.Change[bool]) { f(c.New) })
}

// Hold pauses what is being said.
func (t TextToSpeech) Hold() { t.Pause.Set(true) }

// GoOn resumes after Hold.
func (t TextToSpeech) GoOn() { t.Resume.Set(true) }

// Hush drops what is being said and what waits.
func (t TextToSpeech) Hush() { t.Cancel.Set(true) }
