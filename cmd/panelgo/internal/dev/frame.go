package dev

import (
	"os"
	"strings"

	"github.com/panelgo/panelgo/cmd/panelgo/internal/build"
)

// line is a line of source in a code frame.
type line struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
	Here   bool   `json:"here"` // the one that is complained about
}

// around is how many lines stand before and after the one that is complained about.
const around = 3

// frame reads the source around a place; it is empty when the file cannot be read any more.
func frame(d build.Diagnostic) []line {
	text, err := os.ReadFile(d.File)
	if err != nil {
		return nil
	}
	all := strings.Split(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n")
	var lines []line
	for n := max(1, d.Line-around); n <= min(len(all), d.Line+around); n++ {
		lines = append(lines, line{n, all[n-1], n == d.Line})
	}
	return lines
}
