// Package audio shows a sound that Go makes: a chord of three sines, as WAV.
//
//panelgo:gallery pane.Audio
package audio

import (
	"bytes"
	"encoding/binary"
	"math"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

const rate = 16_000 // samples a second

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	sound := pane.NewAudio(chord(440, 550, 660))

	play, pause := widgets.NewButton("Play"), widgets.NewButton("Pause")
	play.OnClick(sound.Play)
	pause.OnClick(sound.Pause)

	doc.SetTitle("Audio")
	doc.Add(layout.Column(pane.NewText("Two seconds of A major"), sound, layout.Row(play, pause)))
	return nil
}

// chord is two seconds of some notes, in Hz, as a WAV file of 16 bits.
func chord(notes ...float64) []byte {
	samples := make([]int16, 2*rate)
	for i := range samples {
		t, sum := float64(i)/rate, 0.0
		for _, hz := range notes {
			sum += math.Sin(2 * math.Pi * hz * t)
		}
		samples[i] = int16(8000 * sum / float64(len(notes)) * math.Exp(-1.5*t))
	}
	var file bytes.Buffer
	file.WriteString("RIFF")
	write := func(numbers any) { binary.Write(&file, binary.LittleEndian, numbers) }
	write(uint32(36 + 2*len(samples)))
	file.WriteString("WAVEfmt ")
	write([]uint32{16, 1 | 1<<16, rate, 2 * rate, 2 | 16<<16}) // whole numbers, one channel, two bytes for each
	file.WriteString("data")
	write(uint32(2 * len(samples)))
	write(samples)
	return file.Bytes()
}
